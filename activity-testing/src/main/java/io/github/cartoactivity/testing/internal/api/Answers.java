package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.testing.internal.http.Body;
import io.github.cartoactivity.testing.internal.http.Response;
import io.github.cartoactivity.testing.internal.text.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** The usual answers of CARTO and of the storage service. */
final class Answers {
    private Answers() {}

    static Response json(int status, Object body) {
        return jsonText(status, Json.text(body));
    }

    static Response jsonText(int status, String body) {
        return Response.of(status, "application/json; charset=utf-8", Body.of(body));
    }

    /** An error as the accounts API words it. */
    static Response error(int status, String problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", problem);
        body.put("status", status);
        return json(status, body);
    }

    /** An error as the token endpoint words it. */
    static Response oauthError(int status, String code, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("error_description", description);
        return json(status, body);
    }

    /** An error as the storage service words it. */
    static Response storageError(int status, String code, String message) {
        return Response.of(
                status,
                "application/xml; charset=UTF-8",
                Body.of("<?xml version='1.0' encoding='UTF-8'?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>"));
    }
}
