package io.github.cartoactivity.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.query.AuditQueries.AuditEvent;
import io.github.cartoactivity.duckdb.query.AuditQueries.TrailStep;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers held against computations in Java over the organisation itself. */
class AuditQueriesTest {
    private static Organisation organisation;

    @BeforeAll
    static void export(@TempDir Path directory) throws Exception {
        organisation = Organisation.in(directory);
    }

    @AfterAll
    static void close() {
        organisation.close();
    }

    private static AuditQueries audit() {
        return organisation.database.audit();
    }

    private static void check(TypedQuery<AuditEvent> query, Predicate<ActivityEvent> expected) {
        List<AuditEvent> rows = organisation.events.stream()
                .filter(expected)
                .map(AuditQueriesTest::expected)
                .toList();
        List<AuditEvent> answer = query.list();
        assertThat(rows).isNotEmpty();
        assertThat(answer).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(answer).isSortedAccordingTo((a, b) -> a.ts().compareTo(b.ts()));
    }

    private static AuditEvent expected(ActivityEvent event) {
        EventData data = event.data();
        Optional<String> user = data.userId().map(UserId::value);
        return new AuditEvent(
                event.ts(),
                event.typeName(),
                event.type() == ActivityEventType.UNKNOWN
                        ? null
                        : event.type().domain().name(),
                user.orElse(null),
                user.flatMap(organisation::user).map(UserRecord::email).orElse(null),
                data.mapId().orElse(null),
                data.workflowId().orElse(null),
                data.connectionId().orElse(null),
                data.raw().orElse(null));
    }

    private static UserId somebody() {
        return organisation.events.stream()
                .filter(event -> event.type().isAudit())
                .flatMap(event -> event.data().userId().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void securityEvents() {
        check(audit().securityEvents(Organisation.RANGE), event -> event.type().isAudit());
    }

    @Test
    void eventsOfAUser() {
        UserId user = somebody();
        Predicate<ActivityEvent> own =
                event -> event.data().userId().filter(user::equals).isPresent();
        check(
                audit().ofUser(user, Organisation.RANGE),
                own.and(event -> event.type().isAudit()));
        List<TrailStep> steps = organisation.events.stream()
                .filter(own)
                .map(AuditQueriesTest::expected)
                .map(event -> new TrailStep(
                        event.ts(),
                        event.type(),
                        event.domain(),
                        event.mapId(),
                        event.workflowId(),
                        event.connectionId()))
                .toList();
        List<TrailStep> trail = audit().trail(user, Organisation.RANGE).list();
        assertThat(steps).hasSizeGreaterThan(10);
        assertThat(trail).containsExactlyInAnyOrderElementsOf(steps);
        assertThat(trail).isSortedAccordingTo((a, b) -> a.ts().compareTo(b.ts()));
    }

    @Test
    void eventsOfAnObject() {
        String map = organisation.events.stream()
                .flatMap(event -> event.data().mapId().stream())
                .findFirst()
                .orElseThrow();
        check(
                audit().ofObject(map, Organisation.RANGE),
                event -> Optional.of(map).equals(event.data().mapId())
                        || Optional.of(map).equals(event.data().workflowId())
                        || Optional.of(map).equals(event.data().connectionId()));
        assertThat(audit().ofObject("' OR true --", Organisation.RANGE).list()).isEmpty();
    }

    @Test
    void eventsOfAKind() {
        check(
                audit().ofType(ActivityEventType.USER_LOGINS, Organisation.RANGE),
                event -> event.type() == ActivityEventType.USER_LOGINS);
        check(audit().roleChanges(Organisation.RANGE), event -> event.typeName().equals("UserRoleUpdated"));
        check(
                audit().activityExports(Organisation.RANGE),
                event -> event.typeName().equals("ActivityDataExportRequest"));
        check(
                audit().deletions(Organisation.RANGE),
                event -> event.typeName().matches(".*(Deleted|DeletedUI|Removed)"));
        check(
                audit().groups(Organisation.RANGE),
                event -> event.typeName().matches("GroupCreated|GroupUpdated|SyncUserGroups"));
    }

    @Test
    void deletions_areEveryTypeThatDeletes(@TempDir Path place) throws IOException {
        List<String> deleting = List.of(
                "AccountBrandingDeleted",
                "AccountDeleted",
                "AccountDeletedUI",
                "AIAgentConversationDeleted",
                "AIAgentDeleted",
                "AppDeleted",
                "BucketIntegrationDeleted",
                "ConnectionBookmarkDeleted",
                "ConnectionDeleted",
                "ConnectionViewerCredentialsDeleted",
                "CustomAIModelRemoved",
                "IntegrationDeleted",
                "InvitationDeleted",
                "MapDeleted",
                "ResourceDeleted",
                "TokenDeleted",
                "UserDeleted",
                "WorkflowDeleted",
                "WorkflowScheduleDeleted",
                "WorkflowsFileDeleted");
        String rows = Stream.of(ActivityEventType.values())
                .filter(type -> type != ActivityEventType.UNKNOWN)
                .map(type -> type.wireName() + ",2025-10-01T00:00:00Z,{}\n")
                .collect(Collectors.joining(
                        "", "type,ts,data\n", "OfTomorrow,2025-10-01T00:00:00Z,\"{\"\"mapId\"\":\"\"m\"\"}\"\n"));
        Path file = Files.writeString(place.resolve("events.csv"), rows);
        DateRange day = DateRange.ofDay(LocalDate.parse("2025-10-01"));
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.audit().deletions(day).list())
                    .extracting(AuditEvent::type)
                    .containsExactlyInAnyOrderElementsOf(deleting);
            assertThat(database.audit().ofObject("m", day).list())
                    .singleElement()
                    .satisfies(event -> assertThat(event.type()).isEqualTo("OfTomorrow"));
        }
    }

    @Test
    void tokensAndConnections() {
        check(
                audit().tokens(Organisation.RANGE),
                event -> event.typeName()
                        .matches("Token.*|App(Created|Updated|Deleted|OwnershipTransferred|PrivacyChanged)"));
        check(
                audit().connections(Organisation.RANGE),
                event -> event.typeName().startsWith("Connection")
                        && !event.typeName().matches("ConnectionProviderSelected|ConnectionBookmark.*"));
    }

    @Test
    void madePublic() {
        check(
                audit().madePublic(Organisation.RANGE),
                event -> event.typeName().matches("(Map|Workflow|App)PrivacyChanged")
                        && event.data()
                                .text("$.privacy")
                                .filter("public"::equalsIgnoreCase)
                                .isPresent());
    }

    @Test
    void unusualHours() {
        check(audit().unusualHours(Organisation.RANGE, 7, 19), event -> {
            OffsetDateTime time = event.ts().atOffset(ZoneOffset.UTC);
            boolean atWork = time.getHour() >= 7
                    && time.getHour() < 19
                    && time.getDayOfWeek().getValue() <= 5;
            return event.type().isAudit() && !atWork;
        });
        assertThatIllegalArgumentException().isThrownBy(() -> audit().unusualHours(Organisation.RANGE, 20, 6));
    }
}
