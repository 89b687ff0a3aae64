package io.github.cartoactivity.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.client.spi.CellKind;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.client.spi.RowRange;
import io.github.cartoactivity.client.spi.WantedColumn;
import io.github.cartoactivity.model.ActivityEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large row groups are read by several threads, page by page. */
class RowRangesTest {
    private static final int ROWS = 70_000;
    private static final List<WantedColumn> COLUMNS = List.of(
            new WantedColumn(0, "type", CellKind.LABEL),
            new WantedColumn(1, "ts", CellKind.INSTANT),
            new WantedColumn(2, "data", CellKind.TEXT));

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(WriterVersion.class)
    void anyRange_whereverItBegins_givesItsRows(WriterVersion version) throws IOException {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        try (RowFile file = new ParquetRowFormat().open(write(version), ReadLimits.defaults())) {
            List<String> all = rows(file, RowRange.whole(0));
            assertThat(all).hasSize(ROWS);
            for (int i = 0; i < 40; i++) {
                int from = random.nextInt(ROWS);
                int to = from + random.nextInt(ROWS - from + 1);
                assertThat(rows(file, new RowRange(0, from, to)))
                        .as("rows from %d to %d", from, to)
                        .isEqualTo(all.subList(from, to));
            }
        }
    }

    @Test
    void ranges_followEachOtherAndAreTheRowGroup() throws IOException {
        try (RowFile file = new ParquetRowFormat().open(write(WriterVersion.PARQUET_1_0), ReadLimits.defaults())) {
            List<RowRange> ranges = file.ranges(0);
            assertThat(ranges).hasSizeGreaterThan(2);
            assertThat(ranges.get(0).from()).isZero();
            for (int i = 1; i < ranges.size(); i++) {
                assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).to());
            }
            List<String> together = new ArrayList<>();
            ranges.forEach(range -> together.addAll(rows(file, range)));
            assertThat(together).isEqualTo(rows(file, RowRange.whole(0)));
        }
    }

    @Test
    void threads_giveTheSameRowsInTheSameOrder() throws IOException {
        Path file = write(WriterVersion.PARQUET_2_0);
        try (Stream<ActivityEvent> one = RowReader.defaults().activity(file);
                Stream<ActivityEvent> three = RowReader.defaults().parallel(3).activity(file)) {
            assertThat(three.toList()).isEqualTo(one.toList());
        }
    }

    private static List<String> rows(RowFile file, RowRange range) {
        List<String> rows = new ArrayList<>();
        try (RowCursor cursor = file.rows(range, COLUMNS)) {
            while (cursor.next()) {
                rows.add(cursor.location() + " " + cursor.text(0) + " " + cursor.instant(1) + " " + cursor.text(2));
            }
        }
        return rows;
    }

    /** One row group, whose columns have pages of different lengths, with and without a dictionary. */
    private Path write(WriterVersion version) throws IOException {
        List<Consumer<Group>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int number = i;
            rows.add(row -> {
                row.append("type", "Type" + number % 7).append("ts", 1_760_000_000_000_000L + number);
                if (number % 11 != 0) {
                    row.append("data", "{\"userId\":\"auth0|" + number + "\",\"n\":" + number % 13 + "}");
                }
            });
        }
        return ParquetFixture.at(
                        directory.resolve(version + ".parquet"),
                        "required binary type (STRING); required int64 ts (TIMESTAMP(MICROS,true));"
                                + " optional binary data (STRING);")
                .with(builder -> builder.withWriterVersion(version)
                        .withPageSize(64 << 10)
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .withRowGroupSize(64L << 20))
                .write(rows);
    }
}
