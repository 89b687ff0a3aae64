package io.github.cartoactivity.model;

import java.util.Map;
import java.util.Optional;

/**
 * What is asked for most often out of a payload. Immutable, so that threads may share it without locks.
 *
 * @param values what was found; not to be changed any more
 */
record PayloadIds(Map<PayloadId, String> values) {

    /** Nothing found. */
    static final PayloadIds NONE = new PayloadIds(Map.of());

    Optional<String> get(PayloadId key) {
        return Optional.ofNullable(values.get(key));
    }
}
