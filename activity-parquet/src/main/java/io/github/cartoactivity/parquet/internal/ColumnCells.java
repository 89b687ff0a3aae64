package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column of one row group, some at a time. A cell is null, a value, or the {@code BadRowException} that
 * says what is wrong with it.
 */
final class ColumnCells implements AutoCloseable {
    /** The most cells that are read at a time. */
    static final int BATCH = 512;

    private final LeafColumn leaf;
    private final CellConverter converter;
    private final ChunkPages pages;
    private final int[] levels = new int[BATCH];
    private Object @Nullable [] dictionary;
    private @Nullable ValueDecoder decoder;
    private int leftInPage;

    ColumnCells(SeekableInputStream file, ColumnChunkMetaData chunk, LeafColumn leaf, ReadLimits limits) {
        this.leaf = leaf;
        this.converter = leaf.converter(limits).orElseThrow();
        this.pages = new ChunkPages(file, chunk, leaf, limits);
    }

    /**
     * Reads cells, up to the end of a page.
     *
     * @param cells where they go
     * @param repetitions where their repetition levels go; left alone where nothing repeats
     * @param from the place of the first in both
     * @param most how many at most, no more than {@link #BATCH}
     * @return how many were read; 0 after the last one
     */
    int read(@Nullable Object[] cells, int[] repetitions, int from, int most) throws IOException {
        if (leftInPage == 0 && !nextPage()) {
            return 0;
        }
        ValueDecoder values = decoder == null ? openPage() : decoder;
        int count = Math.min(most, leftInPage);
        if (leaf.isList()) {
            pages.repetitions().read(repetitions, from, count);
        }
        int present = readLevels(count);
        values.read(cells, from, present);
        if (present < count) {
            spread(cells, from, count, present);
        }
        leftInPage -= count;
        return count;
    }

    /**
     * Leaves out cells of a column where nothing repeats. Pages that are left out whole are not even expanded.
     *
     * @param cells room to read some of them in vain
     */
    void skip(@Nullable Object[] cells, long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (leftInPage == 0 && !nextPage()) {
                return;
            }
            if (decoder == null && left >= leftInPage) {
                left -= leftInPage;
                leftInPage = 0;
            } else {
                left -= read(cells, levels, 0, (int) Math.min(left, BATCH));
            }
        }
    }

    /** Reads definition levels and counts the values that are there. */
    private int readLevels(int count) {
        if (leaf.maxDefinition() == 0) {
            return count;
        }
        pages.definitions().read(levels, 0, count);
        int present = 0;
        for (int i = 0; i < count; i++) {
            present += levels[i] == leaf.maxDefinition() ? 1 : 0;
        }
        return present;
    }

    /** Moves cells, which were read side by side, to where they belong, from the last to the first. */
    private void spread(@Nullable Object[] cells, int from, int count, int present) {
        int source = from + present;
        for (int i = count - 1; i >= 0; i--) {
            cells[from + i] = levels[i] == leaf.maxDefinition() ? cells[--source] : null;
        }
    }

    /** Goes to the next page that has values, without opening it; false after the last one. */
    private boolean nextPage() throws IOException {
        decoder = null;
        while (leftInPage == 0) {
            switch (pages.next()) {
                case DICTIONARY -> {
                    pages.open();
                    dictionary = readDictionary();
                }
                case DATA -> leftInPage = pages.values();
                case END -> {
                    return false;
                }
            }
        }
        return true;
    }

    private ValueDecoder openPage() throws IOException {
        pages.open();
        ValueDecoder opened =
                ValueDecoder.of(pages.encoding(), pages.data(), pages.values(), leaf.type(), converter, dictionary);
        decoder = opened;
        return opened;
    }

    /** Makes a cell of each value once; grows with the values there are, not with what is claimed. */
    private Object[] readDictionary() {
        if (pages.encoding() != Encoding.PLAIN && pages.encoding() != Encoding.PLAIN_DICTIONARY) {
            throw PageFault.unsupported("A dictionary is written as " + pages.encoding());
        }
        int total = pages.values();
        ValueDecoder values = ValueDecoder.of(Encoding.PLAIN, pages.data(), total, leaf.type(), converter, null);
        Object[] cells = new Object[Math.min(total, BATCH)];
        for (int done = 0; done < total; ) {
            int now = Math.min(total - done, BATCH);
            if (done + now > cells.length) {
                cells = Arrays.copyOf(cells, Math.max(done + now, Math.min(total, cells.length * 2)));
            }
            values.read(cells, done, now);
            done += now;
        }
        return cells;
    }

    @Override
    public void close() throws IOException {
        pages.close();
    }
}
