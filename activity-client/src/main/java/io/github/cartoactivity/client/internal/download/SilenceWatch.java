package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.http.Deadline;
import io.github.cartoactivity.client.internal.http.Time;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Watches the body of an answer, since the JDK's time-outs end with the headers. Silence of a given length is trouble, and so
 * is a trickle of less than {@value #LEAST_BYTES} bytes in that time, and the end of the time that the whole call has. While
 * the disk is busy with what has come, the server is not to blame for silence. Thread-safe.
 */
final class SilenceWatch {
    private static final int LEAST_BYTES = 1024;
    private static final int LOOKS = 8;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final Time time;
    private final Duration idle;
    private final Deadline deadline;
    private Consumer<Throwable> trouble = reason -> {};
    private Time.Alarm alarm = () -> {};
    private boolean over;
    private boolean writing;
    private long moved;
    private int quietLooks;

    /**
     * @param idle how long a body may be silent
     * @param deadline by when it has to be here
     */
    SilenceWatch(Time time, Duration idle, Deadline deadline) {
        this.time = time;
        this.idle = idle;
        this.deadline = deadline;
    }

    /** @param onTrouble is told, once at most, why there is no sense in waiting any longer */
    synchronized void begin(Consumer<Throwable> onTrouble) {
        trouble = onTrouble;
        if (!over) {
            alarm = time.alarm(interval(), this::look);
        }
    }

    /** Something has come, and goes to the disk. */
    synchronized void writing() {
        writing = true;
    }

    /** So many bytes went to the disk. */
    synchronized void wrote(long bytes) {
        writing = false;
        moved += bytes;
    }

    synchronized void end() {
        over = true;
        alarm.cancel();
    }

    private Duration interval() {
        Duration interval = idle.dividedBy(LOOKS);
        return interval.compareTo(LONGEST_LOOK) < 0 ? interval : LONGEST_LOOK;
    }

    private void look() {
        Throwable reason;
        synchronized (this) {
            if (over) {
                return;
            }
            quietLooks = writing || moved >= LEAST_BYTES ? 0 : quietLooks + 1;
            moved = moved >= LEAST_BYTES ? 0 : moved;
            if (deadline.left().isZero()) {
                reason = new LateException();
            } else if (interval().multipliedBy(quietLooks).compareTo(idle) >= 0) {
                reason = new HttpTimeoutException("Nothing worth mentioning arrived for " + idle);
            } else {
                alarm = time.alarm(interval(), this::look);
                return;
            }
            over = true;
        }
        trouble.accept(reason);
    }

    /** The time that the whole call has is over. */
    static final class LateException extends IOException {
        private static final long serialVersionUID = 1L;

        LateException() {
            super("The time for the whole call is over");
        }
    }
}
