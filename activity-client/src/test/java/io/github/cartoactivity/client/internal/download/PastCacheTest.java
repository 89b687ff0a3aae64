package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.FaultyDisk;
import io.github.cartoactivity.client.FaultyDisk.Deed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PastCacheTest {
    private static final int BLOCK = BlockPool.ALIGNMENT;

    @TempDir
    Path directory;

    private final FaultyDisk disk = new FaultyDisk();
    private final ByteBuffer bytes = Objects.requireNonNull(new BlockPool(0, 4 * BLOCK, 1).lend(0));
    private final byte[] content = new byte[3 * BLOCK + 100];
    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createFile(directory.resolve("file"));
        new Random(42).nextBytes(content);
        bytes.put(content).flip();
    }

    private long opened() {
        return disk.deeds().stream().filter("OPEN file"::equals).count();
    }

    @Test
    void wholeBlocks_areWritten_andTheRestRemains() throws IOException {
        PastCacheHere.assumePossible(directory);
        try (PastCache pastCache = new PastCache(disk.at(file))) {
            assertThat(pastCache.write(2 * BLOCK, bytes)).isEqualTo(3 * BLOCK);
            assertThat(bytes.position()).isEqualTo(3 * BLOCK);
            assertThat(bytes.remaining()).isEqualTo(100);
            pastCache.write(0, bytes.position(BLOCK).limit(2 * BLOCK));
            assertThat(opened()).isEqualTo(1);
        }
        byte[] expected = new byte[5 * BLOCK];
        System.arraycopy(content, 0, expected, 2 * BLOCK, 3 * BLOCK);
        System.arraycopy(content, BLOCK, expected, 0, BLOCK);
        assertThat(Arrays.equals(Files.readAllBytes(file), expected)).isTrue();
    }

    @Test
    void bytesThatAreNoWholeBlock_remain() throws IOException {
        try (PastCache pastCache = new PastCache(disk.at(file))) {
            pastCache.write(1, bytes);
            pastCache.write(0, bytes.limit(BLOCK - 1));
            assertThat(bytes.position()).isZero();
            assertThat(disk.deeds()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Deed.class,
            names = {"OPEN", "WRITE"})
    void whereItIsRefused_everythingRemains_andItIsNotTriedAgain(Deed refused) throws IOException {
        PastCacheHere.assumePossible(directory);
        disk.trouble((deed, path) -> {
            if (deed == refused) {
                throw new IOException("Invalid argument");
            }
        });
        try (PastCache pastCache = new PastCache(disk.at(file))) {
            pastCache.write(0, bytes);
            pastCache.write(0, bytes);
            assertThat(bytes.position()).isZero();
            assertThat(bytes.remaining()).isEqualTo(content.length);
            assertThat(disk.deeds().stream().filter((refused + " file")::equals))
                    .hasSize(1);
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void whereTheSizeOfBlocksIsUnknown_everythingRemains() throws IOException {
        disk.freeBytes(1 << 20); // from here on the disk knows nothing else of itself
        try (PastCache pastCache = new PastCache(disk.at(file))) {
            pastCache.write(0, bytes);
            assertThat(bytes.position()).isZero();
            assertThat(disk.deeds()).isEmpty();
        }
    }
}
