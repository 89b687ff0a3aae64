package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
    @TempDir
    private Path directory;

    @Test
    void write_makesFilesThatGiveTheSameAnswersAsTheCsv() {
        Path csv = ExportFiles.allFour(directory.resolve("csv"));
        Path parquet = ExportFiles.allFourParquet(directory.resolve("parquet"));
        for (String table : List.of("activity", "apiUsage", "userList", "groupList")) {
            try (ActivityDatabase ofCsv = ActivityDatabase.open(csv);
                    ActivityDatabase ofParquet = ActivityDatabase.open(parquet)) {
                String expected = ofCsv.sql("SELECT * FROM " + table).json();
                assertThat(ofParquet.sql("SELECT * FROM " + table).json())
                        .as(table)
                        .isEqualTo(expected);
                assertThat(ofParquet.sql("DESCRIBE " + table).rows().toString())
                        .as(table)
                        .isEqualTo(ofCsv.sql("DESCRIBE " + table).rows().toString());
            }
        }
    }

    @Test
    void write_keepsColumnsThatAreNotDocumented() {
        Path csv = ExportFiles.write(directory.resolve("a.csv"), "region,group_id,group_alias\neu,g1,\"\"\n,g2,\n");
        Path parquet = directory.resolve("a.parquet");
        ParquetFiles.write(ExportCategory.GROUP_LIST, csv, parquet);
        try (ActivityDatabase database = ActivityDatabase.open(parquet)) {
            assertThat(database.sql("FROM read_parquet(?)")
                            .bind(parquet.toString())
                            .json())
                    .isEqualTo("[{\"region\": \"eu\", \"group_id\": \"g1\", \"group_alias\": \"\"},\n"
                            + "{\"region\": null, \"group_id\": \"g2\", \"group_alias\": null}]");
        }
    }

    @Test
    void write_leavesAFileForItsOwnerOnlyAndNothingElse() throws IOException {
        Path csv = ExportFiles.write(directory.resolve("in/a.csv"), ExportFiles.ACTIVITY);
        Path parquet = Files.createDirectory(directory.resolve("out")).resolve("it's; [a] *.parquet");
        ParquetFiles.write(ExportCategory.ACTIVITY, csv, parquet);
        ParquetFiles.write(ExportCategory.ACTIVITY, csv, parquet);
        assertThat(directory.resolve("out")).isDirectoryContaining(file -> file.equals(parquet));
        assertThat(directory.resolve("out").toFile().list()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parquet)))
                .isEqualTo("rw-------");
    }

    @Test
    void write_ofABrokenFile_namesItAndWritesNothing() throws IOException {
        Path csv = ExportFiles.write(directory.resolve("in/a.csv"), ExportFiles.ACTIVITY + "MapCreated,2025-10-01\n");
        Path out = Files.createDirectory(directory.resolve("out"));
        assertThatThrownBy(() -> ParquetFiles.write(ExportCategory.ACTIVITY, csv, out.resolve("a.parquet")))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("a.csv")
                .hasMessageContaining("Line: 6");
        assertThat(out).isEmptyDirectory();
    }
}
