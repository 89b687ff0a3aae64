package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.error.SchemaConflictException;
import io.github.cartoactivity.client.error.UnsupportedDataException;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    @TempDir
    Path directory;

    @Test
    void activity_withColumnsInAnyOrder_isBoundByName() throws IOException {
        Path file = csv(
                "extra,data,ts,type\r\n,\"{\"\"mapId\"\":\"\"m\n1\"\"}\",2025-10-01 12:34:56.789 UTC,MapCreated\r\n");
        try (Stream<ActivityEvent> events = Rows.activity(file)) {
            ActivityEvent event = events.toList().get(0);
            assertThat(event.typeName()).isEqualTo("MapCreated");
            assertThat(event.ts()).isEqualTo(Instant.parse("2025-10-01T12:34:56.789Z"));
            assertThat(event.data().raw()).contains("{\"mapId\":\"m\n1\"}");
        }
    }

    @Test
    void apiUsage_withoutOptionalColumns_leavesThemEmpty() throws IOException {
        Path file = csv("ts,metric,amount\n2025-10-01,tiles,12.50\n");
        try (Stream<ApiUsageRow> rows = Rows.apiUsage(file)) {
            assertThat(rows)
                    .containsExactly(new ApiUsageRow(
                            Instant.parse("2025-10-01T00:00:00Z"),
                            null,
                            "tiles",
                            new BigDecimal("12.5"),
                            null,
                            null,
                            null));
        }
    }

    @Test
    void users_withListsInAllEncodings_areRead() throws IOException {
        Path file = csv("user_id,role,group_ids\n"
                + "auth0|1,Admin,\"[\"\"a\"\",\"\"b\"\"]\"\n"
                + "auth0|2,Viewer,\"{a,b}\"\n"
                + "auth0|3,,\n"
                + "auth0|4,,\"{\"\"a b\"\",NULL}\"\n");
        try (Stream<UserRecord> rows = Rows.users(file)) {
            assertThat(rows.map(UserRecord::groupIds))
                    .containsExactly(List.of("a", "b"), List.of("a", "b"), List.of(), List.of("a b"));
        }
    }

    @Test
    void groups_tellEmptyTextFromAbsent() throws IOException {
        Path file = csv("group_id,group_alias\ng1,\"\"\ng2,\"x\"\n\ng3,\"\"\n");
        try (Stream<GroupRecord> rows = Rows.groups(file)) {
            assertThat(rows)
                    .containsExactly(new GroupRecord("g1", ""), new GroupRecord("g2", "x"), new GroupRecord("g3", ""));
        }
        assertThat(Rows.categoryOf(file)).contains(ExportCategory.GROUP_LIST);
    }

    @Test
    void rows_ofAnotherTable_areRefusedBeforeTheFirstRow() throws IOException {
        Path file = csv("group_id,group_alias\ng1,a\n");
        assertThatThrownBy(() -> Rows.activity(file))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining("'type'");
    }

    @Test
    void parquet_withoutItsArtifact_saysWhichToAdd() throws IOException {
        Path file = Files.write(directory.resolve("x.bin"), "PAR1....PAR1".getBytes());
        assertThatThrownBy(() -> Rows.activity(file))
                .isInstanceOf(UnsupportedDataException.class)
                .hasMessageContaining("io.github.cartoactivity:activity-parquet");
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "rows", ".csv"), text);
    }
}
