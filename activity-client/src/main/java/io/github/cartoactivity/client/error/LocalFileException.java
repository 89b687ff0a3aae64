package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/** The local disk refused: the directory cannot be written, a name is not safe, or there is no room. */
public class LocalFileException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with everything that is known about it.
     *
     * @param details problem, advice, circumstances
     * @param cause what led to it, or null
     */
    public LocalFileException(ErrorDetails details, @Nullable Throwable cause) {
        super(details, cause);
    }
}
