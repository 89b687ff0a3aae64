package io.github.cartoactivity.client.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.cartoactivity.client.Gzipped;
import io.github.cartoactivity.client.RejectedRows;
import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with a few bytes changed give rows or a typed error, nothing else. {@code -Drows.mutants=1000000} for more of
 * them, {@code -Drows.seed=7} for others.
 */
class CsvFuzzTest {
    private static final int MUTANTS = Integer.getInteger("rows.mutants", 10_000);
    private static final long SEED = Long.getLong("rows.seed", 1);
    private static final byte[] SPECIAL = "\"\",,\n\r{}[]\\\0\u00ff-+0129:TZ ".getBytes(StandardCharsets.ISO_8859_1);

    private static final Map<ExportCategory, String> VALID = Map.of(
            ExportCategory.ACTIVITY,
            "type,ts,data\nMapCreated,2025-10-01T12:34:56.789Z,\"{\"\"mapId\"\":\"\"m\n1\"\"}\"\nX,1759322096789,\nY,2025-10-01,\"\"\n",
            ExportCategory.API_USAGE,
            "ts,user_id,metric,amount,quota_usage_weight\n2025-10-01,auth0|1,tiles,12.50,1\n2025-10-01,,sql,1e3,\n",
            ExportCategory.USER_LIST,
            "user_id,email,created_at,role,group_ids\nauth0|1,\"a@b\",2025-10-01 12:34:56 UTC,Admin,\"[\"\"a\"\",\"\"b\"\"]\"\nauth0|2,,,,\"{a,\"\"b c\"\"}\"\n",
            ExportCategory.GROUP_LIST,
            "group_id,group_alias\r\ng1,\"caf\u00e9\"\r\ng2,\r\n");

    @TempDir
    Path directory;

    @Test
    void mutants_giveRowsOrATypedError() throws IOException {
        Random random = new Random(SEED);
        Path file = directory.resolve("mutant.csv");
        int rows = 0;
        int errors = 0;
        for (int i = 0; i < MUTANTS; i++) {
            ExportCategory category = ExportCategory.values()[random.nextInt(4)];
            byte[] mutant = mutate(VALID.get(category).getBytes(StandardCharsets.UTF_8), random);
            Files.write(file, random.nextInt(8) == 0 ? mutate(Gzipped.member(mutant), random) : mutant);
            RowReader reader = RowReader.defaults().parallel(random.nextInt(50) == 0 ? 2 : 1);
            reader = random.nextBoolean() ? reader.onBadRow(RejectedRows.keeping(1)) : reader;
            try (Stream<ExportRow> stream = reader.read(List.of(file), category)) {
                rows += stream.mapToInt(row -> row.category() == category ? 1 : 0)
                        .sum();
            } catch (CartoActivityException e) {
                errors++;
            } catch (Throwable e) {
                fail("Mutant %d of seed %d: %s".formatted(i, SEED, Arrays.toString(Files.readAllBytes(file))), e);
            }
        }
        assertThat(rows).isPositive();
        assertThat(errors).isPositive();
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] mutant = valid.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(5)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = SPECIAL[random.nextInt(SPECIAL.length)];
                case 2 -> mutant = Arrays.copyOf(mutant, Math.max(at, 1));
                case 3 -> mutant = insert(mutant, at, random);
                default -> System.arraycopy(mutant, 0, mutant, at, mutant.length - at);
            }
        }
        return mutant;
    }

    private static byte[] insert(byte[] bytes, int at, Random random) {
        byte[] longer = new byte[bytes.length + 1 + random.nextInt(10)];
        System.arraycopy(bytes, 0, longer, 0, at);
        for (int i = at; i < longer.length; i++) {
            longer[i] = SPECIAL[random.nextInt(SPECIAL.length)];
        }
        System.arraycopy(bytes, at, longer, longer.length - (bytes.length - at), bytes.length - at);
        return longer;
    }
}
