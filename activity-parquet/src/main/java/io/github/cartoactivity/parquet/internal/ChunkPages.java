package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import java.io.IOException;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** The pages of a column chunk, one after another. What a page claims is checked before anything is taken for it. */
final class ChunkPages implements AutoCloseable {
    private static final long EXPANSION_COUNTS_FROM = 64L << 20;

    /** Pages up to this size are expanded by native code in one go; of larger ones only a window is ever in memory. */
    private static final int AT_ONCE = 2 << 20;

    /** What a page holds. */
    enum Kind {
        /** The values that other pages refer to. */
        DICTIONARY,
        /** Values. */
        DATA,
        /** There are no more pages. */
        END
    }

    private final ChunkInput input;
    private final Codec codec;
    private final ReadLimits limits;
    private final PageBytes data = new PageBytes();
    private PageHeader header = new PageHeader();
    private final int repetitionBits;
    private final int definitionBits;
    private RunLengths repetitions = noLevels();
    private RunLengths definitions = noLevels();
    private Encoding encoding = Encoding.PLAIN;
    private int values;
    private boolean inPage;
    private byte[] stored = new byte[0];
    private byte[] expanded = new byte[0];

    ChunkPages(SeekableInputStream file, ColumnChunkMetaData chunk, LeafColumn leaf, ReadLimits limits) {
        this.input = new ChunkInput(file, chunk.getStartingPos(), chunk.getTotalSize());
        this.codec = Codec.of(chunk.getCodec());
        this.limits = limits;
        this.repetitionBits = bitsFor(leaf.maxRepetition());
        this.definitionBits = bitsFor(leaf.maxDefinition());
    }

    /** Goes to the next page, past those that hold neither values nor a dictionary. Only its header is read. */
    Kind next() throws IOException {
        leave();
        while (input.remaining() > 0) {
            header = Util.readPageHeader(input);
            check(header);
            input.openPage(header.getCompressed_page_size());
            inPage = true;
            switch (header.getType()) {
                case DICTIONARY_PAGE -> {
                    describe(header.getDictionary_page_header());
                    return Kind.DICTIONARY;
                }
                case DATA_PAGE -> {
                    describe(header.getData_page_header());
                    return Kind.DATA;
                }
                case DATA_PAGE_V2 -> {
                    describe(header.getData_page_header_v2());
                    return Kind.DATA;
                }
                default -> leave();
            }
        }
        return Kind.END;
    }

    /** Makes the page's levels and values readable. */
    void open() throws IOException {
        if (header.isSetCrc() && input.checksum() != header.getCrc()) {
            throw PageFault.damaged("The checksum of a page does not match its bytes");
        }
        switch (header.getType()) {
            case DATA_PAGE -> openData(header.getData_page_header());
            case DATA_PAGE_V2 -> openDataV2(header.getData_page_header_v2());
            default -> openValues(codec, header.getUncompressed_page_size());
        }
    }

    private void leave() throws IOException {
        if (inPage) {
            data.close();
            input.closePage();
            inPage = false;
        }
    }

    private void check(PageHeader header) {
        long stored = header.getCompressed_page_size();
        long size = header.getUncompressed_page_size();
        if (header.getType() == null || stored < 0 || size < 0 || stored > input.remaining()) {
            throw PageFault.damaged(
                    "A page claims " + stored + " stored bytes where " + input.remaining() + " are left");
        }
        checkSize(size, stored);
    }

    private void checkSize(long size, long stored) {
        if (size > limits.maxPageBytes()) {
            throw PageFault.limit("A page claims " + size + " bytes, more than " + limits.maxPageBytes());
        }
        if (size > EXPANSION_COUNTS_FROM && size / limits.maxExpansion() > stored) {
            throw PageFault.limit(
                    "A page claims to be more than " + limits.maxExpansion() + " times larger than it is stored");
        }
    }

    private void describe(@Nullable DictionaryPageHeader page) {
        if (page == null) {
            throw PageFault.damaged("The header of a dictionary does not describe it");
        }
        describe(page.getNum_values(), page.getEncoding());
    }

