package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeCartoTest {
    private static final DateRange WEEK =
            DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-07"));

    @Test
    void wholeWay_tokenJobPollFiles_servesTheOrganisation() throws Exception {
        try (FakeCarto carto = FakeCarto.builder()
                .clock(ManualClock.at("2025-10-08T05:00:00Z"))
                .start()) {
            Caller caller = new Caller(carto);
            assertThat(caller.token().statusCode()).isEqualTo(200);
            Map<String, List<String>> links = caller.links(WEEK, ExportFormat.CSV, ExportCategory.values());
            assertThat(links.keySet()).containsExactly("activity", "apiUsage", "userList", "groupList");
            var file = caller.file(links.get("activity").get(0));
            List<String> lines =
                    new String(file.body(), StandardCharsets.UTF_8).lines().toList();
            List<ActivityEvent> truth = carto.organisation().events(WEEK).toList();
            assertThat(lines).hasSize(truth.size() + 1);
            assertThat(lines.get(0)).isEqualTo("type,ts,data");
            assertThat(carto.requests(Endpoint.FILE)).hasSize(1);
        }
    }
}
