package io.github.cartoactivity.examples.cli;

/** A command of the program. */
interface Command {

    /** How it is called. */
    Syntax syntax();

    /**
     * Does it.
     *
     * @return the exit code
     * @throws UsageException if the arguments make no sense together
     * @throws Exception if it fails: one line on standard error and exit code 1
     */
    int run(Arguments arguments, Console console) throws Exception;

    /** What stays of the work when it is cancelled, for people; nothing that needs to be said by default. */
    default String kept(Arguments arguments) {
        return "";
    }
}
