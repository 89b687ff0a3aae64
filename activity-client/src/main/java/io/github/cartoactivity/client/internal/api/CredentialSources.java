package io.github.cartoactivity.client.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.error.CredentialsException;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where credentials may be found on a machine, and in which order. */
public final class CredentialSources {
    private static final String STANDARD_FILE = "carto_credentials.json";
    private static final int MAX_FILE_BYTES = 64 * 1024;

    private CredentialSources() {}

    public static Credentials find(Map<String, String> environment, Path workingDirectory) {
        String id = variable(environment, "CARTO_CLIENT_ID");
        String secret = variable(environment, "CARTO_CLIENT_SECRET");
        if (!id.isEmpty() || !secret.isEmpty()) {
            return client(id, secret);
        }
        String token = variable(environment, "CARTO_API_TOKEN");
        if (!token.isEmpty()) {
            return usable("CARTO_API_TOKEN", () -> Credentials.ofToken(token));
        }
        String named = variable(environment, "CARTO_CREDENTIALS_FILE");
        if (!named.isEmpty()) {
            return fromFile(usable("CARTO_CREDENTIALS_FILE", () -> Path.of(named)));
        }
        Path standard = workingDirectory.resolve(STANDARD_FILE);
        if (Files.isRegularFile(standard)) {
            return fromFile(standard);
        }
        throw new CredentialsException(ErrorDetails.of(
                "No CARTO credentials were found",
                "Set CARTO_CLIENT_ID and CARTO_CLIENT_SECRET (or CARTO_API_TOKEN), name a file in"
                        + " CARTO_CREDENTIALS_FILE, or put " + STANDARD_FILE + " into the working directory"));
    }

    public static Credentials fromFile(Path file) {
        JsonNode json = read(file);
        return Credentials.ofClient(key(json, "client_id", file), key(json, "client_secret", file));
    }

    /** What a variable holds, which no message shows. */
    private static <T> T usable(String variable, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new CredentialsException(ErrorDetails.of(
                    "The value of " + variable + " cannot be used ("
                            + e.getClass().getSimpleName() + ")",
                    "Look for blanks, line breaks and other characters that do not belong there"));
        }
    }

    private static Credentials client(String id, String secret) {
        if (id.isEmpty() || secret.isEmpty()) {
            String missing = id.isEmpty() ? "CARTO_CLIENT_ID" : "CARTO_CLIENT_SECRET";
            throw new CredentialsException(
                    ErrorDetails.of(missing + " is not set, but its counterpart is", "Set both or neither"));
        }
        return Credentials.ofClient(id, secret);
    }

    private static JsonNode read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw unusable(file, "is too large to be one");
            }
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new CredentialsException(
                    ErrorDetails.of("There is no credentials file " + file, "Check the path, or unset the variable"));
        } catch (IOException e) {
            throw unusable(file, "cannot be read as JSON (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static CredentialsException unusable(Path file, String why) {
        return new CredentialsException(ErrorDetails.of(
                "The credentials file " + file + " " + why,
                "It has to be JSON like {\"client_id\": ..., \"client_secret\": ...}"));
    }

    private static String key(@Nullable JsonNode json, String key, Path file) {
        String value = json == null ? "" : json.path(key).asText("").strip();
        if (value.isEmpty()) {
            throw unusable(file, "has no \"" + key + "\"");
        }
        return value;
    }

    private static String variable(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
