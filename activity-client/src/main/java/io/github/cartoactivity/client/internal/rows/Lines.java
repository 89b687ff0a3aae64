package io.github.cartoactivity.client.internal.rows;

/** Knows on which line a byte of a text is. */
interface Lines extends AutoCloseable {

    /** Does not know, for whoever will ask nobody else to read the number. */
    Lines UNKNOWN = new Lines() {
        @Override
        public long lineOf(long offset) {
            return 0;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    };

    /** The line, from 1, of a byte; LF, CR and CRLF end a line. */
    long lineOf(long offset);

    @Override
    void close();

    /** The same, for somebody who is not to close it. */
    default Lines lent() {
        Lines owned = this;
        return new Lines() {
            @Override
            public long lineOf(long offset) {
                return owned.lineOf(offset);
            }

            @Override
            public void close() {
                // Who lent it does.
            }
        };
    }
}
