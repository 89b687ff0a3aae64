package io.github.cartoactivity.duckdb;

import java.util.List;

/**
 * What a look at every bit of an archive has found.
 *
 * @param files how many files were read
 * @param bytes how many bytes they have
 * @param problems what is wrong, empty where all is well
 */
public record ArchiveCheck(int files, long bytes, List<ArchiveProblem> problems) {

    /** Copies the list. */
    public ArchiveCheck {
        problems = List.copyOf(problems);
    }

    /**
     * Whether all is well.
     *
     * @return true if there is no problem
     */
    public boolean isSound() {
        return problems.isEmpty();
    }
}
