package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import org.jspecify.annotations.Nullable;

/**
 * A file does not hold what an export of Activity Data holds, or not in a way that can be read. {@link #location()} says
 * where.
 *
 * <p>This class itself stands for one bad row or cell; its subclasses for trouble with a whole file. Reading the file
 * again gives the same error, downloading it again may help.
 */
public class MalformedDataException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    private final DataLocation location;

    /**
     * An error at a place.
     *
     * @param location where
     * @param problem what is wrong there, one sentence without a full stop
     * @param advice what to do, one sentence without a full stop
     * @param cause what led to it, or null
     */
    public MalformedDataException(DataLocation location, String problem, String advice, @Nullable Throwable cause) {
        super(location.describe(ErrorDetails.of(problem, advice)), cause);
        this.location = location;
    }

    /**
     * Where the trouble is.
     *
     * @return the location, as exactly as it is known
     */
    public DataLocation location() {
        return location;
    }
}
