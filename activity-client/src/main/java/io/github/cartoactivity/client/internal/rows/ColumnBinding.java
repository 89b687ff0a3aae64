package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.SchemaConflictException;
import io.github.cartoactivity.client.internal.rows.RowTable.TableColumn;
import io.github.cartoactivity.client.spi.HeaderText;
import io.github.cartoactivity.client.spi.WantedColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which columns of a file are which columns of a table: by name, in any order, in any letter case where the case does not
 * tell two apart. Other columns of the file are left alone.
 */
final class ColumnBinding {
    static final int ABSENT = -1;

    private final List<WantedColumn> wanted;
    private final int[] places;

    private ColumnBinding(List<WantedColumn> wanted, int[] places) {
        this.wanted = List.copyOf(wanted);
        this.places = places;
    }

    static ColumnBinding of(Path file, List<String> names, RowTable<?> table) {
        List<WantedColumn> wanted = new ArrayList<>();
        int[] places = new int[table.columns().size()];
        for (int i = 0; i < places.length; i++) {
            TableColumn column = table.columns().get(i);
            int index = find(file, names, column.name());
            if (index == ABSENT && column.required()) {
                throw missing(file, names, table, column);
            }
            places[i] = index == ABSENT ? ABSENT : wanted.size();
            if (index != ABSENT) {
                wanted.add(new WantedColumn(index, names.get(index), column.kind()));
            }
        }
        return new ColumnBinding(wanted, places);
    }

    /** The columns of the file to read. */
    List<WantedColumn> wanted() {
        return wanted;
    }

    /** For each column of the table its place among those to read, or {@link #ABSENT}. */
    int[] places() {
        return places.clone();
    }

    /** Whether a column of this name is there. */
    static boolean has(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static int find(Path file, List<String> names, String name) {
        int exact = only(file, names, name, name::equals);
        return exact != ABSENT ? exact : only(file, names, name, name::equalsIgnoreCase);
    }

    private static int only(Path file, List<String> names, String name, Predicate<String> matches) {
        int found = ABSENT;
        for (int i = 0; i < names.size(); i++) {
            if (matches.test(names.get(i))) {
                if (found != ABSENT) {
                    throw new SchemaConflictException(
                            DataLocation.of(file).inColumn(name),
                            "The column stands twice in the file",
                            "Name one of the two otherwise",
                            null);
                }
                found = i;
            }
        }
        return found;
    }

    private static SchemaConflictException missing(
            Path file, List<String> names, RowTable<?> table, TableColumn column) {
        return new SchemaConflictException(
                DataLocation.of(file).inColumn(column.name()),
                "The file has no column '" + column.name() + "', which "
                        + table.category().wireName() + " needs; its columns are " + HeaderText.of(names),
                "Rows.categoryOf(file) tells which table a file is",
                null);
    }
}
