package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.RowCursor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of a row by their place in the table, whatever the file's columns are. A column that is not there is empty. */
final class Cells {
    private final RowCursor cursor;
    private final ColumnBinding binding;
    private final int[] places;
    private long weight;

    Cells(RowCursor cursor, ColumnBinding binding) {
        this.cursor = cursor;
        this.binding = binding;
        this.places = binding.places();
    }

    @Nullable
    String text(int column) {
        int place = places[column];
        try {
            String text = place == ColumnBinding.ABSENT ? null : cursor.text(place);
            weight += text == null ? 0 : text.length();
            return text;
        } catch (BadRowException e) {
            throw named(e, place);
        }
    }

    @Nullable
    Instant instant(int column) {
        int place = places[column];
        try {
            return place == ColumnBinding.ABSENT ? null : cursor.instant(place);
        } catch (BadRowException e) {
            throw named(e, place);
        }
    }

    @Nullable
    BigDecimal decimal(int column) {
        int place = places[column];
        try {
            return place == ColumnBinding.ABSENT ? null : cursor.decimal(place);
        } catch (BadRowException e) {
            throw named(e, place);
        }
    }

    List<String> texts(int column) {
        int place = places[column];
        try {
            return place == ColumnBinding.ABSENT ? List.of() : cursor.texts(place);
        } catch (BadRowException e) {
            throw named(e, place);
        }
    }

    /** How many characters the texts had that were given out since {@link #weighAnew}. */
    long weight() {
        return weight;
    }

    void weighAnew() {
        weight = 0;
    }

    /** A text that has to be there and not be blank. */
    String label(int column) {
        String text = text(column);
        if (text == null || text.isBlank()) {
            throw absent(column);
        }
        return text;
    }

    Instant requiredInstant(int column) {
        Instant instant = instant(column);
        if (instant == null) {
            throw absent(column);
        }
        return instant;
    }

    BigDecimal requiredDecimal(int column) {
        BigDecimal decimal = decimal(column);
        if (decimal == null) {
            throw absent(column);
        }
        return decimal;
    }

    private BadRowException absent(int column) {
        return named(new BadRowException("The cell is empty, and this column needs a value"), places[column]);
    }

    private BadRowException named(BadRowException e, int place) {
        return e.inColumn(binding.wanted().get(place).name());
    }
}
