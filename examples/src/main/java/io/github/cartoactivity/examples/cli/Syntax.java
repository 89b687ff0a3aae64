package io.github.cartoactivity.examples.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a command is called: {@code --name value}, {@code --name=value}, and where a command allows it
 * whatever stands after {@code --}.
 *
 * @param name the command
 * @param summary what it does, in a few words
 * @param usage what follows the command in the first line of its help
 * @param options its options
 * @param notes what else there is to know; may be empty
 */
record Syntax(String name, String summary, String usage, List<Option> options, String notes) {
    static final String HELP = "--help";
    static final String DEBUG = "--debug";

    /** An option of this name takes all words that follow it. */
    static final String REST = "--";

    private static final List<Option> COMMON =
            List.of(Option.flag(DEBUG, "shows stack traces of errors"), Option.flag(HELP, "shows this help"));

    /** Whether help is wanted, whatever else is there. */
    boolean asksForHelp(List<String> words) {
        return words.stream()
                .takeWhile(word -> !word.equals(REST))
                .anyMatch(word -> word.equals(HELP) || word.equals("-h"));
    }

    Arguments parse(List<String> words) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            Option option = option(equals < 0 ? word : word.substring(0, equals));
            if (option.name().equals(REST)) {
                values.put(REST, List.of());
                break;
            }
            List<String> given = values.computeIfAbsent(option.name(), name -> new ArrayList<>());
            if (!given.isEmpty() && option.occurs() == Option.Occurs.ONCE) {
                throw new UsageException(option.name() + " is given twice");
            }
            given.add(equals < 0 ? following(option, rest) : attached(option, word.substring(equals + 1)));
        }
        List<String> after = new ArrayList<>();
        rest.forEachRemaining(after::add);
        return new Arguments(values, List.copyOf(after));
    }

    private Option option(String word) {
        String wanted = word.equals("-h") ? HELP : word;
        return Stream.concat(options.stream(), COMMON.stream())
                .filter(option -> option.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        word.startsWith("-")
                                ? name + " has no option " + word + hint(word)
                                : name + " does not understand \"" + word + "\""));
    }

    private String hint(String word) {
        return Suggestion.of(word, options.stream().map(Option::name).toList())
                .map(likely -> "; did you mean " + likely + "?")
                .orElse("");
    }

    private static String following(Option option, Iterator<String> rest) {
        if (!option.takesValue()) {
            return "";
        }
        if (!rest.hasNext()) {
            throw new UsageException(option.name() + " needs a value: " + option.usage());
        }
        return rest.next();
    }

    private static String attached(Option option, String value) {
        if (!option.takesValue()) {
            throw new UsageException(option.name() + " takes no value");
        }
        return value;
    }

    String help() {
        int width = Stream.concat(options.stream(), COMMON.stream())
                .mapToInt(option -> option.usage().length())
                .max()
                .orElse(0);
        String list = Stream.concat(options.stream(), COMMON.stream())
                .map(option -> "  " + option.usage()
                        + " ".repeat(width - option.usage().length() + 2) + option.meaning())
                .collect(Collectors.joining("\n"));
        return "carto-activity " + name + (usage.isEmpty() ? "" : " " + usage) + "\n\n" + summary + ".\n\n" + list
                + (notes.isEmpty() ? "" : "\n\n" + notes.strip());
    }
}
