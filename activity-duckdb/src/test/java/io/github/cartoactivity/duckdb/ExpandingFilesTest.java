package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that become large when they are taken in. */
class ExpandingFilesTest {
    private static final long ENOUGH = 600L << 20;

    @TempDir
    private static Path shared;

    private static Path bomb;

    @TempDir
    private Path directory;

    /** One text of 64 KB, written once, in each of 20,000 rows; DuckDB may well compress what it spills. */
    @BeforeAll
    static void makeBomb() throws Exception {
        bomb = DuckDb.parquet(
                shared.resolve("activity.parquet"),
                "SELECT 'MapCreated' AS type, TIMESTAMP '2025-10-01 10:00:00' AS ts, data FROM (SELECT"
                        + " string_agg(md5(i::VARCHAR), '') AS data FROM range(2048) r(i)), range(20000)",
                "DICTIONARY_SIZE_LIMIT 1000000",
                "STRING_DICTIONARY_PAGE_SIZE_LIMIT 100000000",
                "COMPRESSION zstd");
        assertThat(Files.size(bomb)).isLessThan(1L << 20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void f57_aSmallFile_doesNotFillTheDisk(boolean inMemory) throws Exception {
        Path spill = Files.createDirectory(directory.resolve("spill"));
        DatabaseOptions options = DatabaseOptions.defaults()
                .withSpillDirectory(spill)
                .withMemoryLimit(256L << 20)
                .withoutFiles();
        assertThatThrownBy(() -> ActivityDatabase.open(List.of(bomb), inMemory ? options.inMemory() : options))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("activity.parquet")
                .hasMessageContaining("MiB of the disk");
        assertThat(spill).isEmptyDirectory();
    }

    @Test
    void f57_aSyncGoesOn_withItsOtherJobs() throws Exception {
        AtomicBoolean bombs = new AtomicBoolean(true);
        ParquetEncoder encoder = (category, csv, target) -> {
            if (category == ExportCategory.ACTIVITY && Files.readString(csv).contains("2025-10-01") && bombs.get()) {
                Files.copy(bomb, target);
            } else {
                EncodedOnce.write(category, csv, target);
            }
        };
        try (SyncRig rig = new SyncRig(
                directory.resolve("archive"), "2025-12-06T05:00:00Z", carto -> carto.parquetEncoder(encoder))) {
            SyncOptions options =
                    rig.options().withConversion(DatabaseOptions.defaults().withMemoryLimit(256L << 20));
            assertThatThrownBy(() -> rig.sync(options))
                    .isInstanceOf(SyncIncompleteException.class)
                    .hasStackTraceContaining("MiB of the disk");
            assertThat(rig.archive.days(ExportCategory.ACTIVITY)).isNotEmpty();
            try (Stream<Path> files = Files.walk(rig.root())) {
                assertThat(files.mapToLong(path -> path.toFile().length()).sum())
                        .isLessThan(ENOUGH);
            }
            bombs.set(false);
            rig.sync(options);
            assertThat(rig.archive.gaps()).isEmpty();
        }
    }
}
