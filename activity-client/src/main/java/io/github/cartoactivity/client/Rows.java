package io.github.cartoactivity.client;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Typed rows from the files of an export, however they came here: CSV, also compressed with gzip, and Parquet with the
 * artifact {@code activity-parquet} on the path. What a file is, is seen from its content, not from its name.
 *
 * <pre>{@code
 * try (Stream<ActivityEvent> events = Rows.activity(Path.of("activity-1.csv"), Path.of("activity-2.csv"))) {
 *     events.filter(event -> event.type() == ActivityEventType.MAP_CREATED).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Rows come one by one in the order of the files, in little memory however large the files are. A stream holds an open
 * file, so close it. The first bad row ends it with a {@link
 * io.github.cartoactivity.client.error.MalformedDataException}; {@link RowReader} can be told otherwise.
 */
public final class Rows {
    private Rows() {}

    /**
     * The rows of a file.
     *
     * @param file the file
     * @param category which table it is
     * @return the rows in the order of the file; to be closed
     * @throws io.github.cartoactivity.model.CartoActivityException if it cannot be read as that table; also later, from
     *     the stream, when trouble is found further on
     */
    public static Stream<ExportRow> read(Path file, ExportCategory category) {
        return RowReader.defaults().read(List.of(file), category);
    }

    /**
     * The events in files of the table {@code activity}.
     *
     * @param files the files, in the order in which they are to be read
     * @return the events; to be closed
     */
    public static Stream<ActivityEvent> activity(Path... files) {
        return RowReader.defaults().activity(files);
    }

    /**
     * The rows of files of the table {@code apiUsage}.
     *
     * @param files the files, in the order in which they are to be read
     * @return the rows; to be closed
     */
    public static Stream<ApiUsageRow> apiUsage(Path... files) {
        return RowReader.defaults().apiUsage(files);
    }

    /**
     * The users in files of the table {@code userList}.
     *
     * @param files the files, in the order in which they are to be read
     * @return the users; to be closed
     */
    public static Stream<UserRecord> users(Path... files) {
        return RowReader.defaults().users(files);
    }

    /**
     * The groups in files of the table {@code groupList}.
     *
     * @param files the files, in the order in which they are to be read
     * @return the groups; to be closed
     */
    public static Stream<GroupRecord> groups(Path... files) {
        return RowReader.defaults().groups(files);
    }

    /**
     * Which table a file is, seen from its columns, never from its name.
     *
     * @param file a file of either format
     * @return the table, or empty if its columns are those of none
     * @throws io.github.cartoactivity.model.CartoActivityException if it is no file with columns, or cannot be read
     */
    public static Optional<ExportCategory> categoryOf(Path file) {
        return RowReader.defaults().categoryOf(file);
    }
}
