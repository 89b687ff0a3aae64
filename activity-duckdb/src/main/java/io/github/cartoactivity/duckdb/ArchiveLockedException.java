package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ErrorDetails;
import java.nio.file.Path;

/** Somebody else is writing the archive: another process, or another thread of this one. Readers are never locked out. */
public final class ArchiveLockedException extends ArchiveException {
    private static final long serialVersionUID = 1L;

    private final long pid;
    private final String host;

    /**
     * An error that says who holds the lock.
     *
     * @param archive the archive
     * @param pid the process that writes, or 0 where that is not known
     * @param host the machine it runs on, or an empty text where that is not known
     */
    public ArchiveLockedException(Path archive, long pid, String host) {
        super(
                ErrorDetails.of("The archive is being written by another sync", "Wait until it has ended")
                        .with("archive", archive)
                        .with("pid", pid)
                        .with("host", host)
                        .asRetryable(),
                null);
        this.pid = pid;
        this.host = host;
    }

    /**
     * The process that writes.
     *
     * @return its id, or 0 where that is not known
     */
    public long pid() {
        return pid;
    }

    /**
     * The machine on which it runs.
     *
     * @return the machine's name, or an empty text where that is not known
     */
    public String host() {
        return host;
    }
}
