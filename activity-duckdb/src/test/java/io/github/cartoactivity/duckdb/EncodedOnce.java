package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

    private static String digest(byte[] bytes) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
