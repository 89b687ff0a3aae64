package io.github.cartoactivity.duckdb;

import java.nio.file.Path;

/**
 * Something in an archive that is not as it should be.
 *
 * @param kind what it is
 * @param file where, or where it should be
 */
public record ArchiveProblem(Kind kind, Path file) {

    /** What can be wrong. */
    public enum Kind {
        /**
         * A file is not as it was written, be it by one bit. A sync with {@link DamageCheck#CHECKSUMS} fetches it again. A
         * file of users or groups is put aside by that under the name {@code .data.parquet.damaged}, because CARTO does not
         * give what was then; {@link ActivityArchive#prune(java.time.LocalDate)} removes it.
         */
        DAMAGED,
        /** A day that has data before and after it, or in the other table, has none. A sync fetches it. */
        MISSING,
        /** Something lies in the archive that no sync has put there. It is not read. */
        FOREIGN
    }
}
