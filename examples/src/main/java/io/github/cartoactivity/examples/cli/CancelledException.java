package io.github.cartoactivity.examples.cli;

/** The command was told to stop: exit code 130. */
final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A command that was stopped.
     *
     * @param kept what stays of its work; may be empty
     * @param cause how it ended
     */
    CancelledException(String kept, Exception cause) {
        super(kept.isEmpty() ? "cancelled" : "cancelled; " + kept, cause);
    }
}
