package io.github.cartoactivity.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An export job as the server last described it.
 *
 * <p>Source: CARTO's "Activity Data API".
 *
 * @param id the server's id of the job
 * @param status where it stands
 * @param statusName the status exactly as received; tells more when {@code status} is {@link JobStatus#UNKNOWN}
 * @param links what to download, in the order of the answer; empty until the job has succeeded
 * @param failure why it failed, in the server's words; null where the server gave no reason
 */
public record ActivityJob(
        String id,
        JobStatus status,
        String statusName,
        List<SignedLink> links,
        @Nullable String failure) {

    /** Copies the links. */
    public ActivityJob {
        links = List.copyOf(links);
    }
}
