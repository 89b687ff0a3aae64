package io.github.cartoactivity.client.internal.http;

import io.github.cartoactivity.model.CartoActivityException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One attempt has failed: the error to report should it be the last one, and whether another attempt may help. */
public final class AttemptFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether sending the request again may help, and can do no harm. */
    public enum Again {
        /** It will fail the same way. */
        USELESS,
        /** The server did not act on it. */
        HARMLESS,
        /** The server may have acted on it; harmless only for requests that can be repeated. */
        OUTCOME_UNKNOWN
    }

    private final CartoActivityException error;
    private final Again again;
    private final boolean throttled;
    private final transient @Nullable Duration retryAfter;

    public AttemptFailure(CartoActivityException error, Again again, boolean throttled, @Nullable Duration retryAfter) {
        super(error.getMessage(), error, false, false);
        this.error = error;
        this.again = again;
        this.throttled = throttled;
        this.retryAfter = retryAfter;
    }

    public static AttemptFailure useless(CartoActivityException error) {
        return new AttemptFailure(error, Again.USELESS, false, null);
    }

    public static AttemptFailure harmless(CartoActivityException error) {
        return new AttemptFailure(error, Again.HARMLESS, false, null);
    }

    public CartoActivityException error() {
        return error;
    }

    public Again again() {
        return again;
    }

    public boolean throttled() {
        return throttled;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
