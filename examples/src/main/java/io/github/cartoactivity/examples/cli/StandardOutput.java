package io.github.cartoactivity.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output whose troubles end the command at once; a {@link java.io.PrintStream} would keep them to itself. */
final class StandardOutput extends OutputStream {
    private static final Path LINUX_NAME = Path.of("/proc/self/fd/1");

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    /** Nothing more can be written. */
    static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean readerGone;

        BrokenException(IOException cause, boolean readerGone) {
            super("standard output could not be written: " + cause.getMessage(), cause);
            this.readerGone = readerGone;
        }

        /** Whether whoever reads has had enough, as {@code head} has after a few lines. */
        boolean isReaderGone() {
            return readerGone;
        }
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new BrokenException(
                    e, isPipe() || String.valueOf(e.getMessage()).contains("Broken pipe"));
        }
    }

    /** Writing to a pipe fails for one reason only; what the system calls that depends on the user's language. */
    private static boolean isPipe() {
        try {
            return Files.readSymbolicLink(LINUX_NAME).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
