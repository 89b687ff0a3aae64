package io.github.cartoactivity.parquet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

/** Large pages are expanded here and small ones by Snappy's own code: both must see the same. */
class SnappyExpanderTest {
    private static final int ROUNDS = 300;
    private static final int MOST = 400_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 16, 40, 70, 300, 70_000})
    void pagesOfLiteralsAndMatches_areWhatWasCompressed(int step) throws IOException {
        for (int seed = 0; seed < ROUNDS / 10; seed++) {
            byte[] page = page(new Random(31L * step + seed), step);
            byte[] stored = Snappy.compress(page);
            assertThat(expand(stored, page.length)).as("seed %s", seed).isEqualTo(page);
        }
    }

    @Test
    void mutants_areExpandedOrDamaged() throws IOException {
        Random random = new Random(7);
        int damaged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] page = page(random, 1 + random.nextInt(60));
            byte[] stored = Snappy.compress(page);
            for (int i = 0; i < 3; i++) {
                stored[random.nextInt(stored.length)] = (byte) random.nextInt();
            }
            Throwable thrown =
                    catchThrowable(() -> assertThat(expand(stored, page.length)).hasSize(page.length));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(PageFault.class);
                damaged++;
            }
        }
        assertThat(damaged).isBetween(1, ROUNDS - 1);
    }

    /** Pieces of new bytes and pieces from before, near and far, short and long. */
    private static byte[] page(Random random, int step) {
        byte[] page = new byte[1 + random.nextInt(MOST)];
        int at = 0;
        while (at < page.length) {
            for (int stop = Math.min(page.length, at + 1 + random.nextInt(step)); at < stop; at++) {
                page[at] = (byte) random.nextInt();
            }
            int back = 1 + random.nextInt(Math.min(at, step * 20));
            for (int stop = Math.min(page.length, at + random.nextInt(step * 2 + 10)); at < stop; at++) {
                page[at] = page[at - back];
            }
        }
        return page;
    }

    private byte[] expand(byte[] stored, int size) throws IOException {
        Path file = Files.write(directory.resolve("page"), stored);
        try (SeekableInputStream in = new LocalInputFile(file).newStream()) {
            ChunkInput chunk = new ChunkInput(in, 0, stored.length);
            chunk.openPage(stored.length);
            PageBytes bytes = new PageBytes();
            bytes.open(() -> new SnappyExpander(chunk, size), size);
            byte[] expanded = new byte[size];
            int at = 0;
            while (at < size) {
                int count = Math.min(size - at, 1 + at % 5_000);
                System.arraycopy(bytes.take(count), 0, expanded, at, count);
                at += count;
            }
            return expanded;
        }
    }
}
