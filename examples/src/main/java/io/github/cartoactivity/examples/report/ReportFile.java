package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Puts a page on the disk: whole under its name or not at all, and readable by its owner only, as it names people. */
public final class ReportFile {
    private ReportFile() {}

    /**
     * Writes a page.
     *
     * @param page the page
     * @param target the file; one of that name is replaced
     * @throws IOException if it cannot be written
     */
    public static void write(String page, Path target) throws IOException {
        Path file = target.toAbsolutePath();
        Path part = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID() + ".part");
        try {
            PrivateFiles.writePrivate(part, page.getBytes(StandardCharsets.UTF_8));
            PrivateFiles.syncFile(part);
            PrivateFiles.publish(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
