package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.model.UserRole;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobEndpointsTest {
    private static final DateRange DAY = DateRange.ofDay(LocalDate.parse("2025-10-07"));

    private final ManualClock clock = ManualClock.at("2025-10-08T05:00:00Z");
    private final FakeCarto carto =
            FakeCarto.builder().clock(clock).pollsUntilDone(3).start();
    private final Caller caller = new Caller(carto);

    @AfterEach
    void close() {
        carto.close();
    }

    @Test
    void job_isPendingThenRunningThenSuccess_withLinksAtTheEndOnly() throws Exception {
        HttpResponse<String> created = create();
        assertThat(created.statusCode()).isEqualTo(201);
        String id = id(created);
        assertThat(created.body()).isEqualTo("{\"jobId\":\"" + id + "\",\"status\":\"pending\"}");
        assertThat(caller.get(id).body()).isEqualTo("{\"jobId\":\"" + id + "\",\"status\":\"pending\"}");
        assertThat(caller.get(id).body()).isEqualTo("{\"jobId\":\"" + id + "\",\"status\":\"running\"}");
        assertThat(Caller.json(caller.get(id)))
                .containsEntry("status", "success")
                .containsKey("urls");
        assertThat(carto.jobs()).singleElement().satisfies(job -> {
            assertThat(job.range()).isEqualTo(DAY);
            assertThat(job.categories()).containsExactly(ExportCategory.USER_LIST);
            assertThat(job.polls()).isEqualTo(3);
            assertThat(job.createdAt()).isEqualTo(clock.instant());
            assertThat(job.state().isFinal()).isTrue();
        });
    }

    @Test
    void cancel_worksUntilTheJobHasFinished() throws Exception {
        String id = id(create());
        HttpResponse<String> cancelled = caller.cancel(id);
        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(Caller.json(cancelled)).containsEntry("status", "cancelled");
        assertThat(caller.cancel(id).statusCode()).isEqualTo(400);
        assertThat(Caller.json(caller.get(id)))
                .containsEntry("status", "cancelled")
                .doesNotContainKey("urls");
        assertThat(carto.requests(Endpoint.CANCEL_JOB)).hasSize(2);
    }

    @Test
    void jobThatNobodyMade_isNotFound() throws Exception {
        assertThat(caller.get("nobody").body()).isEqualTo("{\"error\":\"Job not found\",\"status\":404}");
        assertThat(caller.cancel("nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void addressThatIsNoEndpoint_isNotFound_andRecorded() throws Exception {
        RawCall.Reply reply = RawCall.send(
                carto.accountsUrl(), "GET /v3/activity-data-jobs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(carto.requests(Endpoint.UNKNOWN))
                .extracting(RecordedRequest::path)
                .containsExactly("/v3/activity-data-jobs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                      | Token not defined",
                "'Authorization: Basic YTpi\r\n'         | Token not defined",
                "'Authorization: Bearer made-up\r\n'     | Invalid token",
            })
    void callWithoutAGoodToken_is401(String header, String error) throws IOException {
        RawCall.Reply reply = RawCall.send(
                carto.accountsUrl(),
                "GET /activity-data-jobs/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).isEqualTo("{\"error\":\"" + error + "\",\"status\":401}");
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN, ENTERPRISE_LARGE, 201",
        "SUPERADMIN, ENTERPRISE_MEDIUM, 201",
        "EDITOR, ENTERPRISE_LARGE, 403",
        "VIEWER, ENTERPRISE_LARGE, 403",
        "ADMIN, PROFESSIONAL, 403",
    })
    void roleAndPlan_decide(UserRole role, Plan plan, int status) throws Exception {
        carto.role(role);
        carto.plan(plan);
        assertThat(create().statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-08-10, 2025-10-07, 201, ''",
        "2025-08-09, 2025-10-07, 400, under 60 days",
        "2025-10-07, 2025-10-08, 400, will be available at 2025-10-09T05:00:00Z",
        "2024-12-31, 2025-01-02, 400, before the creation of the organization",
    })
    void range_isChecked(LocalDate from, LocalDate last, int status, String error) throws Exception {
        HttpResponse<String> answer =
                caller.create(DateRange.ofDays(from, last), ExportFormat.CSV, ExportCategory.ACTIVITY);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(error);
    }

    @Test
    void day_isReadyAtFive() throws Exception {
        clock.set(Instant.parse("2025-10-08T04:59:59.999Z"));
        assertThat(create().statusCode()).isEqualTo(400);
        clock.set(Instant.parse("2025-10-08T05:00:00Z"));
        assertThat(create().statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON                                                     | not a JSON object",
                "{}                                                          | startDate is required",
                "{\"startDate\":\"soon\"}                                    | startDate is not a date",
                "{\"startDate\":\"2025-10-01T02:00:00Z\"}                    | must be midnight in UTC",
                "{\"startDate\":\"2025-10-01\",\"endDate\":\"2025-10-01\"}   | endDate must be after startDate",
                "{\"start_date\":\"2025-10-01\",\"end_date\":\"2025-10-02\"} | categories must be a list",
            })
    void body_isChecked(String body, String error) throws Exception {
        HttpResponse<String> answer = caller.create(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(error);
        assertThat(carto.jobs()).isEmpty();
    }

    @Test
    void parquetWithoutAnEncoder_failsAndSaysWhy() throws Exception {
        String id = id(caller.create(DAY, ExportFormat.PARQUET, ExportCategory.USER_LIST));
        assertThat(Caller.json(caller.get(id)))
                .containsEntry("status", "failure")
                .extractingByKey("error")
                .asString()
                .contains("without a ParquetEncoder");
    }

    private HttpResponse<String> create() throws IOException, InterruptedException {
        return caller.create(DAY, ExportFormat.CSV, ExportCategory.USER_LIST);
    }

    private static String id(HttpResponse<String> created) {
        return String.valueOf(Caller.json(created).get("jobId"));
    }
}
