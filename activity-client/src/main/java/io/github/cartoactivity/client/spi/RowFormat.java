package io.github.cartoactivity.client.spi;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;

/**
 * A file format that rows can be read from. Implementations are found by {@link java.util.ServiceLoader}, need a public
 * constructor without parameters, and may be used from several threads at once.
 */
public interface RowFormat {

    /**
     * The format that this reads.
     *
     * @return the format
     */
    ExportFormat format();

    /**
     * Opens a file and reads what describes it, no rows yet.
     *
     * @param file the file
     * @param limits what the file may ask for
     * @return the open file, to be closed by the caller
     * @throws io.github.cartoactivity.client.error.MalformedDataException if this is no sound file of the format
     * @throws io.github.cartoactivity.client.error.UnreadableFileException if it cannot be read
     */
    RowFile open(Path file, ReadLimits limits);
}
