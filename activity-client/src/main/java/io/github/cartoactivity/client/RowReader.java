package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.rows.RowCounter;
import io.github.cartoactivity.client.internal.rows.RowFiles;
import io.github.cartoactivity.client.internal.rows.RowInput;
import io.github.cartoactivity.client.internal.rows.RowOptions;
import io.github.cartoactivity.client.internal.rows.RowStreams;
import io.github.cartoactivity.client.internal.rows.RowTable;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads rows like {@link Rows}, in a way that can be chosen. Immutable; may be used by several threads.
 *
 * <pre>{@code
 * RejectedRows rejected = RejectedRows.keeping(100);
 * RowReader reader = RowReader.defaults().onBadRow(rejected);
 * try (Stream<ActivityEvent> events = reader.activity(files)) {
 *     events.forEach(this::use);
 * }
 * }</pre>
 *
 * @param badRows what happens when a row cannot be read, by default {@link RejectedRowListener#STOP}
 * @param limits what a file may ask for
 * @param finalNewline what to make of a CSV file whose last line has no end
 * @param threads how many threads read ahead; with 1, the default, the thread that takes the rows reads them
 */
public record RowReader(RejectedRowListener badRows, ReadLimits limits, FinalNewline finalNewline, int threads) {
    private static final RowReader DEFAULTS =
            new RowReader(RejectedRowListener.STOP, ReadLimits.defaults(), FinalNewline.REQUIRED_UNLESS_QUOTED, 1);

    /**
     * Checks the number of threads.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public RowReader {
        if (threads < 1) {
            throw new IllegalArgumentException("Rows need at least one thread, not " + threads);
        }
    }

    /**
     * Stops at the first bad row, with the usual limits.
     *
     * @return the reader behind {@link Rows}
     */
    public static RowReader defaults() {
        return DEFAULTS;
    }

    /**
     * The same reader with another way to treat bad rows.
     *
     * @param listener is told about each bad row; stops the stream by throwing
     * @return a copy
     */
    public RowReader onBadRow(RejectedRowListener listener) {
        return new RowReader(listener, limits, finalNewline, threads);
    }

    /**
     * The same reader with other limits.
     *
     * @param wanted what a file may ask for
     * @return a copy
     */
    public RowReader limits(ReadLimits wanted) {
        return new RowReader(badRows, wanted, finalNewline, threads);
    }

    /**
     * The same reader with another way to treat a last line of CSV that has no end.
     *
     * @param wanted when to take it for a cut file
     * @return a copy
     */
    public RowReader finalNewline(FinalNewline wanted) {
        return new RowReader(badRows, limits, wanted, threads);
    }

    /**
     * The same reader with threads that read ahead: row groups of Parquet files and pieces of CSV files side by side, the
     * rows still in the order of the files. What is read ahead takes some 128 MiB at most, by all threads
     * together; each thread holds a piece of its file besides. The threads end with the stream, which therefore has to be
     * closed.
     *
     * @param wanted how many threads; 1 for none but the one that takes the rows
     * @return a copy
     * @throws IllegalArgumentException if it is less than 1
     */
    public RowReader parallel(int wanted) {
        return new RowReader(badRows, limits, finalNewline, wanted);
    }

    /**
     * The rows of files of one table.
     *
     * @param files the files, in the order in which they are to be read
     * @param category which table they are
     * @return the rows; to be closed
     */
    public Stream<ExportRow> read(Collection<Path> files, ExportCategory category) {
        return rows(RowTable.of(category), files).map(Function.identity());
    }

    /**
     * The events in files of the table {@code activity}.
     *
     * @param files the files, in the order in which they are to be read
     * @return the events; to be closed
     */
    public Stream<ActivityEvent> activity(Path... files) {
        return rows(RowTable.ACTIVITY, List.of(files));
    }

    /**
     * The rows of files of the table {@code apiUsage}.
     *
     * @param files the files, in the order in which they are to be read
     * @return the rows; to be closed
     */
    public Stream<ApiUsageRow> apiUsage(Path... files) {
        return rows(RowTable.API_USAGE, List.of(files));
    }

    /**
     * The users in files of the table {@code userList}.
     *
     * @param files the files, in the order in which they are to be read
     * @return the users; to be closed
     */
    public Stream<UserRecord> users(Path... files) {
        return rows(RowTable.USER_LIST, List.of(files));
    }

    /**
     * The groups in files of the table {@code groupList}.
     *
     * @param files the files, in the order in which they are to be read
     * @return the groups; to be closed
     */
    public Stream<GroupRecord> groups(Path... files) {
        return rows(RowTable.GROUP_LIST, List.of(files));
    }

    /**
     * Which table a file of an export is, seen from its columns, never from its name. Few columns are enough: a file
     * with {@code type} and {@code ts} is taken for events, one with {@code user_id} for users, wherever it comes from.
     *
     * @param file a file of either format
     * @return the table, or empty if it lacks what every file of each table has
     */
    public Optional<ExportCategory> categoryOf(Path file) {
        try (RowFile open = RowFiles.open(file, options())) {
            return RowFiles.categoryOf(open.columns());
        }
    }

    private <T extends ExportRow> Stream<T> rows(RowTable<T> table, Collection<Path> files) {
        return rows(table, files.stream().map(RowInput::whole).toList(), new LongAdder(), RowCounter.NOBODY);
    }

    /** The rows of files, of which some may not count. */
    <T extends ExportRow> Stream<T> rows(
            RowTable<T> table, List<RowInput> inputs, LongAdder dropped, RowCounter counter) {
        return RowStreams.of(table, inputs, options(), dropped, counter);
    }

    private RowOptions options() {
        return new RowOptions(badRows, limits, finalNewline, threads);
    }
}
