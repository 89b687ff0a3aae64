package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.PayloadField;
import io.github.cartoactivity.model.UserId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is used before it exists or after it is gone, over more than a year. */
class FakeOrganisationReferencesTest {
    private static final DateRange LONG =
            DateRange.ofDays(LocalDate.parse("2025-01-01"), LocalDate.parse("2026-03-31"));

    @ParameterizedTest
    @CsvSource({"1, 40", "2, 3", "3, 150"})
    void everyReference_isToSomethingThatExists(long seed, int users) {
        FakeOrganisation acme = FakeOrganisation.builder()
                .seed(seed)
                .users(users)
                .eventsPerDay(100)
                .build();
        Register register = new Register();
        acme.events(LONG).forEach(register::check);
        assertThat(register.wrong).isEmpty();
        assertThat(register.uses).isGreaterThan(40_000);
    }

    @Test
    void everyDocumentedField_withAKnownKey_isThere() {
        FakeOrganisation acme = FakeOrganisation.builder().build();
        acme.events(new DateRange(LONG.from(), LONG.from().plusDays(28))).forEach(event -> {
            Map<String, ?> json = event.data().json();
            for (PayloadField field : event.type().payloadFields()) {
                boolean there = switch (field) {
                    case USER -> event.data().userId().isPresent();
                    case MAP -> event.data().mapId().isPresent();
                    case WORKFLOW -> event.data().workflowId().isPresent();
                    case CONNECTION -> event.data().connectionId().isPresent();
                    case PROVIDER -> event.data().provider().isPresent();
                    default -> field.key().map(json::containsKey).orElse(true);
                };
                assertThat(there).as("%s in %s", field, event.typeName()).isTrue();
            }
        });
    }

    @Test
    void whoIsInTheList_isWhoHasJoinedAndNotLeft() {
        FakeOrganisation acme = FakeOrganisation.builder().build();
        Set<UserId> members = new HashSet<>();
        Map<UserId, String> roles = new HashMap<>();
        acme.events(LONG).forEach(event -> {
            Optional<UserId> user = event.data().userId();
            switch (event.type()) {
                case USER_CREATED -> members.add(user.orElseThrow());
                case USER_DELETED -> members.remove(user.orElseThrow());
                case USER_ROLE_UPDATED ->
                    roles.put(user.orElseThrow(), event.data().text("$.role").orElseThrow());
                default -> {}
            }
        });
        assertThat(acme.users(LONG.end()))
                .extracting(user -> user.userId())
                .containsExactlyInAnyOrderElementsOf(members);
        assertThat(acme.users(LONG.end()))
                .filteredOn(user -> roles.containsKey(user.userId()))
                .isNotEmpty()
                .allMatch(user -> roles.get(user.userId()).equals(user.roleName()));
    }

    /** Follows what is created and deleted, and notes every use of anything else. */
    private static final class Register {
        private final Set<String> existing = new HashSet<>();
        private final Map<String, ActivityEvent> wrong = new HashMap<>();
        private long uses;

        void check(ActivityEvent event) {
            if (event.type() == ActivityEventType.USER_CREATED) {
                existing.add(event.data().userId().orElseThrow().value());
            }
            created(event).ifPresent(existing::add);
            event.data().userId().filter(id -> !id.isPublic()).ifPresent(id -> use(id.value(), event));
            List.of(
                            event.data().mapId(),
                            event.data().workflowId(),
                            event.data().connectionId())
                    .forEach(id -> id.ifPresent(value -> use(value, event)));
            for (String path :
                    List.of("$.tokenId", "$.appId", "$.agentId", "$.duplicatedMapId", "$.duplicatedWorkflowId")) {
                event.data().text(path).ifPresent(id -> use(id, event));
            }
            if (event.type() == ActivityEventType.USER_DELETED) {
                existing.remove(event.data().userId().orElseThrow().value());
            }
            deleted(event).ifPresent(existing::remove);
        }

        private void use(String id, ActivityEvent event) {
            uses++;
            if (!existing.contains(id)) {
                wrong.put(id + " in " + event.data().raw(), event);
            }
        }

        private static Optional<String> created(ActivityEvent event) {
            return switch (event.type()) {
                case MAP_CREATED -> event.data().mapId();
                case WORKFLOW_CREATED -> event.data().workflowId();
                case CONNECTION_CREATED -> event.data().connectionId();
                case TOKEN_CREATED -> event.data().text("$.tokenId");
                case APP_CREATED -> event.data().text("$.clientId");
                case AI_AGENT_CREATED -> event.data().text("$.agentId");
                default -> Optional.empty();
            };
        }

        private static Optional<String> deleted(ActivityEvent event) {
            return switch (event.type()) {
                case MAP_DELETED -> event.data().mapId();
                case WORKFLOW_DELETED -> event.data().workflowId();
                case CONNECTION_DELETED -> event.data().connectionId();
                case TOKEN_DELETED -> event.data().text("$.tokenId");
                case APP_DELETED -> event.data().text("$.clientId");
                case AI_AGENT_DELETED -> event.data().text("$.agentId");
                default -> Optional.empty();
            };
        }
    }
}
