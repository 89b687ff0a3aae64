package io.github.cartoactivity.client.internal.rows;

/** Bytes of text, front to back. */
interface ByteSource extends AutoCloseable {

    /** Nothing more. */
    ByteSource NONE = new ByteSource() {
        @Override
        public int read(byte[] target, int from, int length) {
            return 0;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    };

    /** Fills a piece of an array; gives less than asked for only at the end. */
    int read(byte[] target, int from, int length);

    @Override
    void close();
}
