package io.github.cartoactivity.duckdb.internal.rewrite;

/** Says in plain words why a statement stays as it is. */
final class NotRewritable extends Exception {
    private static final long serialVersionUID = 1L;

    NotRewritable(String why) {
        super(why);
    }

    /** The reason; never null. */
    String why() {
        return String.valueOf(getMessage());
    }
}
