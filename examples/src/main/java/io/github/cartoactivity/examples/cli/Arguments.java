package io.github.cartoactivity.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command was called with.
 *
 * @param values the values of each option that was given, in order; a flag has an empty text
 * @param rest what stands after {@code --}
 */
record Arguments(Map<String, List<String>> values, List<String> rest) {

    boolean has(String option) {
        return values.containsKey(option);
    }

    Optional<String> text(String option) {
        return all(option).stream().findFirst();
    }

    /** A file or a directory. */
    Optional<Path> path(String option) {
        return text(option).map(name -> {
            if (name.isEmpty()) {
                throw new UsageException(option + " needs a name, not an empty text");
            }
            return Path.of(name);
        });
    }

    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    String required(String option) {
        return text(option).orElseThrow(() -> new UsageException(option + " is needed"));
    }
}
