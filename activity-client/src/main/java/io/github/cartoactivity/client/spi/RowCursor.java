package io.github.cartoactivity.client.spi;

import io.github.cartoactivity.client.error.DataLocation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the rows of one part of a file. For one thread at a time.
 *
 * <p>{@code next()} and the cells throw a {@link BadRowException} for trouble that ends with the row: the caller may go
 * on with {@code next()}. Any other exception is the end of the file's rows.
 */
public interface RowCursor extends AutoCloseable {

    /**
     * Goes to the next row.
     *
     * @return false after the last one
     * @throws BadRowException if the row as a whole is bad; the next call goes to the row after it
     */
    boolean next();

    /**
     * A cell as text.
     *
     * @param column its place in the list of wanted columns
     * @return the text, or null for an absent value
     * @throws BadRowException if the cell is no valid text
     */
    @Nullable
    String text(int column);

    /**
     * A cell as a point in time; what names no zone is UTC.
     *
     * @param column its place in the list of wanted columns
     * @return the instant, or null for an absent value
     * @throws BadRowException if the cell is no time
     */
    @Nullable
    Instant instant(int column);

    /**
     * A cell as an exact number, without trailing zeros after the decimal point.
     *
     * @param column its place in the list of wanted columns
     * @return the number, or null for an absent value
     * @throws BadRowException if the cell is no number
     */
    @Nullable
    BigDecimal decimal(int column);

    /**
     * A cell as a list of texts; absent elements are left out.
     *
     * @param column its place in the list of wanted columns
     * @return the list, empty for an absent value
     * @throws BadRowException if the cell is no list
     */
    List<String> texts(int column);

    /**
     * Where the current row is.
     *
     * @return its location, without a column
     */
    DataLocation location();

    /**
     * The current row as it stands in the file, or the nearest to that which can be shown.
     *
     * @return text for people
     */
    String raw();

    /** Lets go of what this cursor holds. */
    @Override
    void close();
}
