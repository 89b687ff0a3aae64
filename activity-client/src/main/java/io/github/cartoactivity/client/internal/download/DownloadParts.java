package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.Timeouts;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.ErrorMapping;
import io.github.cartoactivity.client.internal.http.HttpSender;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.internal.http.Time;
import java.util.concurrent.Executor;

/** What every download of a client works with. */
public record DownloadParts(
        HttpSender sender,
        RetryLoop retry,
        ErrorMapping errors,
        Time time,
        Timeouts timeouts,
        LinkGuard guard,
        Lanes lanes,
        SegmentRules segmentRules,
        Executor executor) {

    PartWriter.Watch watch(Call call) {
        return new PartWriter.Watch(time, timeouts.idle(), call.deadline());
    }
}
