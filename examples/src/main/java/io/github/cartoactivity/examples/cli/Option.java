package io.github.cartoactivity.examples.cli;

/**
 * An option of a command.
 *
 * @param name with its two dashes
 * @param value what stands for its value in the help; empty for one that takes none
 * @param meaning one line of help
 * @param occurs how often it may be given
 */
record Option(String name, String value, String meaning, Occurs occurs) {

    /** How often an option may be given. */
    enum Occurs {
        ONCE,
        OFTEN
    }

    static Option flag(String name, String meaning) {
        return new Option(name, "", meaning, Occurs.ONCE);
    }

    static Option value(String name, String value, String meaning) {
        return new Option(name, value, meaning, Occurs.ONCE);
    }

    static Option list(String name, String value, String meaning) {
        return new Option(name, value, meaning, Occurs.OFTEN);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    String usage() {
        return takesValue() ? name + " " + value : name;
    }
}
