package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.UserId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Makes a caller's value into one that the driver binds: an {@link Instant} is a UTC timestamp, and so on. */
final class BoundValue {
    private BoundValue() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (value instanceof ZonedDateTime time) {
            return of(time.toInstant());
        }
        if (value instanceof ActivityEventType type) {
            return type.wireName();
        }
        if (value instanceof ExportCategory category) {
            return category.wireName();
        }
        if (value instanceof UserId || value instanceof Enum<?> || value instanceof CharSequence) {
            return value.toString();
        }
        return value;
    }
}
