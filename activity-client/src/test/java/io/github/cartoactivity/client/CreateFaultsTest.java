package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.InvalidRangeException;
import io.github.cartoactivity.client.error.InvalidRequestException;
import io.github.cartoactivity.client.error.ProtocolException;
import io.github.cartoactivity.client.error.RateLimitException;
import io.github.cartoactivity.client.error.ServiceException;
import io.github.cartoactivity.client.error.TransportException;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeJob;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.RetryAfterStyle;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group B of the faults: creating a job. */
class CreateFaultsTest {
    private static final JobRequest WEEK =
            new JobRequest(Rig.WEEK, EnumSet.allOf(ExportCategory.class), ExportFormat.CSV);

    static List<Fault> lostRequests() {
        return List.of(
                new WireFault.LoseRequest(Hangup.CLOSE),
                new WireFault.LoseRequest(Hangup.RESET),
                new WireFault.NotHttp());
    }

    @Test
    @SuppressWarnings("NullAway") // what a program without such checks may do
    void mapperThatReturnsNoJson_endsTheCallBeforeAnythingIsSent() {
        List<RequestMapper> mappers = List.of((request, body) -> null, (request, body) -> Map.of("at", new Object()));
        for (RequestMapper mapper : mappers) {
            try (Rig rig = new Rig(client -> client.requestMapper(mapper))) {
                rig.failure(IllegalArgumentException.class, rig.client.createJob(WEEK));
                assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).isEmpty();
            }
        }
    }

    @Test
    void errorOfTheMapper_endsTheCall() {
        try (Rig rig = new Rig(client -> client.requestMapper((request, body) -> {
            throw new NoClassDefFoundError("mapper");
        }))) {
            rig.failure(NoClassDefFoundError.class, rig.client.createJob(WEEK));
        }
    }

    @ParameterizedTest
    @MethodSource("lostRequests")
    void f09_requestThatGotNoAnswer_isRepeatedOnce(Fault fault) throws Throwable {
        try (Rig rig = new Rig()) {
            rig.get(rig.client.job(rig.get(rig.client.createJob(WEEK)).id()));
            rig.carto.faults(Endpoint.CREATE_JOB, fault);
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("lostRequests")
    void f09_requestThatNeverGetsAnAnswer_isSentTwiceAtTheMost(Fault fault) {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.CREATE_JOB).always(fault);
            TransportException error = rig.failure(TransportException.class, rig.client.createJob(WEEK));
            assertThat(error).hasMessageContaining("unknown whether a job was created");
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Hangup.class)
    void f10_lostReply_isRepeatedOnce_andLogged(Hangup how) throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.CREATE_JOB, new WireFault.LoseReply(how));
            ActivityJob job = rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.jobs()).hasSize(2);
            assertThat(rig.carto.jobs()).extracting(FakeJob::id).contains(job.id());
            assertThat(rig.sweep.texts()).anyMatch(text -> text.contains("may have been carried out"));
        }
    }

    @Test
    void f10_lostReply_isNotRepeated_whenTurnedOff() {
        try (Rig rig = new Rig(b -> b.repeatCreateWhenOutcomeUnknown(false))) {
            rig.carto.faults(Endpoint.CREATE_JOB, new WireFault.LoseReply());
            TransportException error = rig.failure(TransportException.class, rig.client.createJob(WEEK));
            assertThat(error).hasMessageContaining("unknown whether a job was created");
            assertThat(rig.carto.jobs()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void f11_refusedRequest_saysWhatTheServerSaid(int status) {
        try (Rig rig = new Rig()) {
            Map<String, String> headers = Map.of("X-Request-Id", "req-17");
            String body = "{\"error\":\"startDate is before the organisation\",\"field\":\"startDate\"}";
            rig.carto.faults(Endpoint.CREATE_JOB, new WireFault.Status(status, headers, body));
            InvalidRequestException error = rig.failure(InvalidRequestException.class, rig.client.createJob(WEEK));
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.requestId()).contains("req-17");
            assertThat(error)
                    .hasMessageContaining("startDate is before the organisation")
                    .hasMessageContaining("2025-10-01..2025-10-07");
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(1);
        }
    }

    @Test
    void f11_secretsInAServersText_areNotRepeated() {
        try (Rig rig = new Rig()) {
            String token = rig.carto.issueToken();
            String body = "{\"message\":\"Bearer " + token + " with " + rig.carto.clientSecret()
                    + " at https://storage.example/a/b.csv?X-Goog-Signature=0123456789abcdef is no good\"}";
            rig.carto.faults(Endpoint.CREATE_JOB, new WireFault.Status(400, Map.of(), body));
            InvalidRequestException error = rig.failure(InvalidRequestException.class, rig.client.createJob(WEEK));
            assertThat(error)
                    .hasMessageContaining("is no good")
                    .hasMessageContaining("https://storage.example/a/b.csv")
                    .hasMessageNotContaining("Signature");
        }
    }

    @Test
    void f12_throttledCreate_isRepeatedAfterTheTimeAskedFor() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(
                    Endpoint.CREATE_JOB,
                    new WireFault.RetryAfter(429, Duration.ofSeconds(7), RetryAfterStyle.SECONDS),
                    new WireFault.RetryAfter(503, Duration.ofSeconds(9), RetryAfterStyle.SECONDS));
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.time.sleeps()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(9));
            assertThat(rig.carto.jobs()).hasSize(1);
        }
    }

    @Test
    void f12_manyFailingCreates_stayWithinTheSharedBudget() {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.CREATE_JOB).always(new WireFault.Status(429));
            List<CompletableFuture<ActivityJob>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(rig.client.createJob(WEEK));
            }
            calls.forEach(call -> rig.failure(RateLimitException.class, call));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSizeLessThanOrEqualTo(50 + 500 / 5 + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JobFault.Quirk.class,
            names = {"UNKNOWN_FIELDS", "STATUS_MISSING"})
    void f13_answersWithMoreOrLess_areUnderstood(JobFault.Quirk quirk) throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.CREATE_JOB, new JobFault.OddAnswer(quirk));
            ActivityJob job = rig.get(rig.client.createJob(WEEK));
            assertThat(job.id()).isEqualTo(rig.carto.jobs().get(0).id());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JobFault.Quirk.class,
            names = {"ID_MISSING", "NOT_AN_OBJECT", "CUT_JSON"})
    void f13_answersWithoutAJob_areProtocolExceptions(JobFault.Quirk quirk) {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.CREATE_JOB).always(new JobFault.OddAnswer(quirk));
            rig.failure(ProtocolException.class, rig.client.createJob(WEEK));
        }
    }

    @Test
    void f14_rangeThatIsNotReady_isRefusedWithoutARequest(@TempDir Path directory) {
        try (Rig rig = new Rig()) {
            LocalDate today = LocalDate.parse("2025-12-01");
            DateRange range = DateRange.ofDays(today.minusDays(3), today);
            InvalidRangeException error =
                    rig.failure(InvalidRangeException.class, rig.client.export(ExportRequest.of(range, directory)));
            assertThat(error).hasMessageContaining("2025-12-02T05:00:00Z");
            JobRequest job = new JobRequest(range, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV);
            assertThat(rig.failure(InvalidRangeException.class, rig.client.createJob(job)))
                    .hasMessageContaining("2025-12-02T05:00:00Z");
            assertThat(rig.carto.requests()).isEmpty();
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kolkata", "Pacific/Kiritimati", "America/Los_Angeles"})
    void f14_daysAreUtcDays_whateverTheZone(String zone) throws Throwable {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (Rig rig = new Rig()) {
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB).get(0).body())
                    .contains("\"startDate\":\"2025-10-01T00:00:00.000Z\"")
                    .contains("\"endDate\":\"2025-10-08T00:00:00.000Z\"");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void f14_rangeTooLongForOneJob_isRefusedWithoutARequest() {
        try (Rig rig = new Rig()) {
            DateRange sixty = new DateRange(LocalDate.parse("2025-06-01"), LocalDate.parse("2025-07-31"));
            JobRequest tooLong = new JobRequest(sixty, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV);
            rig.failure(InvalidRangeException.class, rig.client.createJob(tooLong));
            assertThat(rig.carto.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-SA-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist-nu-thai", "tr-TR"})
    void f14_datesAreSentInIsoDigits_whateverTheLocale(String locale) throws Throwable {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try (Rig rig = new Rig()) {
            rig.get(rig.client.createJob(WEEK));
            RecordedRequest request = rig.carto.requests(Endpoint.CREATE_JOB).get(0);
            assertThat(request.body())
                    .contains("\"startDate\":\"2025-10-01T00:00:00.000Z\"")
                    .contains("\"endDate\":\"2025-10-08T00:00:00.000Z\"")
                    .contains("[\"activity\",\"apiUsage\",\"userList\",\"groupList\"]");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anUnexpectedStatus_isServiceException() {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.CREATE_JOB, new WireFault.Status(418));
            CartoActivityException error = rig.failure(ServiceException.class, rig.client.createJob(WEEK));
            assertThat(error.context()).containsEntry("status", "418");
        }
    }
}
