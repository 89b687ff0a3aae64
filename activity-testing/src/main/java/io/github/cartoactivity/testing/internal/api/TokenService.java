package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.testing.TokenFault;
import io.github.cartoactivity.testing.internal.faults.Faults;
import io.github.cartoactivity.testing.internal.http.Request;
import io.github.cartoactivity.testing.internal.http.Response;
import io.github.cartoactivity.testing.internal.text.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /oauth/token}: client credentials in, bearer token out. */
final class TokenService implements Service {
    private static final String AUDIENCE = "carto-cloud-native-api";
    private static final long TWO_TO_THE_40 = 1L << 40;

    private final Tokens tokens;
    private final Access access;
    private final String clientId;
    private final String clientSecret;

    TokenService(Tokens tokens, Access access, String clientId, String clientSecret) {
        this.tokens = tokens;
        this.access = access;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    @Override
    public Response answer(Request request, Faults faults) {
        Optional<Response> refusal = refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("access_token", tokens.issue());
        token.put("scope", "read:activity-data");
        token.put("expires_in", tokens.lifetime().toSeconds());
        token.put("token_type", "Bearer");
        return faults.first(TokenFault.OddAnswer.class)
                .map(odd -> odd(token, odd.quirk()))
                .orElseGet(() -> Answers.json(200, token));
    }

    private Optional<Response> refusal(Request request) {
        String type = request.headers().first("Content-Type").orElse("");
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return Optional.of(Answers.oauthError(400, "invalid_request", "The body has to be a form"));
        }
        Map<String, String> form = Request.formFields(request.body());
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return Optional.of(Answers.oauthError(403, "unsupported_grant_type", "Unsupported grant type"));
        }
        if (!clientId.equals(form.get("client_id")) || !clientSecret.equals(form.get("client_secret"))) {
            return Optional.of(Answers.oauthError(401, "access_denied", "Unauthorized"));
        }
        if (!AUDIENCE.equals(form.get("audience"))) {
            return Optional.of(Answers.oauthError(403, "access_denied", "Service not enabled within domain"));
        }
        if (!access.allowsClientCredentials()) {
            return Optional.of(Answers.oauthError(403, "access_denied", "Machine-to-machine is not available"));
        }
        return Optional.empty();
    }

    private static Response odd(Map<String, Object> token, TokenFault.Quirk quirk) {
        switch (quirk) {
            case EXPIRY_MISSING -> token.remove("expires_in");
            case EXPIRY_ZERO -> token.put("expires_in", 0);
            case EXPIRY_NEGATIVE -> token.put("expires_in", -1);
            case EXPIRY_TEXT -> token.put("expires_in", "tomorrow");
            case EXPIRY_HUGE -> token.put("expires_in", TWO_TO_THE_40);
            case WRONG_TYPE -> token.put("token_type", "MAC");
            case LINE_BREAK_IN_TOKEN -> token.compute("access_token", (k, value) -> value + "\r\nX-Injected: yes");
            case EMPTY_TOKEN -> token.put("access_token", "");
            case NO_TOKEN -> token.remove("access_token");
            case NOT_AN_OBJECT -> {
                return Answers.json(200, List.of(token));
            }
            case CUT_JSON -> {
                return Answers.jsonText(200, Json.text(token).substring(0, "{'access_token':'12345678".length()));
            }
        }
        return Answers.json(200, token);
    }
}
