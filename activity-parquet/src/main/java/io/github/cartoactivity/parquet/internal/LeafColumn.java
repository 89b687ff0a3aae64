package io.github.cartoactivity.parquet.internal;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.SchemaConflictException;
import io.github.cartoactivity.client.spi.CellKind;
import io.github.cartoactivity.client.spi.WantedColumn;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * The stored column behind a wanted one. A list is whatever has one leaf that repeats once: how its groups are named, and
 * how many there are, differs between writers.
 *
 * @param wanted the wanted column
 * @param path the leaf's path
 * @param type the leaf's type
 * @param maxRepetition 0, or 1 for a list
 * @param maxDefinition the level of a value that is there
 */
record LeafColumn(WantedColumn wanted, ColumnPath path, PrimitiveType type, int maxRepetition, int maxDefinition) {

    static LeafColumn of(DataLocation file, MessageType schema, WantedColumn wanted) {
        Type field = schema.getType(wanted.index());
        List<ColumnDescriptor> leaves = schema.getColumns().stream()
                .filter(leaf -> leaf.getPath()[0].equals(field.getName()))
                .toList();
        return leaves.stream()
                .filter(leaf -> leaves.size() == 1)
                .map(leaf -> of(leaf, wanted))
                .filter(leaf -> field.isPrimitive() || leaf.isList())
                .filter(leaf -> leaf.converter(ReadLimits.defaults()).isPresent())
                .findFirst()
                .orElseThrow(() -> conflict(file, wanted, field));
    }

    private static LeafColumn of(ColumnDescriptor leaf, WantedColumn wanted) {
        return new LeafColumn(
                wanted,
                ColumnPath.get(leaf.getPath()),
                leaf.getPrimitiveType(),
                leaf.getMaxRepetitionLevel(),
                leaf.getMaxDefinitionLevel());
    }

    /** How its values become cells, if they can. */
    Optional<CellConverter> converter(ReadLimits limits) {
        return switch (wanted.kind()) {
            case TEXT_LIST ->
                maxRepetition > 1
                        ? Optional.empty()
                        : CellConverters.text(type, limits).map(text -> isList() ? text : CellConverters.list(text));
            case TEXT -> isList() ? Optional.empty() : CellConverters.text(type, limits);
            case LABEL -> isList() ? Optional.empty() : CellConverters.label(type, limits);
            case INSTANT -> isList() ? Optional.empty() : CellConverters.instant(type);
            case DECIMAL -> isList() ? Optional.empty() : CellConverters.decimal(type);
        };
    }

    boolean isList() {
        return maxRepetition > 0;
    }

    private static SchemaConflictException conflict(DataLocation file, WantedColumn wanted, Type type) {
        return new SchemaConflictException(
                file.inColumn(wanted.name()),
                "The column holds " + described(type) + ", which cannot be read as " + described(wanted.kind()),
                "Give the column another type when the file is written",
                null);
    }

    private static String described(Type type) {
        if (!type.isPrimitive()) {
            return "nested values";
        }
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return type.asPrimitiveType().getPrimitiveTypeName() + (logical == null ? "" : " as " + logical);
    }

    private static String described(CellKind kind) {
        return switch (kind) {
            case TEXT, LABEL -> "text";
            case INSTANT -> "time";
            case DECIMAL -> "an exact number";
            case TEXT_LIST -> "a list of texts";
        };
    }
}
