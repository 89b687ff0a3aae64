package io.github.cartoactivity.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.cartoactivity.client.RejectedRows;
import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with a few bytes changed give rows or a typed error, nothing else, and soon. {@code -Drows.mutants=1000000} for
 * more of them, {@code -Drows.seed=7} for others.
 */
class ParquetFuzzTest {
    private static final int MUTANTS = Integer.getInteger("rows.mutants", 10_000);
    private static final long SEED = Long.getLong("rows.seed", 1);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    /** A good file, and what it is. */
    private record Valid(byte[] bytes, ExportCategory category) {}

    @Test
    void f56_mutants_giveRowsOrATypedError() throws IOException, SQLException {
        List<Valid> valid = validFiles();
        Random random = new Random(SEED);
        Path file = directory.resolve("mutant.parquet");
        long rows = 0;
        int errors = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Valid parent = valid.get(random.nextInt(valid.size()));
            Files.write(file, mutate(parent.bytes(), random));
            RowReader reader = RowReader.defaults().parallel(random.nextInt(50) == 0 ? 2 : 1);
            reader = random.nextBoolean() ? reader.onBadRow(RejectedRows.keeping(1)) : reader;
            long start = System.nanoTime();
            try (Stream<ExportRow> stream = reader.read(List.of(file), parent.category())) {
                rows += stream.limit(100_000)
                        .filter(row -> row.category() == parent.category())
                        .count();
            } catch (CartoActivityException e) {
                errors++;
            } catch (Throwable e) {
                fail(
                        "Mutant %d of seed %d: %s"
                                .formatted(i, SEED, HexFormat.of().formatHex(Files.readAllBytes(file))),
                        e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("mutant %d of seed %d", i, SEED)
                    .isLessThan(LONGEST);
        }
        assertThat(rows).isPositive();
        assertThat(errors).isPositive();
    }

    /** Small ones, so that a change hits something, in every codec and encoding. */
    private List<Valid> validFiles() throws IOException, SQLException {
        List<Valid> files = new ArrayList<>();
        for (CompressionCodecName codec : List.of(
                CompressionCodecName.UNCOMPRESSED,
                CompressionCodecName.SNAPPY,
                CompressionCodecName.GZIP,
                CompressionCodecName.ZSTD)) {
            for (WriterVersion version : WriterVersion.values()) {
                Path file = ParquetFixture.at(
                                directory.resolve("valid.parquet"),
                                "optional binary data; required int64 ts (TIMESTAMP(NANOS,true)); required binary type;")
                        .with(builder -> builder.withCompressionCodec(codec)
                                .withWriterVersion(version)
                                .withDictionaryEncoding("data", false)
                                .withPageWriteChecksumEnabled(false)
                                .withPageSize(300))
                        .write(ParquetVariantsTest.rows(ParquetVariantsTest.events(40)));
                files.add(new Valid(Files.readAllBytes(file), ExportCategory.ACTIVITY));
            }
        }
        for (String codec : List.of("lz4_raw", "snappy", "zstd")) {
            files.add(duckDb(
                    "SELECT 'auth0|' || i AS user_id, ['g' || i, NULL, 'x'] AS group_ids, TIMESTAMP '2025-10-01' AS created_at FROM range(30) t(i)",
                    codec,
                    ExportCategory.USER_LIST));
            files.add(duckDb(
                    "SELECT DATE '2025-10-01' AS ts, 'm' AS metric, i::DOUBLE AS amount, i::DECIMAL(20,4) AS quota_usage_weight FROM range(30) t(i)",
                    codec,
                    ExportCategory.API_USAGE));
        }
        return files;
    }

    private Valid duckDb(String query, String codec, ExportCategory category) throws SQLException, IOException {
        Path file = DuckDb.copy(query, directory.resolve("duck.parquet"), ", CODEC '" + codec + "'");
        return new Valid(Files.readAllBytes(file), category);
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] mutant = valid.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(6)) {
                case 0, 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant[at] = (byte) random.nextInt(256);
                case 3 -> Arrays.fill(mutant, at, Math.min(mutant.length, at + random.nextInt(5)), (byte) 0xFF);
                case 4 ->
                    System.arraycopy(
                            mutant,
                            random.nextInt(at + 1),
                            mutant,
                            at,
                            Math.min(mutant.length - at, random.nextInt(9)));
                default -> mutant = random.nextInt(8) == 0 ? Arrays.copyOf(mutant, Math.max(at, 1)) : mutant;
            }
        }
        return mutant;
    }
}
