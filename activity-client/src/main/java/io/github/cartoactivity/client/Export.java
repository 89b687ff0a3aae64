package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.rows.RowCounter;
import io.github.cartoactivity.client.internal.rows.RowInput;
import io.github.cartoactivity.client.internal.rows.RowTable;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A finished export: the files, and the rows in them. The files are as CARTO wrote them; of the rows of timed tables only
 * those are given whose time lies in the days that their file's job was asked for.
 *
 * <pre>{@code
 * try (Stream<ActivityEvent> events = export.activity()) {
 *     events.forEach(event -> System.out.println(event.ts() + " " + event.typeName()));
 * }
 * }</pre>
 *
 * <p>Streams hold an open file: close them. Each call reads the files anew. Trouble with what is in a file is a
 * {@link io.github.cartoactivity.client.error.MalformedDataException}, a file that is missing or cannot be read an {@link
 * io.github.cartoactivity.client.error.UnreadableFileException}; either comes from the call or later from the stream.
 */
public final class Export {
    private final ExportRequest request;
    private final List<ExportFile> files;
    private final ExportCost cost;
    private final RowReader reader;
    private final ProgressListener listener;
    private final LongAdder dropped = new LongAdder();

    Export(ExportRequest request, List<ExportFile> files, ExportCost cost, ProgressListener listener) {
        this(request, files, cost, RowReader.defaults(), listener);
    }

    private Export(
            ExportRequest request,
            List<ExportFile> files,
            ExportCost cost,
            RowReader reader,
            ProgressListener listener) {
        this.request = request;
        this.files = List.copyOf(files);
        this.cost = cost;
        this.reader = reader;
        this.listener = listener;
    }

    /**
     * The same export, whose rows are read in another way.
     *
     * @param wanted what to do with bad rows, how many threads, which limits
     * @return a copy that counts dropped rows for itself
     */
    public Export readWith(RowReader wanted) {
        return new Export(request, files, cost, wanted, listener);
    }

    /**
     * The events.
     *
     * @return the events in the order of the files; to be closed
     * @throws IllegalStateException if the export was not asked for this table
     */
    public Stream<ActivityEvent> activity() {
        return read(RowTable.ACTIVITY);
    }

    /**
     * The use of APIs.
     *
     * @return the rows in the order of the files; to be closed
     * @throws IllegalStateException if the export was not asked for this table
     */
    public Stream<ApiUsageRow> apiUsage() {
        return read(RowTable.API_USAGE);
    }

    /**
     * The users, as they were when the export was made.
     *
     * @return the users in the order of the files; to be closed
     * @throws IllegalStateException if the export was not asked for this table
     */
    public Stream<UserRecord> users() {
        return read(RowTable.USER_LIST);
    }

    /**
     * The groups, as they were when the export was made.
     *
     * @return the groups in the order of the files; to be closed
     * @throws IllegalStateException if the export was not asked for this table
     */
    public Stream<GroupRecord> groups() {
        return read(RowTable.GROUP_LIST);
    }

    /**
     * The rows of one table.
     *
     * @param category the table
     * @return the rows in the order of the files; to be closed
     * @throws IllegalStateException if the export was not asked for this table
     */
    public Stream<ExportRow> rows(ExportCategory category) {
        return read(RowTable.of(category)).map(Function.identity());
    }

    /**
     * How many rows the streams of this export have left out so far, because their time lies outside the days that their
     * file's job was asked for. Where two jobs meet, both may deliver the day between them; each row is kept once.
     *
     * @return rows that were dropped, by all streams together
     */
    public long droppedRows() {
        return dropped.sum();
    }

    private <T extends ExportRow> Stream<T> read(RowTable<T> table) {
        if (!request.categories().contains(table.category())) {
            throw new IllegalStateException("The export was not asked for " + table.category() + " but for "
                    + request.categories() + "; see ExportRequest.withCategories");
        }
        List<RowInput> inputs = files(table.category()).stream()
                .map(file -> table.category().isTimed()
                        ? RowInput.within(file.path(), file.range())
                        : RowInput.whole(file.path()))
                .toList();
        return reader.rows(table, inputs, dropped, new Told(table.category()));
    }

    /** Tells the listener how far a stream is. */
    private final class Told implements RowCounter {
        private final ExportCategory category;

        Told(ExportCategory category) {
            this.category = category;
        }

        @Override
        public void taken(long rows) {
            listener.rowsRead(category, rows);
        }

        @Override
        public void ended(long rows) {
            listener.rowsFinished(category, rows);
        }
    }

    /**
     * The days that were asked for.
     *
     * @return the range of the request
     */
    public DateRange range() {
        return request.range();
    }

    /**
     * The format of the files.
     *
     * @return the format of the request
     */
    public ExportFormat format() {
        return request.format();
    }

    /**
     * All files, by table, then by day, then in the order of the server's links.
     *
     * @return the files
     */
    public List<ExportFile> files() {
        return files;
    }

    /**
     * The files of one table, several where the server gave several links.
     *
     * @param category the table
     * @return its files; empty where it was not asked for, or the organisation has none (groups)
     */
    public List<ExportFile> files(ExportCategory category) {
        return files.stream().filter(file -> file.category() == category).toList();
    }

    /**
     * What it took.
     *
     * @return counts, bytes and time
     */
    public ExportCost cost() {
        return cost;
    }
}
