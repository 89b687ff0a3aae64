package io.github.cartoactivity.client.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8TextTest {

    @Test
    void decode_validText_isTheText() {
        String text = "plain, caf\u00e9, \u4e16\u754c, \ud83d\uddfa, \ufffd itself, \u0000";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8Text.decode(bytes, 0, bytes.length)).isEqualTo(text);
    }

    @Test
    void decode_invalidBytes_namesTheFirst() {
        byte[] bytes = {'a', 'b', (byte) 0xC3, (byte) 0x28, 'c'};
        assertThatThrownBy(() -> Utf8Text.decode(bytes, 1, 4))
                .isInstanceOf(BadRowException.class)
                .hasMessage("Byte 1 of the cell is not valid UTF-8");
    }

    @Test
    void decode_randomBytes_agreesWithTheJdk() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(256));
            }
            assertThat(decodeOrNull(bytes)).isEqualTo(jdkDecodeOrNull(bytes));
        }
    }

    private static String decodeOrNull(byte[] bytes) {
        try {
            return Utf8Text.decode(bytes, 0, bytes.length);
        } catch (BadRowException e) {
            return null;
        }
    }

    private static String jdkDecodeOrNull(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    @Test
    void labels_comeBackAsOneCopy_evenWhenSlotsCollide() {
        LabelCache cache = new LabelCache();
        byte[] bytes = "MapCreated,MapDeleted".getBytes(StandardCharsets.UTF_8);
        String first = cache.get(bytes, 0, 10);
        assertThat(cache.get(bytes, 0, 10)).isSameAs(first).isEqualTo("MapCreated");
        for (int i = 0; i < 5_000; i++) {
            byte[] label = ("label" + i % 3000).getBytes(StandardCharsets.UTF_8);
            assertThat(cache.get(label, 0, label.length)).isEqualTo("label" + i % 3000);
        }
    }
}
