package io.github.cartoactivity.testing.internal.faults;

import io.github.cartoactivity.testing.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that goes wrong in one exchange.
 *
 * @param all the single faults, in the order in which they are applied
 */
public record Faults(List<Fault> all) {

    /** Takes a fault apart. */
    public static Faults of(Fault fault) {
        return new Faults(flat(fault).toList());
    }

    /** The first fault of a kind. */
    public <T extends Fault> Optional<T> first(Class<T> kind) {
        return each(kind).findFirst();
    }

    /** Whether there is a fault of a kind. */
    public boolean has(Class<? extends Fault> kind) {
        return all.stream().anyMatch(kind::isInstance);
    }

    /** All faults of a kind, in order. */
    public <T extends Fault> Stream<T> each(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static Stream<Fault> flat(Fault fault) {
        return fault instanceof Fault.Several several
                ? several.faults().stream().flatMap(Faults::flat)
                : Stream.of(fault);
    }
}
