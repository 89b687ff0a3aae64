package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.SchemaConflictException;
import io.github.cartoactivity.client.spi.ListText;
import io.github.cartoactivity.client.spi.WantedColumn;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The cells of one column of one row group, walked row by row. */
final class ColumnCells {
    private final ColumnReader reader;
    private final ValueKind kind;
    private final int fullLevel;
    private final boolean repeated;
    private final List<String> list = new ArrayList<>();
    private boolean begun;

    ColumnCells(ColumnReader reader, ValueKind kind) {
        this.reader = reader;
        this.kind = kind;
        this.fullLevel = reader.getDescriptor().getMaxDefinitionLevel();
        this.repeated = reader.getDescriptor().getMaxRepetitionLevel() > 0;
    }

    /** The only leaf of a wanted column. */
    static ColumnDescriptor leaf(Path file, MessageType schema, WantedColumn column) {
        Type field = schema.getType(column.index());
        List<ColumnDescriptor> leaves = schema.getColumns().stream()
                .filter(leaf -> leaf.getPath()[0].equals(field.getName()))
                .toList();
        if (leaves.size() != 1) {
            throw conflict(file, column, field);
        }
        return leaves.get(0);
    }

    static ValueKind check(Path file, MessageType schema, WantedColumn column) {
        ColumnDescriptor leaf = leaf(file, schema, column);
        int repetition = leaf.getMaxRepetitionLevel();
        return ValueKind.of(leaf.getPrimitiveType(), column.kind(), repetition)
                .orElseThrow(() -> conflict(file, column, schema.getType(column.index())));
    }

    private static SchemaConflictException conflict(Path file, WantedColumn column, Type type) {
        return new SchemaConflictException(
                DataLocation.of(file).inColumn(column.name()),
                "The column is '" + type.toString().replaceAll("\\s+", " ") + "', which cannot be read as "
                        + column.kind(),
                "Cast the column when the file is written",
                null);
    }

    /** Goes to the next row. */
    void next() {
        if (repeated) {
            nextList();
        } else {
            if (begun) {
                reader.consume();
            }
            begun = true;
        }
    }

    private void nextList() {
        list.clear();
        do {
            if (isPresent()) {
                list.add(kind.text(reader));
            }
            reader.consume();
        } while (reader.getCurrentRepetitionLevel() > 0);
    }

    private boolean isPresent() {
        return reader.getCurrentDefinitionLevel() == fullLevel;
    }

    @Nullable
    String text() {
        return isPresent() ? kind.text(reader) : null;
    }

    @Nullable
    Instant instant() {
        return isPresent() ? kind.instant(reader) : null;
    }

    @Nullable
    BigDecimal decimal() {
        return isPresent() ? kind.decimal(reader) : null;
    }

    List<String> texts() {
        return repeated ? List.copyOf(list) : ListText.parse(text());
    }
}
