package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokenEndpointTest {
    private final FakeCarto carto =
            FakeCarto.builder().tokenLifetime(Duration.ofMinutes(30)).start();
    private final Caller caller = new Caller(carto);

    @AfterEach
    void close() {
        carto.close();
    }

    @Test
    void clientCredentials_giveABearerToken() throws Exception {
        HttpResponse<String> answer = caller.token();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(Caller.json(answer))
                .containsEntry("token_type", "Bearer")
                .containsKeys("access_token", "scope")
                .extractingByKey("expires_in")
                .hasToString("1800");
        assertThat(carto.canaries())
                .contains(carto.clientSecret(), (String) Caller.json(answer).get("access_token"));
    }

    @ParameterizedTest
    @CsvSource({
        "client_secret, guess,        401, access_denied",
        "client_id,     somebody,     401, access_denied",
        "grant_type,    password,     403, unsupported_grant_type",
        "audience,      another,      403, access_denied",
    })
    void wrongField_isRefusedAsAuth0Does(String field, String value, int status, String error) throws Exception {
        HttpResponse<String> answer = caller.token(Map.of(field, value));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Caller.json(answer)).containsEntry("error", error).containsKey("error_description");
        assertThat(carto.tokensIssued()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PROFESSIONAL, 403", "ENTERPRISE_MEDIUM, 403", "ENTERPRISE_LARGE, 200"})
    void plan_decidesWhetherMachinesGetTokens(Plan plan, int status) throws Exception {
        carto.plan(plan);
        assertThat(caller.token().statusCode()).isEqualTo(status);
    }

    @Test
    void bodyThatIsNoForm_isRefused() throws IOException {
        RawCall.Reply reply = RawCall.send(
                carto.authUrl(),
                "POST /oauth/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("invalid_request");
    }

    @Test
    void revokedTokens_areRefusedByTheApi() throws Exception {
        assertThat(create().statusCode()).isEqualTo(201);
        String token = carto.issueToken();
        carto.revokeTokens();
        assertThat(RawCall.send(
                                carto.accountsUrl(),
                                "GET /activity-data-jobs/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                        + "Authorization: Bearer " + token + "\r\n\r\n")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void formThatCannotBeRead_isAnswered_andTheServerGoesOn() throws Exception {
        RawCall.Reply reply = RawCall.send(
                carto.authUrl(),
                "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 3\r\n\r\n%zz");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.end()).isEqualTo(RawCall.End.CLOSED);
        assertThat(caller.token().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(TokenFault.Quirk.class)
    void oddAnswer_isOddInItsOwnWay_andIsCountedAsAToken(TokenFault.Quirk quirk) throws Exception {
        carto.faults(Endpoint.TOKEN, new TokenFault.OddAnswer(quirk));
        HttpResponse<String> answer = caller.token();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("(?s)" + pattern(quirk));
        assertThat(carto.tokensIssued()).isEqualTo(1);
        assertThat(Caller.json(caller.token())).as("the next one").containsKey("access_token");
    }

    private static String pattern(TokenFault.Quirk quirk) {
        return switch (quirk) {
            case EXPIRY_MISSING -> "\\{\"access_token\":\"\\w+\",\"scope\":\"[^\"]+\",\"token_type\":\"Bearer\"\\}";
            case EXPIRY_ZERO -> ".*\"expires_in\":0,.*";
            case EXPIRY_NEGATIVE -> ".*\"expires_in\":-1,.*";
            case EXPIRY_TEXT -> ".*\"expires_in\":\"tomorrow\",.*";
            case EXPIRY_HUGE -> ".*\"expires_in\":1099511627776,.*";
            case WRONG_TYPE -> ".*\"token_type\":\"MAC\".*";
            case LINE_BREAK_IN_TOKEN -> ".*\"access_token\":\"\\w+\\\\r\\\\nX-Injected: yes\".*";
            case EMPTY_TOKEN -> ".*\"access_token\":\"\".*";
            case NO_TOKEN -> "\\{\"scope\".*";
            case NOT_AN_OBJECT -> "\\[\\{\"access_token\":\"\\w+\".*\\}\\]";
            case CUT_JSON -> "\\{\"access_token\":\"\\w+";
        };
    }

    private HttpResponse<String> create() throws IOException, InterruptedException {
        return caller.create(
                DateRange.ofDay(LocalDate.parse("2025-10-01")), ExportFormat.CSV, ExportCategory.USER_LIST);
    }
}
