package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.UserRecord;
import io.github.cartoactivity.testing.FakeCarto;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The statements that CARTO documents for its own command line, letter by letter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedSqlTest {
    @TempDir
    Path home;

    private FakeCarto carto;

    @BeforeAll
    void start() {
        carto = Fakes.carto().start();
    }

    @AfterAll
    void stop() {
        carto.close();
    }

    @Test
    void count_underItsOwnName() throws IOException {
        assertThat(query("SELECT COUNT(*) as total_events FROM activity")
                        .get(0)
                        .get("total_events")
                        .asLong())
                .isEqualTo(Fakes.events(carto, Fakes.WEEK));
        assertThat(query("SELECT COUNT(*) FROM activity")
                        .get(0)
                        .get("count_star()")
                        .asLong())
                .isEqualTo(Fakes.events(carto, Fakes.WEEK));
    }

    @Test
    void mapsCreated_perUserWithEmail() throws IOException {
        JsonNode rows = query("""

                  SELECT
                    CAST(a.ts AS DATE) as date,
                    u.email,
                    COUNT(*) AS created_maps
                  FROM activity a
                  JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
                  WHERE a.type = 'MapCreated'
                  GROUP BY date, u.email
                  ORDER BY created_maps DESC
                  LIMIT 10
                """);
        Map<String, Long> truth = mapsCreated();
        assertThat(rows)
                .hasSize(Math.min(10, truth.size()))
                .allSatisfy(row -> assertThat(row.get("created_maps").asLong())
                        .isEqualTo(truth.get(row.get("date").asText() + " "
                                + row.get("email").asText())));
    }

    @Test
    void types_byNumber() throws IOException {
        JsonNode rows = query("SELECT type, COUNT(*) FROM activity GROUP BY type ORDER BY COUNT(*) DESC");
        Map<String, Long> truth;
        try (Stream<ActivityEvent> events = carto.organisation().events(Fakes.WEEK)) {
            truth = events.collect(Collectors.groupingBy(ActivityEvent::typeName, Collectors.counting()));
        }
        assertThat(rows)
                .hasSize(truth.size())
                .allSatisfy(row -> assertThat(row.get("count_star()").asLong())
                        .isEqualTo(truth.get(row.get("type").asText())));
    }

    private Map<String, Long> mapsCreated() {
        Map<String, String> emails = carto.organisation().users(Instant.now()).stream()
                .filter(user -> user.email() != null)
                .collect(Collectors.toMap(user -> user.userId().value(), UserRecord::email));
        Set<String> present = emails.keySet();
        try (Stream<ActivityEvent> events = carto.organisation().events(Fakes.WEEK)) {
            return events.filter(event -> event.typeName().equals("MapCreated"))
                    .filter(event -> event.data()
                            .text("$.userId")
                            .filter(present::contains)
                            .isPresent())
                    .collect(Collectors.groupingBy(
                            event -> event.day() + " "
                                    + emails.get(event.data().text("$.userId").orElseThrow()),
                            Collectors.counting()));
        }
    }

    private JsonNode query(String sql) throws IOException {
        List<String> words =
                List.of("query", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST, "--sql", sql, "--json");
        return new ObjectMapper()
                .readTree(Program.in(home, carto).run(words, "").isDone().out());
    }
}
