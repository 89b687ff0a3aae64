package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.client.SignedLink;
import java.util.concurrent.locks.ReentrantLock;

/** Reports one file's progress, never twice at the same time however many connections bring it. */
final class FileProgress {
    private final ProgressListener listener;
    private final SignedLink link;
    private final ReentrantLock reporting = new ReentrantLock();

    FileProgress(ProgressListener listener, SignedLink link) {
        this.listener = listener;
        this.link = link;
    }

    /** Says nothing while somebody else does; there will be more to say soon. */
    void report(Segments segments) {
        if (reporting.tryLock()) {
            try {
                listener.fileProgress(link, segments.received(), segments.total());
            } finally {
                reporting.unlock();
            }
        }
    }
}
