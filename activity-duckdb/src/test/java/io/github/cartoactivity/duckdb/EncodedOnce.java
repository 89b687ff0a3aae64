package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Parquet files for fake servers: what has the same rows is made once for all tests. */
final class EncodedOnce {
    private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

    private EncodedOnce() {}

    /** As {@link ParquetFiles#write}. */
    static void write(ExportCategory category, Path csv, Path target) throws IOException {
        String key = category + " " + digest(Files.readAllBytes(csv));
        byte[] made = MADE.get(key);
        if (made == null) {
            ParquetFiles.write(category, csv, target);
            MADE.put(key, Files.readAllBytes(target));
        } else {
            Files.write(target, made);
        }
    }

    /**
     * An encoder whose files have the rows of a query.
     *
     * @param query gives it for a table and for what the rows as they were made are read from
     */
    static ParquetEncoder asking(BiFunction<ExportCategory, String, String> query) {
        return (category, csv, target) -> {
            Path plain = target.resolveSibling(target.getFileName() + ".plain");
            write(category, csv, plain);
            DuckDb.parquet(target, query.apply(category, "read_parquet('" + plain + "')"));
            Files.delete(plain);
        };
    }

    private static String digest(byte[] bytes) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
