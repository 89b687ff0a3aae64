package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small export files for tests. */
final class ExportFiles {
    static final String ACTIVITY = """
            type,ts,data
            MapCreated,2025-10-01T10:00:00.000Z,"{""userId"":""auth0|ann"",""mapId"":""m1""}"
            MapCreated,2025-10-01T23:59:59.999Z,"{""userId"":""auth0|ann"",""mapId"":""m2""}"
            MapCreated,2025-10-02T00:00:00.000Z,"{""userId"":""auth0|bob"",""mapId"":""m3""}"
            UserLogin,2025-10-03T08:30:00.123Z,"{""userId"":""auth0|bob""}"
            """;
    static final String USAGE = """
            ts,user_id,metric,amount,quota_usage_weight
            2025-10-01,auth0|ann,maps-api,10,1
            2025-10-01,,maps-api,0.1,0.5
            2025-10-02,auth0|bob,lds,3,
            """;
    static final String USERS = """
            user_id,email,created_at,role,group_ids
            auth0|ann,ann@example.com,2024-01-01T00:00:00.000Z,Admin,"[""g1"",""g2""]"
            auth0|bob,bob@example.com,2024-02-01T00:00:00.000Z,Viewer,{g1}
            auth0|cyd,cyd@example.com,2024-03-01T00:00:00.000Z,Editor,
            """;
    static final String GROUPS = """
            group_id,group_alias
            g1,Analysts
            g2,Makers
            """;

    private ExportFiles() {}

    /** Four files with names that say nothing. */
    static Path allFour(Path directory) {
        write(directory.resolve("one.csv"), ACTIVITY);
        write(directory.resolve("two.csv"), USAGE);
        write(directory.resolve("three.csv"), USERS);
        write(directory.resolve("four.csv"), GROUPS);
        return directory;
    }

    /** The same as Parquet. */
    static Path allFourParquet(Path directory) {
        Path csv = allFour(directory.resolveSibling("csv-" + directory.getFileName()));
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ParquetFiles.write(ExportCategory.ACTIVITY, csv.resolve("one.csv"), directory.resolve("1.parquet"));
        ParquetFiles.write(ExportCategory.API_USAGE, csv.resolve("two.csv"), directory.resolve("2.parquet"));
        ParquetFiles.write(ExportCategory.USER_LIST, csv.resolve("three.csv"), directory.resolve("3.parquet"));
        ParquetFiles.write(ExportCategory.GROUP_LIST, csv.resolve("four.csv"), directory.resolve("4.parquet"));
        return directory;
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
