package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.spi.RowRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Cuts a row group where pages of its largest column begin, as the column's offset index tells. Nothing depends on the
 * index being right: a cut elsewhere costs time, and a group without a usable index is not cut.
 */
final class PageRanges {
    private static final int LONGEST_INDEX = 4 << 20;
    private static final int ENOUGH_ROWS = 16_384;
    private static final long ENOUGH_BYTES = 4 << 20;

    private PageRanges() {}

    static List<RowRange> of(InputFile file, BlockMetaData rowGroup, int part) {
        IndexReference index = rowGroup.getColumns().stream()
                .max(Comparator.comparingLong(ColumnChunkMetaData::getTotalSize))
                .map(ColumnChunkMetaData::getOffsetIndexReference)
                .orElse(null);
        if (index == null || index.getLength() > LONGEST_INDEX || rowGroup.getRowCount() < 2 * ENOUGH_ROWS) {
            return List.of(RowRange.whole(part));
        }
        try (SeekableInputStream in = file.newStream()) {
            in.seek(index.getOffset());
            byte[] bytes = in.readNBytes(index.getLength());
            return cut(Util.readOffsetIndex(new ByteArrayInputStream(bytes)), rowGroup.getRowCount(), part);
        } catch (IOException | RuntimeException e) {
            return List.of(RowRange.whole(part));
        }
    }

    private static List<RowRange> cut(OffsetIndex index, long rows, int part) {
        List<RowRange> ranges = new ArrayList<>();
        long from = 0;
        long bytes = 0;
        for (PageLocation page : index.getPage_locations()) {
            long row = page.getFirst_row_index();
            if (row < rows && (row - from >= ENOUGH_ROWS || (row > from && bytes >= ENOUGH_BYTES))) {
                ranges.add(new RowRange(part, from, row));
                from = row;
                bytes = 0;
            }
            bytes += page.getCompressed_page_size();
        }
        ranges.add(new RowRange(part, from, Long.MAX_VALUE));
        return ranges;
    }
}
