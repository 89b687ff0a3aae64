package io.github.cartoactivity.client.spi;

import static io.github.cartoactivity.client.Gzipped.joined;
import static io.github.cartoactivity.client.Gzipped.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMembersTest {
    private static final byte[] TEXT = "type,ts\nMapCreated,2025-10-01\n".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 65_535, 65_536, 1_000_000})
    void members_ofAnyLength_areGivenOneAfterAnother(int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        byte[] stored = joined(member(content), member(TEXT), member(content));
        try (GzipMembers in = new GzipMembers(new ByteArrayInputStream(stored))) {
            assertThat(in.readAllBytes()).isEqualTo(joined(content, TEXT, content));
            assertThat(in.taken()).isEqualTo(stored.length);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void read_byteByByte_givesTheSame() throws IOException {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        try (InputStream in = open(joined(member(TEXT), member(TEXT)))) {
            for (int value = in.read(); value >= 0; value = in.read()) {
                got.write(value);
            }
        }
        assertThat(got.toByteArray()).isEqualTo(joined(TEXT, TEXT));
    }

    @Test
    void header_withAllItsFields_isSkipped() throws IOException {
        assertThat(read(withFields(0))).isEqualTo(TEXT);
        assertThatThrownBy(() -> read(withFields(1)))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("header");
    }

    @Test
    void zeros_behindTheLastMember_arePadding() throws IOException {
        assertThat(read(joined(member(TEXT), new byte[70_000]))).isEqualTo(TEXT);
        assertThatThrownBy(() -> read(joined(member(TEXT), new byte[70_000], new byte[] {1})))
                .isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> read(joined(member(TEXT), new byte[8], member(TEXT))))
                .isInstanceOf(ZipException.class);
    }

    @Test
    void cut_anywhere_isAnEndTooEarly() throws IOException {
        byte[] first = member(TEXT);
        byte[] stored = joined(first, member(TEXT));
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            if (length != first.length) {
                assertThatThrownBy(() -> read(cut)).as("cut at %d", length).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void read_afterClosing_isAnError() throws IOException {
        InputStream in = open(member(TEXT));
        in.close();
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }

    /** A member with extra bytes, a name, a comment and a checksum of its header. */
    private static byte[] withFields(int error) throws IOException {
        byte[] plain = member(TEXT);
        byte[] header = joined(
                new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 1, 2, 3, 4, 0, 3, 2, 0, 9, 9},
                "name.csv\0comment\0".getBytes(StandardCharsets.US_ASCII));
        CRC32 checksum = new CRC32();
        checksum.update(header);
        int sum = (int) checksum.getValue() + error;
        return joined(header, new byte[] {(byte) sum, (byte) (sum >> 8)}, Arrays.copyOfRange(plain, 10, plain.length));
    }

    private static InputStream open(byte[] stored) {
        return new GzipMembers(new ByteArrayInputStream(stored));
    }

    private static byte[] read(byte[] stored) throws IOException {
        try (InputStream in = open(stored)) {
            return in.readAllBytes();
        }
    }
}
