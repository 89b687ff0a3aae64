package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.Timeouts;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.ErrorMapping;
import io.github.cartoactivity.client.internal.http.HttpSender;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.internal.http.Time;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** What every download of a client works with. */
public record DownloadParts(
        HttpSender sender,
        RetryLoop retry,
        ErrorMapping errors,
        Time time,
        Timeouts timeouts,
        LinkCheck links,
        Lanes lanes,
        SegmentRules segmentRules,
        BlockPool blocks,
        Executor executor) {

    /** Runs something that may wait for the disk, not on this thread as long as the client has others. */
    void aside(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    SilenceWatch watch(Call call) {
        return new SilenceWatch(time, timeouts.idle(), call.deadline());
    }
}
