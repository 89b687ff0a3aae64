package io.github.cartoactivity.client.internal.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** In the place of an exception whose text may not be shown as it is: its kind, its trace, and what of its text may. */
final class CleanedException extends IOException {
    private static final long serialVersionUID = 1L;

    CleanedException(Throwable original, @Nullable String text, @Nullable Throwable cause) {
        super(original.getClass().getName() + (text == null ? "" : ": " + text), cause);
        setStackTrace(original.getStackTrace());
    }
}
