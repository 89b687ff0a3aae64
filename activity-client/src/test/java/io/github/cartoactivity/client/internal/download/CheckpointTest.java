package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a file through, which takes long if it is large, can be ended in the middle. */
class CheckpointTest {
    @TempDir
    Path directory;

    private final AtomicInteger passed = new AtomicInteger();
    private Path packed;

    @BeforeEach
    void writePacked() throws IOException {
        packed = directory.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(new byte[4_000_000]);
        }
    }

    private void endAtTheThird() {
        if (passed.incrementAndGet() == 3) {
            throw new CancellationException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-MD5", "x-goog-hash"})
    void hashing_ends(String header) throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[4_000_000]);
        String value = header.equals("Content-MD5") ? "AAAAAAAAAAAAAAAAAAAAAA==" : "crc32c=AAAAAA==";
        HttpHeaders announced = HttpHeaders.of(Map.of(header, List.of(value)), (name, text) -> true);
        Checksums checksums = Checksums.of(announced);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> checksums.mismatch(file, OptionalInt.empty(), this::endAtTheThird));
        assertThat(passed).hasValue(3);
    }

    @Test
    void checkingWhatIsPacked_ends() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Gunzip.check(packed, this::endAtTheThird));
    }

    @Test
    void unpacking_ends() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Gunzip.unpack(packed, directory.resolve("unpacked"), this::endAtTheThird));
    }
}
