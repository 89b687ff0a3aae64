package io.github.cartoactivity.client.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.TruncatedDataException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records of {@link CsvRecords} against those of FastCSV, over odd inputs and many random ones. */
class CsvDifferentialTest {
    private static final String REFUSED = "refused";
    private static final int RANDOM_INPUTS = Integer.getInteger("rows.differential", 20_000);

    @TempDir
    Path directory;

    static Stream<String> oddInputs() {
        return Stream.of(
                "a,b\n1,2\n",
                "a,b\r\n1,2\r\n",
                "a,b\r1,2\r",
                "a,b\n\n\n1,2\n",
                "a,b\r\n\r\n1,2",
                "\n\na,b\n",
                "a",
                "a,",
                ",",
                ",,\n,,\n",
                "\"\"",
                "\"\",\"\"\n",
                "\"\"\n\"\"\n",
                "\"a\"\"b\"",
                "\"\"\"\"",
                "\"\"\"a\"\"\"",
                "\"a,b\",c\n",
                "\"a\nb\",c\n",
                "\"a\r\nb\",c\r\n",
                "\"a\rb\",c\r",
                "a\"b,c\n",
                "a\"\"b,c\n",
                "a \"b\",c\n",
                " \"a\" ,b\n",
                "'a',b\n",
                "\"a\"x,b\n",
                "\"a\" ,b\n",
                "\"a\"\"\",b\n",
                "\"a,b\n",
                "\"a\"\"",
                "\"",
                "x,\"",
                "a;b;c\n",
                "a\tb\n",
                "#comment,b\n",
                "\\\"a\\\",b\n",
                "caf\u00e9,\u4e16\u754c,\ud83d\uddfa\n",
                "\"{\"\"userId\"\":\"\"auth0|1\"\",\"\"x\"\":[1,2]}\",b\n",
                "a,b\n1\n1,2,3\n",
                "a,b\r\n\r1,2\n\r\n",
                "a\u0000b,c\n",
                " a , b \n",
                "a,b\n1,2\n ",
                "12345678,\"12345678\",\"1234567\"\"8\",\"12345678\"\"\"\n",
                "a,\"b\"\"\"\"c\",d\n");
    }

    @ParameterizedTest
    @MethodSource("oddInputs")
    void oddInput_givesTheRecordsOfFastCsv(String input) throws IOException {
        Object expected = fastCsv(input);
        assertThat(ours(input)).isEqualTo(expected);
        assertThat(oursInMemory(input)).isEqualTo(expected);
    }

    @Test
    void randomInput_givesTheRecordsOfFastCsv() {
        Random random = new Random(20251001);
        for (int i = 0; i < RANDOM_INPUTS; i++) {
            String input = random(random);
            assertThat(oursInMemory(input)).as("input %d: %s", i, input).isEqualTo(fastCsv(input));
        }
    }

    @Test
    void recordsAcrossWindows_giveTheRecordsOfFastCsv() throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < 5_000_000) {
            String cell = random(random).repeat(1 + random.nextInt(40)).replace("\"", "\"\"");
            text.append(random.nextInt(1000)).append(",\"").append(cell).append("\",plain\n");
        }
        assertThat(ours(text.toString())).isEqualTo(fastCsv(text.toString()));
    }

    private static String random(Random random) {
        String alphabet = random.nextBoolean() ? "\"\",,\n\ra" : "\"\"\"\"abcdefgh,\n\u00e9 ";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private Object ours(String input) throws IOException {
        Path file = Files.write(directory.resolve("input.csv"), input.getBytes(StandardCharsets.UTF_8));
        try (CsvRecords records = CsvRecords.open(file, ReadLimits.defaults())) {
            return all(records);
        }
    }

    private Object oursInMemory(String input) {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        CsvChunk chunk = new CsvChunk(bytes, bytes.length, 0, true);
        return all(CsvRecords.of(chunk, directory, ReadLimits.defaults()));
    }

    private static Object all(CsvRecords records) {
        List<List<String>> all = new ArrayList<>();
        try {
            while (records.next()) {
                CsvScanner record = records.record();
                if (record.fault() != null) {
                    return REFUSED;
                }
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < record.fields(); i++) {
                    fields.add(new String(record.bytesOf(i), record.from(i), record.length(i), StandardCharsets.UTF_8));
                }
                all.add(fields);
            }
            return all;
        } catch (TruncatedDataException e) {
            return REFUSED;
        }
    }

    @SuppressWarnings("removal") // says what the default is
    private static Object fastCsv(String input) {
        List<List<String>> all = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new StringReader(input))) {
            reader.forEach(record -> all.add(record.getFields()));
            return all;
        } catch (CsvParseException e) {
            return REFUSED;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
