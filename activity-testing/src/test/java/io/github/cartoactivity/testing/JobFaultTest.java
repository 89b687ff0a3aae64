package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each fault of a job looks like; a job is done at its first poll. */
class JobFaultTest {
    private static final DateRange WEEK =
            DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-07"));

    private final FakeCarto carto =
            FakeCarto.builder().pollsUntilDone(1).filesPerTable(3).start();
    private final Caller caller = new Caller(carto);

    @AfterEach
    void close() {
        carto.close();
    }

    @Test
    void fails_endsTheJobWithItsReason() throws Exception {
        assertThat(polled(new JobFault.Fails("out of slots")))
                .containsEntry("status", "failure")
                .containsEntry("error", "out of slots")
                .doesNotContainKey("urls");
        assertThat(polled(new JobFault.Fails(""))).doesNotContainKey("error");
    }

    @Test
    void fails_scriptedForCreate_isOfTheJobThatIsMade() throws Exception {
        carto.faults(Endpoint.CREATE_JOB, new JobFault.Fails("no"));
        String bad = create();
        String good = create();
        assertThat(Caller.json(caller.get(bad))).containsEntry("status", "failure");
        assertThat(Caller.json(caller.get(good))).containsEntry("status", "success");
    }

    @Test
    void cancelledByServer_isCancelled() throws Exception {
        assertThat(polled(new JobFault.CancelledByServer())).containsEntry("status", "cancelled");
    }

    @Test
    void notFoundYet_is404ForSoManyPolls() throws Exception {
        carto.faults(Endpoint.CREATE_JOB, new JobFault.NotFoundYet(2));
        String id = create();
        assertThat(caller.get(id).statusCode()).isEqualTo(404);
        assertThat(caller.get(id).statusCode()).isEqualTo(404);
        assertThat(Caller.json(caller.get(id))).containsEntry("status", "success");
    }

    @Test
    void unknownStatus_isTold_whileTheJobGoesOn() throws Exception {
        carto.faults(Endpoint.GET_JOB, new JobFault.UnknownStatus("thinking"));
        String id = create();
        assertThat(Caller.json(caller.get(id)))
                .containsEntry("status", "thinking")
                .doesNotContainKey("urls");
        assertThat(Caller.json(caller.get(id))).containsEntry("status", "success");
    }

    @Test
    void noLinks_isASuccessWithoutAny() throws Exception {
        assertThat(polled(new JobFault.NoLinks()))
                .containsEntry("status", "success")
                .doesNotContainKey("urls");
    }

    @Test
    void linksElsewhere_leadToTheOtherServer() throws Exception {
        assertThat(activity(polled(new JobFault.LinksElsewhere(URI.create("https://files.example")))))
                .hasSize(3)
                .allMatch(link -> link.startsWith("https://files.example/files/"));
    }

    @Test
    void linksReversed_comeInTheOppositeOrder() throws Exception {
        String id = create();
        carto.faults(Endpoint.GET_JOB, Fault.none(), new JobFault.LinksReversed());
        List<String> usual = names(activity(Caller.json(caller.get(id))));
        List<String> reversed = names(activity(Caller.json(caller.get(id))));
        assertThat(usual)
                .containsExactly("activity-000000000000.csv", "activity-000000000001.csv", "activity-000000000002.csv");
        assertThat(reversed).containsExactly(usual.get(2), usual.get(1), usual.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2F..%2Fescape", "CON", "a%00b"})
    void linkNames_areHostile_andWork(String name) throws Exception {
        List<String> links = activity(polled(new JobFault.LinkNames(name)));
        assertThat(names(links)).containsOnly(name);
        assertThat(caller.file(links.get(0)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(JobFault.Quirk.class)
    void oddAnswer_isOddInItsOwnWay(JobFault.Quirk quirk) throws Exception {
        String id = create();
        carto.faults(Endpoint.GET_JOB, new JobFault.OddAnswer(quirk));
        HttpResponse<String> odd = caller.get(id);
        assertThat(odd.statusCode()).isEqualTo(200);
        assertThat(odd.body()).matches(pattern(quirk));
        assertThat(Caller.json(caller.get(id))).as("the next answer").containsKeys("jobId", "status", "urls");
    }

    private static String pattern(JobFault.Quirk quirk) {
        return switch (quirk) {
            case ID_MISSING -> "\\{\"status\":\"success\",\"urls\":.*\\}";
            case STATUS_MISSING -> "\\{\"jobId\":\"[^\"]+\",\"urls\":.*\\}";
            case UNKNOWN_FIELDS -> ".*\"progress\":\\{\"percent\":12.5\\}.*";
            case UNKNOWN_CATEGORY -> ".*\"billingList\":\\[\"http://127[^\"]+/files/stranger\"\\].*";
            case BROKEN_LINK -> ".*\"urls\":\\{\"activity\":\"ht!tp://not a url\"\\}.*";
            case NOT_AN_OBJECT -> "\\[\\{\"jobId\".*\\}\\]";
            case CUT_JSON -> "\\{\"jobId\".*[^}]";
        };
    }

    private Map<String, @Nullable Object> polled(JobFault fault) throws IOException, InterruptedException {
        String id = create();
        carto.faults(Endpoint.GET_JOB, fault);
        return Caller.json(caller.get(id));
    }

    private String create() throws IOException, InterruptedException {
        return String.valueOf(Caller.json(caller.create(WEEK, ExportFormat.CSV, ExportCategory.ACTIVITY))
                .get("jobId"));
    }

    private static List<String> activity(Map<String, @Nullable Object> job) {
        return Caller.urls(job).getOrDefault("activity", List.of());
    }

    private static List<String> names(List<String> links) {
        return links.stream()
                .map(link -> URI.create(link).getRawPath())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }
}
