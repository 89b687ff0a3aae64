package io.github.cartoactivity.examples.cli;

/** The command was called in a way that it does not understand: exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String problem) {
        super(problem);
    }
}
