package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.error.CorruptFileException;
import io.github.cartoactivity.client.error.DataLimitException;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.MalformedDataException;
import io.github.cartoactivity.client.error.UnreadableFileException;
import io.github.cartoactivity.client.error.UnsupportedDataException;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.model.CartoActivityException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;

/**
 * Turns whatever a damaged file leads to into this library's errors. The Parquet libraries report one by any {@link
 * RuntimeException}, by an {@link IOException}, sometimes by an {@link Error}.
 */
final class ParquetFailures {
    private static final String DOWNLOAD_AGAIN = "Download the file again";

    private ParquetFailures() {}

    static <T> T typed(DataLocation location, Callable<T> action) {
        try {
            return action.call();
        } catch (CartoActivityException | BadRowException e) {
            throw e;
        } catch (PageFault e) {
            throw of(location, e);
        } catch (IOException e) {
            throw ofIo(location, e);
        } catch (OutOfMemoryError e) {
            throw new DataLimitException(
                    location, "There is not enough memory for this file", "Give the program more memory", e);
        } catch (LinkageError e) {
            throw new UnsupportedDataException(
                    location,
                    "A part of the Parquet reader could not be loaded: " + e.getMessage(),
                    "Check that all dependencies of activity-parquet are on the path, and that the directory of"
                            + " -Djava.io.tmpdir allows native libraries",
                    e);
        } catch (ParquetCryptoRuntimeException e) {
            throw new UnsupportedDataException(location, "The file is encrypted", "Export it without encryption", e);
        } catch (Exception | StackOverflowError e) {
            throw corrupt(location, "The Parquet file is damaged", e);
        }
    }

    static MalformedDataException of(DataLocation location, PageFault fault) {
        return switch (fault.kind()) {
            case DAMAGED -> corrupt(location, fault.reason(), fault.getCause() == null ? fault : fault.getCause());
            case LIMIT ->
                new DataLimitException(
                        location,
                        fault.reason(),
                        "If the file is known to be good, raise its limit in ReadLimits",
                        null);
            case UNSUPPORTED ->
                new UnsupportedDataException(
                        location, fault.reason(), "Write the file in another way, or export CSV", null);
        };
    }

    private static RuntimeException ofIo(DataLocation location, IOException e) {
        if (e instanceof NoSuchFileException || e instanceof java.io.FileNotFoundException) {
            return new UnreadableFileException(Path.of(location.file()), "There is no such file", e);
        }
        // The libraries use plain IOExceptions for what is wrong with the data.
        return e.getClass() == IOException.class || e instanceof EOFException || e instanceof ZipException
                ? corrupt(location, "The Parquet file is damaged", e)
                : new UnreadableFileException(Path.of(location.file()), "The file could not be read", e);
    }

    private static CorruptFileException corrupt(DataLocation location, String reason, Throwable cause) {
        return new CorruptFileException(location, reason, DOWNLOAD_AGAIN, cause);
    }
}
