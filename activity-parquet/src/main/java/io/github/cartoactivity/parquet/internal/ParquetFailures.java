package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.error.CorruptFileException;
import io.github.cartoactivity.client.error.DataLimitException;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.UnreadableFileException;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.model.CartoActivityException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Turns what the Parquet libraries throw into this library's errors. They report a damaged file by any {@link
 * RuntimeException}, sometimes by an {@link Error}.
 */
final class ParquetFailures {
    private static final String DOWNLOAD_AGAIN = "Download the file again";

    private ParquetFailures() {}

    static <T> T typed(DataLocation location, Callable<T> action) {
        try {
            return action.call();
        } catch (CartoActivityException | BadRowException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new DataLimitException(
                    location, "There is not enough memory for this file", "Give the program more memory", e);
        } catch (StackOverflowError e) {
            throw corrupt(location, e);
        } catch (IOException e) {
            throw isAboutData(e)
                    ? corrupt(location, e)
                    : new UnreadableFileException(Path.of(location.file()), "The file could not be read", e);
        } catch (Exception e) {
            throw e instanceof RuntimeException wrapper && wrapper.getCause() instanceof CartoActivityException typed
                    ? typed
                    : corrupt(location, e);
        }
    }

    /** An I/O error of the libraries that is not one of the disk. */
    private static boolean isAboutData(IOException e) {
        return e instanceof java.io.EOFException
                || e.getClass() == IOException.class
                || e instanceof java.util.zip.ZipException;
    }

    private static CorruptFileException corrupt(DataLocation location, Throwable cause) {
        String reason = cause instanceof ParquetDecodingException && cause.getMessage() != null
                ? ": " + cause.getMessage()
                : "";
        return new CorruptFileException(location, "The Parquet file is damaged" + reason, DOWNLOAD_AGAIN, cause);
    }
}
