package io.github.cartoactivity.client.error;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The part of an error answer that helps to understand it.
 *
 * @param statusCode the HTTP status
 * @param requestId the server's id of the request; null where it gave none
 * @param retryAfter how long the server asked to wait; null where it did not ask
 */
public record ServiceAnswer(
        int statusCode,
        @Nullable String requestId,
        @Nullable Duration retryAfter) implements Serializable {}
