package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of kinds against a copy of what is documented, and against its own source text. */
class ActivityEventTypeTest {
    private static final Path SOURCE = Path.of("src/main/java/io/github/cartoactivity/model");
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])");

    @Test
    void every_documented_name_is_there_and_nothing_more() {
        Set<String> documented = documented().keySet();

        assertThat(documented).hasSize(210);
        assertThat(known().map(ActivityEventType::wireName)).containsExactlyInAnyOrderElementsOf(documented);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "event-types.csv", numLinesToSkip = 1)
    void of_documentedName_isItsConstant(String name) {
        ActivityEventType type = ActivityEventType.of(name);

        assertThat(type.wireName()).isEqualTo(name);
        assertThat(type.name())
                .isEqualTo(WORD_START.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "DataSourceDeleted", "mapcreated", "MAP_CREATED", " MapCreated", "UNKNOWN", "\0"})
    void of_anyOtherText_isUnknown(String name) {
        assertThat(ActivityEventType.of(name)).isSameAs(ActivityEventType.UNKNOWN);
    }

    @Test
    void payloadFields_areTheDocumentedOnes() {
        Map<String, List<PayloadField>> phrases = phrases();

        documented()
                .forEach(
                        (name, payload) -> assertThat(ActivityEventType.of(name).payloadFields())
                                .as(name)
                                .containsExactlyElementsOf(fields(name, payload, phrases))
                                .doesNotHaveDuplicates()
                                .isUnmodifiable());
    }

    @Test
    void every_payload_field_is_documented_for_some_kind() {
        assertThat(known().flatMap(type -> type.payloadFields().stream())).containsOnly(PayloadField.values());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void known_kind_has_a_domain_and_a_sentence(ActivityEventType type) {
        assertThat(type.domain()).isNotEqualTo(EventDomain.UNKNOWN);
        assertThat(type.description()).matches("[A-Z].{10,75}\\.");
    }

    @Test
    void descriptions_are_all_different() {
        assertThat(Stream.of(ActivityEventType.values()).map(ActivityEventType::description))
                .doesNotHaveDuplicates();
        assertThat(Stream.of(PayloadField.values()).map(PayloadField::description))
                .doesNotHaveDuplicates();
    }

    @Test
    void unknown_is_of_no_domain_and_says_nothing() {
        ActivityEventType unknown = ActivityEventType.UNKNOWN;

        assertThat(unknown.wireName()).isEmpty();
        assertThat(unknown.domain()).isEqualTo(EventDomain.UNKNOWN);
        assertThat(unknown.isAudit()).isFalse();
        assertThat(unknown.payloadFields()).isEmpty();
    }

    @Test
    void every_domain_has_kinds_and_stands_in_one_piece() {
        List<EventDomain> inOrder = Stream.of(ActivityEventType.values())
                .map(ActivityEventType::domain)
                .toList();

        assertThat(inOrder.stream().distinct()).containsExactly(EventDomain.values());
        assertThat(inOrder).isSortedAccordingTo(EventDomain::compareTo);
    }

    @Test
    void kinds_of_a_domain_are_in_alphabetical_order() {
        for (EventDomain domain : EventDomain.values()) {
            assertThat(Stream.of(ActivityEventType.values())
                            .filter(type -> type.domain() == domain)
                            .map(ActivityEventType::wireName))
                    .as("%s", domain)
                    .isSorted();
        }
    }

    @Test
    void audit_covers_people_credentials_sharing_ownership_and_deletions() {
        Set<EventDomain> wholeDomains =
                EnumSet.of(EventDomain.USER, EventDomain.GROUP, EventDomain.TOKEN, EventDomain.INTEGRATION);
        Pattern telling =
                Pattern.compile("Deleted|Ownership|Privacy|Credentials|Settings.*abled$|^AppCreated|^Account");

        assertThat(known().filter(type -> wholeDomains.contains(type.domain())
                        || telling.matcher(type.wireName()).find()))
                .filteredOn(type -> !type.isAudit())
                .containsExactly(ActivityEventType.CONNECTION_BOOKMARK_DELETED);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ACTIVITY_DATA_EXPORT_REQUEST",
                "BUILDER_DATA_EXPORT",
                "CONNECTION_CREATED",
                "CONNECTION_UPDATED",
                "WORKFLOWS_API_ENABLED",
                "CARTO_DW_ACCESS_GRANTED",
                "DOMAIN_UPDATED"
            })
    void audit_covers_access_and_data_that_leaves(ActivityEventType type) {
        assertThat(type.isAudit()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"MAP_CREATED", "MAP_UPDATED", "WORKFLOW_RUN", "OPEN_HOME_PAGE", "LDS_CONSUMED", "AI_AGENT_REQUEST"
            })
    void audit_leaves_out_daily_work(ActivityEventType type) {
        assertThat(type.isAudit()).isFalse();
    }

    @Test
    void keys_are_those_of_published_queries() {
        Map<String, PayloadField> byKey = new LinkedHashMap<>();
        for (PayloadField field : PayloadField.values()) {
            field.key().ifPresent(key -> byKey.put(key, field));
        }

        assertThat(byKey)
                .containsOnlyKeys(
                        "userId",
                        "mapId",
                        "privacy",
                        "workflowId",
                        "components",
                        "batchAPIResponse",
                        "connectionId",
                        "provider")
                .containsEntry("userId", PayloadField.USER)
                .containsEntry("connectionId", PayloadField.CONNECTION);
    }

    @Test
    void javadoc_and_description_of_a_kind_agree() throws IOException {
        Map<String, String> javadoc = javadoc("ActivityEventType.java");

        assertThat(javadoc)
                .containsExactlyInAnyOrderEntriesOf(Stream.of(ActivityEventType.values())
                        .collect(Collectors.toMap(Enum::name, ActivityEventType::description)));
    }

    @Test
    void javadoc_and_description_of_a_field_agree() throws IOException {
        Map<String, String> javadoc = javadoc("PayloadField.java");

        assertThat(javadoc)
                .containsExactlyInAnyOrderEntriesOf(Stream.of(PayloadField.values())
                        .collect(Collectors.toMap(Enum::name, PayloadField::description)));
    }

    private static Stream<ActivityEventType> known() {
        return Stream.of(ActivityEventType.values()).filter(type -> type != ActivityEventType.UNKNOWN);
    }

    private static Map<String, String> documented() {
        Map<String, String> payloads = new LinkedHashMap<>();
        for (String[] row : Resources.csv("event-types.csv")) {
            payloads.put(row[0], row[2]);
        }
        return payloads;
    }

    private static Map<String, List<PayloadField>> phrases() {
        Map<String, List<PayloadField>> phrases = new LinkedHashMap<>();
        for (String[] row : Resources.csv("payload-phrases.csv")) {
            phrases.put(
                    row[0],
                    Stream.of(row[1].split(" "))
                            .filter(name -> !name.isEmpty())
                            .map(PayloadField::valueOf)
                            .toList());
        }
        return phrases;
    }

    /** The fields that a documented payload means; a phrase may mean something of its own for one kind. */
    private static List<PayloadField> fields(String type, String payload, Map<String, List<PayloadField>> phrases) {
        return Arrays.stream(payload.split(";"))
                .map(String::strip)
                .filter(phrase -> !phrase.isEmpty())
                .map(phrase -> phrases.getOrDefault(type + ": " + phrase, phrases.get(phrase)))
                .flatMap(List::stream)
                .toList();
    }

    /** The one-line comment in front of each constant. */
    private static Map<String, String> javadoc(String file) throws IOException {
        Matcher constants = Pattern.compile("/\\*\\* (.+) \\*/\\R    ([A-Z][A-Z0-9_]*)\\(")
                .matcher(Files.readString(SOURCE.resolve(file)));
        Map<String, String> found = new LinkedHashMap<>();
        while (constants.find()) {
            found.put(constants.group(2), constants.group(1));
        }
        return found;
    }
}
