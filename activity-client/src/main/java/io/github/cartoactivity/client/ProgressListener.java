package io.github.cartoactivity.client;

import io.github.cartoactivity.model.ExportCategory;
import java.time.Duration;

/**
 * Hears what a client is doing. Methods are called on the client's threads, one at a time for each file and job, {@link
 * #exportProgress} one at a time for each export, and must return quickly; what they throw is logged and otherwise ignored.
 *
 * <pre>
 * export
 *   jobCreated, jobPolled..., jobFinished          for each job, jobs side by side
 *     fileStarted, fileProgress..., fileFinished   for each file, files side by side
 *     fileReused                                   instead, for a file that an earlier run has left
 *   exportProgress...                              after these, for the export as a whole
 * rowsRead..., rowsFinished                        for each stream of rows of the export
 * retrying                                         anywhere, before a request is sent again
 * </pre>
 */
public interface ProgressListener {

    /**
     * A job was accepted by the server.
     *
     * @param jobId the server's id
     * @param request what it was asked for
     */
    default void jobCreated(String jobId, JobRequest request) {}

    /**
     * A job was asked for its status.
     *
     * @param job what the server said
     */
    default void jobPolled(ActivityJob job) {}

    /**
     * A job has ended, well or badly.
     *
     * @param job what the server said
     */
    default void jobFinished(ActivityJob job) {}

    /**
     * The download of a file begins.
     *
     * @param link which file
     */
    default void fileStarted(SignedLink link) {}

    /**
     * More of a file has arrived.
     *
     * @param link which file
     * @param bytes how much of it is here
     * @param total its size, or -1 where the server does not say
     */
    default void fileProgress(SignedLink link, long bytes, long total) {}

    /**
     * A file is whole and checked.
     *
     * @param link which file
     * @param bytes its size
     */
    default void fileFinished(SignedLink link, long bytes) {}

    /**
     * A file need not be downloaded, because an earlier run that failed or was killed has left it whole.
     *
     * @param link which file
     * @param bytes its size
     */
    default void fileReused(SignedLink link, long bytes) {}

    /**
     * Where an export stands as a whole: after each event of a job or the end of a file, and while bytes arrive about ten
     * times a second.
     *
     * @param now counts, bytes and times
     */
    default void exportProgress(ExportProgress now) {}

    /**
     * Rows of a finished export are being read from one of the streams of {@link Export}; told about every ten thousand
     * rows, on the thread that takes them.
     *
     * @param category which table
     * @param rows how many rows the stream has given so far
     */
    default void rowsRead(ExportCategory category, long rows) {}

    /**
     * A stream of rows of {@link Export} has ended, or was closed before its end.
     *
     * @param category which table
     * @param rows how many rows it has given
     */
    default void rowsFinished(ExportCategory category, long rows) {}

    /**
     * A request is about to be sent again.
     *
     * @param what which request, without anything secret
     * @param attempt which try comes next, 2 for the first repetition
     * @param wait how long until then
     */
    default void retrying(String what, int attempt, Duration wait) {}
}
