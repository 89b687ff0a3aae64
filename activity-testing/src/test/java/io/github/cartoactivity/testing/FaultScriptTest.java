package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a fault happens. */
class FaultScriptTest {
    private final FakeCarto carto = FakeCarto.start();

    @AfterEach
    void close() {
        carto.close();
    }

    @Test
    void rules_decideInTheirOrder() throws Exception {
        carto.on(Endpoint.TOKEN)
                .always(new WireFault.Status(500))
                .next(new WireFault.Status(501), Fault.none())
                .times(2, new WireFault.Status(502))
                .where(request -> request.header("X-Odd").isPresent(), new WireFault.Status(503))
                .request(2, new WireFault.Status(504));
        assertThat(statuses(7)).containsExactly(501, 504, 200, 502, 502, 500, 500);
        carto.on(Endpoint.TOKEN).clear();
        assertThat(statuses(2)).containsExactly(200, 200);
    }

    @Test
    void file_isOneOfAJob_whicheverIsAskedForFirst() throws Exception {
        Caller caller = new Caller(carto);
        DateRange day = DateRange.ofDay(LocalDate.parse("2025-10-01"));
        carto.on(Endpoint.FILE).file(2, new WireFault.Status(503));
        Map<String, List<String>> links =
                caller.links(day, ExportFormat.CSV, ExportCategory.USER_LIST, ExportCategory.GROUP_LIST);
        String first = links.get("userList").get(0);
        String second = links.get("groupList").get(0);
        assertThat(caller.file(first).statusCode()).isEqualTo(200);
        assertThat(caller.file(second).statusCode()).isEqualTo(503);
        assertThat(caller.file(second).statusCode()).isEqualTo(200);
        assertThat(carto.requests(Endpoint.FILE))
                .extracting(RecordedRequest::fileNumber)
                .containsExactly(1, 2, 2);
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of(Endpoint.TOKEN, new FileFault.NoEtag()),
                Arguments.of(Endpoint.CREATE_JOB, new TokenFault.OddAnswer(TokenFault.Quirk.NO_TOKEN)),
                Arguments.of(Endpoint.GET_JOB, new FileFault.NoEtag()),
                Arguments.of(Endpoint.FILE, new JobFault.NoLinks()),
                Arguments.of(Endpoint.CANCEL_JOB, new JobFault.NoLinks()),
                Arguments.of(Endpoint.FILE, new Fault.Several(new FileFault.NoEtag(), new JobFault.NoLinks())));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void faultThatCannotHappenThere_isRefused(Endpoint endpoint, Fault fault) {
        assertThatThrownBy(() -> carto.faults(endpoint, fault))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot happen at " + endpoint);
    }

    private List<Integer> statuses(int requests) throws IOException, InterruptedException {
        Caller caller = new Caller(carto);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(caller.token().statusCode());
        }
        return statuses;
    }
}
