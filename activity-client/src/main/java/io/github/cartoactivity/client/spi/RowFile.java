package io.github.cartoactivity.client.spi;

import java.util.List;

/**
 * An open file of rows. It is made of parts in a fixed order, which can be read by different threads at the same time.
 */
public interface RowFile extends AutoCloseable {

    /**
     * The names of all columns, as they stand in the file.
     *
     * @return the names, in the order of the file
     */
    List<String> columns();

    /**
     * Checks that columns can be read as what they should be. May be called from one thread at a time.
     *
     * @param wanted columns of this file
     * @throws io.github.cartoactivity.client.error.SchemaConflictException if one of them has another type
     */
    void check(List<WantedColumn> wanted);

    /**
     * How many parts there are.
     *
     * @return 0 or more
     */
    int parts();

    /**
     * Cuts a part into ranges that are worth being read by different threads. Who reads on one thread reads parts whole.
     *
     * @param part the part, from 0
     * @return ranges that follow each other and together are the part
     */
    default List<RowRange> ranges(int part) {
        return List.of(RowRange.whole(part));
    }

    /**
     * Begins to read a range of rows. May be called from any thread, also while other cursors are in use.
     *
     * @param range a whole part, or one of its {@link #ranges}
     * @param wanted the columns to read; cells are asked for by their place in this list
     * @return a cursor before the first row, to be closed by the caller
     */
    RowCursor rows(RowRange range, List<WantedColumn> wanted);

    /** Lets go of the file. Cursors must be closed before. */
    @Override
    void close();
}
