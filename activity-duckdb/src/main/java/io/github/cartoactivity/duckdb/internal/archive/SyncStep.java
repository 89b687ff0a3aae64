package io.github.cartoactivity.duckdb.internal.archive;

/** The moments of a sync between which a process may end; tests end it at each of them. */
public enum SyncStep {
    /** The archive is locked; nothing was changed. */
    LOCKED,
    /** What an earlier run has left is gone. */
    CLEANED,
    /** The files of a job are here. */
    DOWNLOADED,
    /** A table of a job is read. */
    STAGED,
    /** A day's file is written, under a name that nobody reads. */
    WRITTEN,
    /** It has its checksum. */
    SEALED,
    /** It is on the disk. */
    FLUSHED,
    /** The directory of the day is there, still empty where the day is new. */
    DIRECTORY_MADE,
    /** The day has its name. */
    RENAMED,
    /** The name is on the disk. */
    PUBLISHED,
    /** All days of a job are there, its downloads not yet removed. */
    JOB_DONE,
    /** Everything is done, the lock still held. */
    DONE;

    /** Hears of the steps; may end the process. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A step was taken.
         *
         * @param step which one
         */
        void at(SyncStep step);
    }
}
