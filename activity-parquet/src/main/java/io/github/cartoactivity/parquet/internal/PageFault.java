package io.github.cartoactivity.parquet.internal;

import org.jspecify.annotations.Nullable;

/** The signal that a page cannot be read. {@link ParquetFailures} turns it into an error that says where. */
final class PageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble. */
    enum Kind {
        /** The page contradicts itself. */
        DAMAGED,
        /** The page asks for too much. */
        LIMIT,
        /** The page is written in a way that is not supported. */
        UNSUPPORTED
    }

    private final Kind kind;

    private PageFault(Kind kind, String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.kind = kind;
    }

    static PageFault damaged(String reason) {
        return new PageFault(Kind.DAMAGED, reason, null);
    }

    static PageFault damaged(String reason, Throwable cause) {
        return new PageFault(Kind.DAMAGED, reason, cause);
    }

    static PageFault limit(String reason) {
        return new PageFault(Kind.LIMIT, reason, null);
    }

    static PageFault unsupported(String reason) {
        return new PageFault(Kind.UNSUPPORTED, reason, null);
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
