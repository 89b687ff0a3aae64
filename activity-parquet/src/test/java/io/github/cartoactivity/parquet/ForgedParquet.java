package io.github.cartoactivity.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * A file with one column, {@code group_id}, whose pages and footer say what a test wants them to say.
 */
final class ForgedParquet {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private final CompressionCodec codec;
    private final long rows;
    private FieldRepetitionType repetition = FieldRepetitionType.REQUIRED;

    ForgedParquet(CompressionCodec codec, long rows) {
        this.codec = codec;
        this.rows = rows;
    }

    ForgedParquet repetition(FieldRepetitionType wanted) {
        repetition = wanted;
        return this;
    }

    ForgedParquet page(int values, Encoding encoding, int size, byte... stored) throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, stored.length);
        header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
        return page(header, stored);
    }

    ForgedParquet pageV2(int values, int repetitionBytes, int definitionBytes, int size, byte... stored)
            throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, size, stored.length);
        header.setData_page_header_v2(
                new DataPageHeaderV2(values, 0, values, Encoding.PLAIN, definitionBytes, repetitionBytes));
        return page(header, stored);
    }

    ForgedParquet dictionary(int values, byte... stored) throws IOException {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, stored.length, stored.length);
        header.setDictionary_page_header(new DictionaryPageHeader(values, Encoding.PLAIN));
        return page(header, stored);
    }

    ForgedParquet page(PageHeader header, byte... stored) throws IOException {
        Util.writePageHeader(header, pages);
        pages.write(stored);
        return this;
    }

    Path write(Path file) throws IOException {
        return write(file, 4, pages.size());
    }

    Path write(Path file, long start, long length) throws IOException {
        SchemaElement root = new SchemaElement("rows");
        root.setNum_children(1);
        SchemaElement column = new SchemaElement("group_id");
        column.setType(Type.BYTE_ARRAY);
        column.setRepetition_type(repetition);
        ColumnMetaData data = new ColumnMetaData(
                Type.BYTE_ARRAY,
                List.of(Encoding.PLAIN),
                List.of("group_id"),
                codec,
                rows,
                pages.size(),
                length,
                start);
        ColumnChunk chunk = new ColumnChunk(start);
        chunk.setMeta_data(data);
        RowGroup group = new RowGroup(List.of(chunk), pages.size(), rows);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(new FileMetaData(1, List.of(root, column), rows, List.of(group)), footer);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(MAGIC);
        all.write(pages.toByteArray());
        all.write(footer.toByteArray());
        all.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        all.write(MAGIC);
        return Files.write(file, all.toByteArray());
    }
}
