package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportRowTest {
    private static final Instant TS = Instant.parse("2025-10-01T23:59:59.999999Z");

    @Test
    void event_knownName_hasItsKind() {
        ActivityEvent event = ActivityEvent.of("MapCreated", TS, EventData.of("{}"));

        assertThat(event.type()).isEqualTo(ActivityEventType.MAP_CREATED);
        assertThat(event.typeName()).isEqualTo("MapCreated");
        assertThat(event.day()).isEqualTo("2025-10-01");
        assertThat(event.category()).isEqualTo(ExportCategory.ACTIVITY);
    }

    @Test
    void event_unknownName_keepsIt() {
        ActivityEvent event = ActivityEvent.of("DataSourceDeleted", TS, EventData.of(null));

        assertThat(event.type()).isEqualTo(ActivityEventType.UNKNOWN);
        assertThat(event.typeName()).isEqualTo("DataSourceDeleted");
    }

    @Test
    void event_manyOfAKind_shareItsName() {
        ActivityEvent event = ActivityEvent.of(new String("MapCreated"), TS, EventData.of(null));

        assertThat(event.typeName()).isSameAs(ActivityEventType.MAP_CREATED.wireName());
    }

    @Test
    void event_nameOfAnotherKind_isRefused() {
        EventData data = EventData.of(null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActivityEvent(ActivityEventType.MAP_DELETED, "MapCreated", TS, data))
                .withMessage("MapCreated is not the name of MAP_DELETED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActivityEvent(ActivityEventType.UNKNOWN, "MapCreated", TS, data));
    }

    @Test
    void event_toString_tellsNothingOfThePayload() {
        assertThat(ActivityEvent.of("MapCreated", TS, EventData.of("{\"secret\":1}"))
                        .toString())
                .contains("MapCreated")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0.1, 0.3",
        "1000000, 0.001, 1000.000",
        "0, 5, 0",
        "9007199254740993, 1, 9007199254740993",
        "123456789012345678901234567890, 0.5, 61728394506172839450617283945.0",
        "2.50, 4, 10.00",
        "-1, 2, -2"
    })
    void quotaUsed_isExact(BigDecimal amount, BigDecimal weight, BigDecimal expected) {
        assertThat(usage(amount, weight).quotaUsed()).contains(expected);
    }

    @Test
    void quotaUsed_withoutWeight_isEmpty() {
        assertThat(usage(BigDecimal.TEN, null).quotaUsed()).isEmpty();
    }

    @Test
    void usage_isOfItsUtcDay() {
        ApiUsageRow row = usage(BigDecimal.ONE, null);

        assertThat(row.day()).isEqualTo("2025-10-01");
        assertThat(row.category()).isEqualTo(ExportCategory.API_USAGE);
    }

    private static ApiUsageRow usage(BigDecimal amount, @Nullable BigDecimal weight) {
        return new ApiUsageRow(TS, UserId.PUBLIC, "maps_api_compute_builder", amount, weight, null, null);
    }

    @Test
    void user_copiesItsGroups() {
        List<String> groups = new ArrayList<>(List.of("g1"));
        UserRecord user = UserRecord.of(new UserId("auth0|1"), "a@b.c", TS, "Builder", groups);
        groups.add("g2");

        assertThat(user.groupIds()).containsExactly("g1").isUnmodifiable();
        assertThat(user.role()).isEqualTo(UserRole.BUILDER);
        assertThat(user.roleName()).isEqualTo("Builder");
        assertThat(user.category()).isEqualTo(ExportCategory.USER_LIST);
    }

    @Test
    void user_unknownRole_keepsItsName() {
        UserRecord user = UserRecord.of(new UserId("auth0|1"), null, null, "Curator", List.of());

        assertThat(user.role()).isEqualTo(UserRole.UNKNOWN);
        assertThat(user.roleName()).isEqualTo("Curator");
    }

    @Test
    void group_isOfTheGroupList() {
        assertThat(new GroupRecord("g1", null).category()).isEqualTo(ExportCategory.GROUP_LIST);
    }

    @ParameterizedTest
    @CsvSource({
        "activity, ACTIVITY",
        "ACTIVITY, ACTIVITY",
        "apiUsage, API_USAGE",
        "api_usage, API_USAGE",
        "API-USAGE, API_USAGE",
        "APIUSAGE, API_USAGE",
        "userList, USER_LIST",
        "user_list, USER_LIST",
        "USERLIST, USER_LIST",
        "groupList, GROUP_LIST",
        "group_list, GROUP_LIST"
    })
    void category_isFoundByAnySpelling(String name, ExportCategory category) {
        assertThat(ExportCategory.ofName(name)).contains(category);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "activities", "user list", "_", "apiUsage2"})
    void category_ofAnotherName_isEmpty(String name) {
        assertThat(ExportCategory.ofName(name)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void category_isFoundByItsOwnName_inAnyLocale(ExportCategory category) {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("tr-TR", "az", "lt", "en-US", "ar", "hi", "th-TH-u-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(ExportCategory.ofName(category.wireName())).contains(category);
                assertThat(ExportCategory.ofName(category.name())).contains(category);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void category_timedTables_areThoseWithATime() {
        assertThat(ExportCategory.values())
                .filteredOn(ExportCategory::isTimed)
                .containsExactly(ExportCategory.ACTIVITY, ExportCategory.API_USAGE);
    }

    @Test
    void format_isTheFileExtension() {
        assertThat(ExportFormat.values()).extracting(ExportFormat::wireName).containsExactly("csv", "parquet");
    }
}
