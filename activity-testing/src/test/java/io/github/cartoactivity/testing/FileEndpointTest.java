package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files behind signed links: what a storage service does, and each fault of it. */
class FileEndpointTest {
    private static final DateRange DAY = DateRange.ofDay(LocalDate.parse("2025-10-01"));

    private final ManualClock clock = ManualClock.at("2025-10-08T05:00:00Z");
    private final FakeCarto carto = FakeCarto.builder()
            .clock(clock)
            .linkLifetime(Duration.ofMinutes(10))
            .start();
    private final Caller caller = new Caller(carto);
    private String link = "";
    private byte[] whole = {};

    @BeforeEach
    void fetch() throws Exception {
        link = caller.link(DAY, ExportCategory.USER_LIST);
        whole = caller.file(link).body();
    }

    @AfterEach
    void close() {
        carto.close();
    }

    @Test
    void file_hasLengthEtagAndTheHashOfItsBytes() throws Exception {
        HttpResponse<byte[]> reply = caller.file(link);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(header(reply, "Content-Length")).isEqualTo(String.valueOf(whole.length));
        assertThat(header(reply, "ETag")).matches("\"[^\"]+\"");
        assertThat(header(reply, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(reply, "x-goog-hash"))
                .matches("crc32c=[^,]{8},md5=.{24}")
                .endsWith(md5(whole));
        assertThat(header(reply, "Content-Type")).isEqualTo("text/csv");
    }

    @ParameterizedTest
    @EnumSource(HashHeaders.class)
    void hash_isToldInTheWayThatWasAskedFor(HashHeaders style) throws Exception {
        try (FakeCarto other = FakeCarto.builder().hashHeaders(style).start()) {
            Caller there = new Caller(other);
            HttpResponse<byte[]> reply = there.file(there.link(DAY, ExportCategory.GROUP_LIST));
            List<String> google = reply.headers().allValues("x-goog-hash");
            List<String> plain = reply.headers().allValues("Content-MD5");
            switch (style) {
                case GOOGLE -> assertThat(google).singleElement().asString().contains("crc32c=", ",md5=");
                case GOOGLE_TWO_LINES ->
                    assertThat(google).hasSize(2).allMatch(line -> line.matches("(crc32c|md5)=[^,]+"));
                case CONTENT_MD5 -> assertThat(plain).containsExactly(md5(reply.body()));
                case NONE -> assertThat(google).isEmpty();
            }
            assertThat(plain.isEmpty()).isEqualTo(style != HashHeaders.CONTENT_MD5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9,    0,  10",
        "bytes=10-19, 10,  20",
        "bytes=100-, 100,  -1",
        "bytes=-5,    -5,  -1",
        "bytes=0-99999999, 0, -1",
    })
    void range_givesThatPart(String range, int from, int to) throws Exception {
        HttpResponse<byte[]> reply = caller.file(link, "Range", range);
        int first = from < 0 ? whole.length + from : from;
        int end = to < 0 ? whole.length : to;
        assertThat(reply.statusCode()).isEqualTo(206);
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(whole, first, end));
        assertThat(header(reply, "Content-Range")).isEqualTo("bytes " + first + "-" + (end - 1) + "/" + whole.length);
    }

    @Test
    void rangeBeyondTheEnd_is416_withTheLength() throws Exception {
        HttpResponse<byte[]> reply = caller.file(link, "Range", "bytes=" + whole.length + "-");
        assertThat(reply.statusCode()).isEqualTo(416);
        assertThat(header(reply, "Content-Range")).isEqualTo("bytes */" + whole.length);
    }

    @Test
    void ifRange_ofAnotherObject_givesTheWholeFile() throws Exception {
        String etag = header(caller.file(link), "ETag");
        assertThat(caller.file(link, "Range", "bytes=5-", "If-Range", etag).statusCode())
                .isEqualTo(206);
        assertThat(caller.file(link, "Range", "bytes=5-", "If-Range", "\"other\"")
                        .body())
                .isEqualTo(whole);
    }

    @Test
    void link_endsWithItsTime_andAFreshOneWorks() throws Exception {
        clock.advance(Duration.ofMinutes(10));
        HttpResponse<byte[]> late = caller.file(link);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(text(late)).contains("<Code>ExpiredToken</Code>");
        assertThat(caller.file(caller.link(DAY, ExportCategory.USER_LIST)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void link_thatWasChanged_isForged() throws Exception {
        HttpResponse<byte[]> reply = caller.file(link.replaceFirst("[0-9a-f]{8}$", "00000000"));
        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(text(reply)).contains("SignatureDoesNotMatch");
    }

    @Test
    void tokenBesideASignature_isRefused() throws Exception {
        assertThat(caller.file(link, "Authorization", "Bearer x").statusCode()).isEqualTo(400);
    }

    @Test
    void namesOfFiles_areAscii_inEveryLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(caller.link(DAY, ExportCategory.GROUP_LIST)).contains("/groupList-000000000000.csv?");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void encoder_isHandedEveryTable_andItsFileIsServed() throws Exception {
        ParquetEncoder encoder = (category, csv, target) -> {
            String header = Files.readAllLines(csv).get(0);
            Files.writeString(target, "PAR1 " + category.wireName() + " " + header);
        };
        try (FakeCarto other = FakeCarto.builder().parquetEncoder(encoder).start()) {
            Caller there = new Caller(other);
            Map<String, List<String>> links = there.links(DAY, ExportFormat.PARQUET, ExportCategory.values());
            for (ExportCategory category : ExportCategory.values()) {
                String url = links.get(category.wireName()).get(0);
                assertThat(url).contains(".parquet?");
                assertThat(text(there.file(url))).startsWith("PAR1 " + category.wireName() + " ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void encoderThatFails_is500_withItsMessage(boolean unchecked) throws Exception {
        ParquetEncoder broken = (category, csv, target) -> {
            if (unchecked) {
                throw new IllegalStateException("no codec");
            }
            throw new IOException("no codec");
        };
        try (FakeCarto other = FakeCarto.builder().parquetEncoder(broken).start()) {
            Caller there = new Caller(other);
            String url = there.links(DAY, ExportFormat.PARQUET, ExportCategory.USER_LIST)
                    .get("userList")
                    .get(0);
            HttpResponse<byte[]> reply = there.file(url);
            assertThat(reply.statusCode()).isEqualTo(500);
            assertThat(text(reply)).contains("no codec");
        }
    }

    // Each fault.

    @Test
    void corruptByte_isOneByte_underTheRightHash() throws Exception {
        HttpResponse<byte[]> reply = faulty(new FileFault.CorruptByte(20));
        byte[] body = reply.body();
        assertThat(body).hasSameSizeAs(whole);
        assertThat(Arrays.mismatch(body, whole)).isEqualTo(20);
        body[20] = whole[20];
        assertThat(body).isEqualTo(whole);
        assertThat(header(reply, "x-goog-hash")).endsWith(md5(whole));
        carto.faults(Endpoint.FILE, new FileFault.CorruptByte(20));
        assertThat(Arrays.mismatch(
                        caller.file(link, "Range", "bytes=15-").body(), Arrays.copyOfRange(whole, 15, whole.length)))
                .isEqualTo(5);
    }

    @Test
    void wrongHash_isOfOtherBytes() throws Exception {
        HttpResponse<byte[]> reply = faulty(new FileFault.WrongHash());
        assertThat(reply.body()).isEqualTo(whole);
        assertThat(header(reply, "x-goog-hash")).doesNotContain(md5(whole));
    }

    @Test
    void etag_isMissingOrWeak() throws Exception {
        assertThat(faulty(new FileFault.NoEtag()).headers().firstValue("ETag")).isEmpty();
        assertThat(header(faulty(new FileFault.WeakEtag()), "ETag")).startsWith("W/\"");
    }

    @Test
    void ignoreRange_givesTheWholeFile() throws Exception {
        HttpResponse<byte[]> reply = faulty(new FileFault.IgnoreRange(), "Range", "bytes=5-9");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(whole);
    }

    @Test
    void ignoreIfRange_givesAPartOfAnotherObject() throws Exception {
        HttpResponse<byte[]> reply =
                faulty(new FileFault.IgnoreIfRange(), "Range", "bytes=5-9", "If-Range", "\"other\"");
        assertThat(reply.statusCode()).isEqualTo(206);
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(whole, 5, 10));
    }

    @ParameterizedTest
    @EnumSource(FileFault.WrongContentRange.Mistake.class)
    void wrongContentRange_isWrongInItsOwnWay(FileFault.WrongContentRange.Mistake mistake) throws Exception {
        HttpResponse<byte[]> reply = faulty(new FileFault.WrongContentRange(mistake), "Range", "bytes=5-9");
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(whole, 5, 10));
        String range = reply.headers().firstValue("Content-Range").orElse("none");
        assertThat(range)
                .isEqualTo(
                        switch (mistake) {
                            case START -> "bytes 6-9/" + whole.length;
                            case TOTAL -> "bytes 5-9/" + (whole.length + 1);
                            case MISSING -> "none";
                        });
    }

    @Test
    void multipartRange_wrapsThePart() throws Exception {
        HttpResponse<byte[]> reply = faulty(new FileFault.MultipartRange(), "Range", "bytes=0-6");
        assertThat(header(reply, "Content-Type")).startsWith("multipart/byteranges; boundary=");
        assertThat(text(reply)).contains("Content-Range: bytes 0-6/" + whole.length + "\r\n\r\nuser_id\r\n--");
    }

    @Test
    void rangeNotSatisfiable_isSaidOfAnyRange() throws Exception {
        assertThat(faulty(new FileFault.RangeNotSatisfiable()).statusCode()).isEqualTo(416);
    }

    @Test
    void changeObject_keepsTheRowsInOtherBytes() throws Exception {
        String before = header(caller.file(link), "ETag");
        HttpResponse<byte[]> changed = faulty(new FileFault.ChangeObject());
        assertThat(header(changed, "ETag")).isNotEqualTo(before);
        assertThat(text(changed)).startsWith("\"user_id\",\"email\"");
        assertThat(text(changed).lines().count())
                .isEqualTo(new String(whole, StandardCharsets.UTF_8).lines().count());
        assertThat(caller.file(link).body()).as("from now on").isEqualTo(changed.body());
    }

    @ParameterizedTest
    @CsvSource({"GOOGLE, 400, ExpiredToken", "AMAZON, 403, AccessDenied"})
    void expireLink_endsTheLinksOfTheFile(FileFault.ExpireLink.Refusal style, int status, String code)
            throws Exception {
        HttpResponse<byte[]> reply = faulty(new FileFault.ExpireLink(style));
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(text(reply)).contains("<Code>" + code + "</Code>");
        assertThat(caller.file(link).statusCode()).as("the same link").isEqualTo(400);
        assertThat(caller.file(caller.link(DAY, ExportCategory.USER_LIST)).statusCode())
                .as("a fresh one")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(FileFault.GzipTranscoded.Decoder.class)
    void gzipTranscoded_hasTheHashOfTheStoredBytes(FileFault.GzipTranscoded.Decoder decoder) throws Exception {
        HttpResponse<byte[]> reply = faulty(new FileFault.GzipTranscoded(decoder), "Range", "bytes=5-9");
        boolean encoded = decoder == FileFault.GzipTranscoded.Decoder.CLIENT;
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Length")).isEmpty();
        assertThat(reply.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(encoded);
        assertThat(header(reply, "x-goog-stored-content-encoding")).isEqualTo("gzip");
        assertThat(header(reply, "x-goog-hash").endsWith(md5(reply.body()))).isEqualTo(encoded);
        byte[] plain =
                encoded ? new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes() : reply.body();
        assertThat(plain).isEqualTo(whole);
    }

    private HttpResponse<byte[]> faulty(FileFault fault, String... headers) throws IOException, InterruptedException {
        carto.faults(Endpoint.FILE, fault);
        return caller.file(link, headers);
    }

    private static String header(HttpResponse<?> reply, String name) {
        return reply.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    private static String text(HttpResponse<byte[]> reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static String md5(byte[] bytes) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
