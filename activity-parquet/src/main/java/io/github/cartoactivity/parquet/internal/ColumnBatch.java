package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.spi.BadRowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** The cells of one column for some rows in sequence, one cell for each row, lists put together. */
final class ColumnBatch implements AutoCloseable {
    private static final int ELEMENT_COST = 16;

    private final LeafColumn leaf;
    private final ReadLimits limits;
    private final ColumnCells column;
    private final @Nullable Object[] cells = new Object[ColumnCells.BATCH];
    private final @Nullable Object[] elements;
    private final int[] repetitions;
    private int element;
    private int elementCount;

    ColumnBatch(SeekableInputStream file, ColumnChunkMetaData chunk, LeafColumn leaf, ReadLimits limits) {
        this.leaf = leaf;
        this.limits = limits;
        this.column = new ColumnCells(file, chunk, leaf, limits);
        int listBuffer = leaf.isList() ? ColumnCells.BATCH : 0;
        this.elements = new Object[listBuffer];
        this.repetitions = new int[listBuffer];
    }

    String name() {
        return leaf.wanted().name();
    }

    /** Leaves out the cells of the next rows; for columns that are no lists. */
    void skip(long rows) throws IOException {
        column.skip(cells, rows);
    }

    /** Reads the cells of the next rows. */
    void read(int rows) throws IOException {
        if (leaf.isList()) {
            for (int i = 0; i < rows; i++) {
                cells[i] = readList();
            }
            return;
        }
        int done = 0;
        while (done < rows) {
            int count = column.read(cells, repetitions, done, rows - done);
            if (count == 0) {
                throw tooFew();
            }
            done += count;
        }
    }

    /** The cell of a row that was read. */
    @Nullable
    Object cell(int row) {
        Object cell = cells[row];
        if (cell instanceof BadRowException bad) {
            throw bad;
        }
        return cell;
    }

    private Object readList() throws IOException {
        if (!hasElement()) {
            throw tooFew();
        }
        List<String> list = new ArrayList<>();
        Object bad = null;
        long cost = 0;
        do {
            Object next = elements[element++];
            if (next instanceof String text) {
                list.add(text);
                cost += text.length() + ELEMENT_COST;
                checkCost(cost);
            } else if (next != null) {
                bad = next;
            }
        } while (hasElement() && repetitions[element] > 0);
        return bad == null ? List.copyOf(list) : bad;
    }

    private boolean hasElement() throws IOException {
        if (element == elementCount) {
            element = 0;
            elementCount = column.read(elements, repetitions, 0, ColumnCells.BATCH);
        }
        return element < elementCount;
    }

    private void checkCost(long cost) {
        if (cost > limits.maxCellBytes()) {
            throw PageFault.limit("A list has more than " + limits.maxCellBytes() + " bytes");
        }
    }

    private static PageFault tooFew() {
        return PageFault.damaged("The pages end before the rows of the row group do");
    }

    @Override
    public void close() throws IOException {
        column.close();
    }
}
