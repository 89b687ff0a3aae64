package io.github.cartoactivity.client.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.RejectedRow;
import io.github.cartoactivity.client.RejectedRows;
import io.github.cartoactivity.client.error.MalformedDataException;
import io.github.cartoactivity.client.error.UnreadableFileException;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.GroupRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are read ahead are the rows that are read one by one: same order, same bad rows, same numbers, same end. */
class ParallelRowsTest {
    @TempDir
    Path directory;

    /** What came of reading some files. */
    private record Outcome(List<GroupRecord> rows, List<RejectedRow> rejected, String error) {}

    @ParameterizedTest
    @ValueSource(ints = {64, 300, 4096})
    void wellFormedFiles_giveTheSameRows(int chunk) throws IOException {
        Random random = new Random(chunk);
        for (int i = 0; i < 30; i++) {
            List<Path> files = List.of(file(text(random, false)), file(text(random, false)), file(HEADER));
            Outcome outcome = read(files, 3, chunk);
            assertThat(outcome).isEqualTo(read(files, 1, chunk));
            assertThat(outcome.error()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 300, 4096})
    void filesWithBadRowsAndStrayQuotes_giveTheSameRowsAndRejections(int chunk) throws IOException {
        Random random = new Random(chunk);
        int rejected = 0;
        for (int i = 0; i < 60; i++) {
            List<Path> files = List.of(file(text(random, true)), file(text(random, true)));
            Outcome outcome = read(files, 3, chunk);
            assertThat(outcome).isEqualTo(read(files, 1, chunk));
            rejected += outcome.rejected().size();
        }
        assertThat(rejected).isPositive();
    }

    @Test
    void nextToNoRoom_givesTheSameRowsToo() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 30; i++) {
            List<Path> files = List.of(file(text(random, true)), file(text(random, true)));
            List<GroupRecord> expected = read(files, 1, 300).rows();
            RowOptions options =
                    new RowOptions(RejectedRows.keeping(0), ReadLimits.defaults(), FinalNewline.REQUIRED, 3, 300);
            List<RowInput> inputs = files.stream().map(RowInput::whole).toList();
            List<GroupRecord> rows = new ArrayList<>();
            ParallelRows<GroupRecord> narrow =
                    new ParallelRows<>(RowTable.GROUP_LIST, inputs, options, new LongAdder(), RowCounter.NOBODY, 1);
            try {
                for (GroupRecord row = narrow.next(); row != null; row = narrow.next()) {
                    rows.add(row);
                }
            } catch (MalformedDataException e) {
                // The other reading ends there too.
            } finally {
                narrow.release();
            }
            assertThat(rows).isEqualTo(expected);
        }
    }

    @Test
    void room_isForAllPiecesTogether_butNeverKeepsTheFirstOneWaiting() throws Exception {
        ReadAheadRoom room = new ReadAheadRoom(1000);
        ReadAhead<GroupRecord> first = piece(room);
        ReadAhead<GroupRecord> second = piece(room);
        room.await(first);
        room.take(first, 5000);
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        Thread other = new Thread(() -> {
            try {
                room.take(second, 600);
                waiting.complete(null);
            } catch (InterruptedException e) {
                waiting.completeExceptionally(e);
            }
        });
        other.start();
        while (other.isAlive() && other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        room.take(first, 5000);
        room.give(first, 5000);
        assertThat(waiting).isNotDone();
        room.leave(first);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
        room.await(second);
        room.take(second, 5000);
    }

    private static ReadAhead<GroupRecord> piece(ReadAheadRoom room) {
        return new ReadAhead<>(
                new Pieces<>() {
                    @Override
                    public @Nullable Piece<GroupRecord> next() {
                        return null;
                    }

                    @Override
                    public Path path() {
                        return Path.of("none");
                    }

                    @Override
                    public void close() {}
                },
                sink -> {},
                room);
    }

    @Test
    void gzipFile_givesTheSameRows() throws IOException {
        Path file = directory.resolve("rows.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text(new Random(1), true).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(List.of(file), 2, 200)).isEqualTo(read(List.of(file), 1, 200));
    }

    @Test
    void cutGzipFile_givesTheRowsBeforeTheCutAndThenTheError() throws IOException {
        Path file = directory.resolve("rows.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Random random = new Random(1);
            String rows = random.longs(20_000).mapToObj(id -> id + ",x\n").collect(Collectors.joining());
            out.write((HEADER + rows).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Outcome outcome = read(List.of(file), 2, 1000);
        assertThat(outcome.error()).contains("ends too early");
        assertThat(outcome.rows()).hasSizeGreaterThan(5000);
    }

    @Test
    void rowsOutsideTheRange_areCountedWhenTheyArePassed() throws IOException {
        StringBuilder text = new StringBuilder("type,ts,data\n");
        for (int i = 0; i < 3000; i++) {
            text.append("MapCreated,2025-10-0").append(1 + i % 3).append(",\n");
        }
        RowInput input = RowInput.within(file(text.toString()), DateRange.ofDay(LocalDate.parse("2025-10-02")));
        for (int threads = 1; threads <= 3; threads++) {
            LongAdder dropped = new LongAdder();
            RowOptions options =
                    new RowOptions(RejectedRows.keeping(0), ReadLimits.defaults(), FinalNewline.REQUIRED, threads, 500);
            try (Stream<ActivityEvent> rows =
                    RowStreams.of(RowTable.ACTIVITY, List.of(input), options, dropped, RowCounter.NOBODY)) {
                assertThat(rows).hasSize(1000);
            }
            assertThat(dropped.sum()).isEqualTo(2000);
        }
    }

    @Test
    void listenerThatThrows_endsTheStreamWithItsException() throws IOException {
        Path file = file(HEADER + "a,b\nbad\n".repeat(1000));
        RowOptions options = new RowOptions(
                row -> {
                    throw new IllegalStateException(
                            "enough of line " + row.location().line());
                },
                ReadLimits.defaults(),
                FinalNewline.REQUIRED,
                2,
                100);
        try (Stream<GroupRecord> rows = RowStreams.of(
                RowTable.GROUP_LIST, List.of(RowInput.whole(file)), options, new LongAdder(), RowCounter.NOBODY)) {
            assertThatThrownBy(() -> rows.forEach(row -> {})).hasMessage("enough of line 3");
        }
    }

    @Test
    void interruptedReader_stopsAndStaysInterrupted() throws IOException {
        Path file = file(HEADER + "a,b\n".repeat(100_000));
        RowOptions options =
                new RowOptions(RejectedRows.keeping(0), ReadLimits.defaults(), FinalNewline.REQUIRED, 2, 1000);
        try (Stream<GroupRecord> rows = RowStreams.of(
                RowTable.GROUP_LIST, List.of(RowInput.whole(file)), options, new LongAdder(), RowCounter.NOBODY)) {
            assertThatThrownBy(() -> rows.forEach(row -> Thread.currentThread().interrupt()))
                    .isInstanceOf(UnreadableFileException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static final String HEADER = "group_id,group_alias\n";

    private static String text(Random random, boolean withTrouble) {
        StringBuilder text = new StringBuilder(HEADER);
        int trouble = withTrouble && random.nextInt(4) > 0 ? 40 : 0;
        for (int i = 0; i < 400; i++) {
            String alias = "x,\"\n\u00e9".repeat(random.nextInt(4)) + "l\n\"q\"".repeat(random.nextInt(6));
            String cell = "\"" + alias.replace("\"", "\"\"") + "\"";
            text.append("g").append(i).append(',').append(cell).append('\n');
            if (trouble > 0 && random.nextInt(trouble) == 0) {
                text.append(TROUBLES.get(random.nextInt(TROUBLES.size())));
            }
        }
        return text.toString();
    }

    private static final List<String> TROUBLES = List.of(
            "only one field\n",
            "g,a\"b\n",
            "g,a\"b\"c\n",
            "g,a\"b\ng,\"c\nd\"\n",
            "g,\"a\"b\n",
            ",\"no id\"\n",
            "a,b,c\n",
            "\n\n",
            "g,\"\"\"\n\"\"\"\n");

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "rows", ".csv"), text);
    }

    private static Outcome read(List<Path> files, int threads, int chunk) {
        RejectedRows rejected = RejectedRows.keeping(Integer.MAX_VALUE);
        RowOptions options = new RowOptions(rejected, ReadLimits.defaults(), FinalNewline.REQUIRED, threads, chunk);
        List<GroupRecord> rows = new ArrayList<>();
        String error = "";
        List<RowInput> inputs = files.stream().map(RowInput::whole).toList();
        try (Stream<GroupRecord> stream =
                RowStreams.of(RowTable.GROUP_LIST, inputs, options, new LongAdder(), RowCounter.NOBODY)) {
            stream.forEach(rows::add);
        } catch (MalformedDataException e) {
            error = e.getMessage();
        }
        return new Outcome(rows, rejected.rows(), error);
    }
}
