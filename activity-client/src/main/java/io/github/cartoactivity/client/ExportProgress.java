package io.github.cartoactivity.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where an export stands as a whole.
 *
 * @param jobs jobs that it takes
 * @param jobsFinished how many of them have succeeded
 * @param files files of the jobs that have succeeded; grows until all have
 * @param filesFinished how many of them are here
 * @param bytes bytes that are here
 * @param bytesAnnounced bytes of all files of which the size is known by now
 * @param retries requests that were sent again
 * @param elapsed since the call
 * @param remaining how much longer it will take at the speed so far; null until all jobs have succeeded and every file's
 *     size is known
 */
public record ExportProgress(
        int jobs,
        int jobsFinished,
        int files,
        int filesFinished,
        long bytes,
        long bytesAnnounced,
        int retries,
        Duration elapsed,
        @Nullable Duration remaining) {}