    private void describe(@Nullable DataPageHeader page) {
        if (page == null) {
            throw PageFault.damaged("The header of a page does not describe it");
        }
        describe(page.getNum_values(), page.getEncoding());
    }

    private void describe(@Nullable DataPageHeaderV2 page) {
        if (page == null) {
            throw PageFault.damaged("The header of a page does not describe it");
        }
        describe(page.getNum_values(), page.getEncoding());
    }

    private void describe(int pageValues, @Nullable Encoding pageEncoding) {
        if (pageEncoding == null || pageValues < 0) {
            throw PageFault.damaged("The header of a page names no encoding, or a negative number of values");
        }
        if (pageEncoding == Encoding.DELTA_LENGTH_BYTE_ARRAY || pageEncoding == Encoding.DELTA_BYTE_ARRAY) {
            // All lengths are in memory before the first value is.
            checkSize((long) pageValues * Long.BYTES, header.getCompressed_page_size());
        }
        values = pageValues;
        encoding = pageEncoding;
    }

    private void openData(DataPageHeader page) throws IOException {
        openValues(codec, header.getUncompressed_page_size());
        repetitions = levels(repetitionBits, page.getRepetition_level_encoding());
        definitions = levels(definitionBits, page.getDefinition_level_encoding());
    }

    private void openDataV2(DataPageHeaderV2 page) throws IOException {
        int repetitionLength = page.getRepetition_levels_byte_length();
        int definitionLength = page.getDefinition_levels_byte_length();
        repetitions = new RunLengths(stored(repetitionLength), repetitionBits);
        definitions = new RunLengths(stored(definitionLength), definitionBits);
        boolean compressed = !page.isSetIs_compressed() || page.isIs_compressed();
        int size = header.getUncompressed_page_size() - repetitionLength - definitionLength;
        openValues(compressed && input.remaining() > 0 ? codec : Codec.UNCOMPRESSED, Math.max(size, 0));
    }

    /** Levels that stand uncompressed before the values. */
    private PageBytes stored(int length) throws IOException {
        if (length < 0 || length > input.remaining()) {
            throw PageFault.damaged("The levels of a page are longer than the page");
        }
        return new PageBytes(input.readNBytes(length));
    }

    /** Levels that stand among the values, after their length. */
    private RunLengths levels(int bits, Encoding levelEncoding) {
        if (bits == 0) {
            return noLevels();
        }
        if (levelEncoding != Encoding.RLE) {
            throw PageFault.unsupported("The levels of a page are written as " + levelEncoding);
        }
        return new RunLengths(new PageBytes(data.take(data.readInt())), bits);
    }

    private void openValues(Codec pageCodec, int size) throws IOException {
        if (pageCodec.expandsAtOnce() && Math.max(size, input.remaining()) <= AT_ONCE) {
            openAtOnce(pageCodec, size);
            return;
        }
        long start = input.position();
        data.open(
                () -> {
                    input.seek(start);
                    return pageCodec.open(input, size);
                },
                size);
    }

    private void openAtOnce(Codec pageCodec, int size) throws IOException {
        int length = (int) input.remaining();
        stored = stored.length < length ? new byte[length] : stored;
        expanded = expanded.length < size ? new byte[size] : expanded;
        if (input.readNBytes(stored, 0, length) < length) {
            throw PageFault.damaged("The file ends within a page");
        }
        pageCodec.expand(stored, length, expanded, size);
        data.openWhole(expanded, size);
    }

    private static RunLengths noLevels() {
        return new RunLengths(new PageBytes(new byte[0]), 0);
    }

    private static int bitsFor(int maxLevel) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(maxLevel);
    }

    /** How many values the page has, absent ones included. */
    int values() {
        return values;
    }

    Encoding encoding() {
        return encoding;
    }

    RunLengths repetitions() {
        return repetitions;
    }

    RunLengths definitions() {
        return definitions;
    }

    /** The values, behind the levels. */
    PageBytes data() {
        return data;
    }

    @Override
    public void close() throws IOException {
        data.close();
    }
}
