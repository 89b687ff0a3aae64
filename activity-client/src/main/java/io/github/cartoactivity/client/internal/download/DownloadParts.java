package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.Timeouts;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.ErrorMapping;
import io.github.cartoactivity.client.internal.http.HttpSender;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.internal.http.Time;
import java.util.concurrent.Executor;

/**
 * What every download of a client works with.
 *
 * @param executor writes what arrives
 * @param aside runs what may wait for the disk, so that neither who gives up nor the timer does
 */
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
        Executor executor,
        Executor aside) {

    SilenceWatch watch(Call call) {
        return new SilenceWatch(time, timeouts.idle(), call.deadline());
    }
}
