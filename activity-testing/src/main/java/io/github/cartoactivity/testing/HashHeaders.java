package io.github.cartoactivity.testing;

/** How a file's reply tells the hash of the stored bytes. */
public enum HashHeaders {
    /** {@code x-goog-hash} with crc32c and md5 in one line. */
    GOOGLE,
    /** {@code x-goog-hash} twice, with crc32c and with md5. */
    GOOGLE_TWO_LINES,
    /** {@code Content-MD5}. */
    CONTENT_MD5,
    /** Not at all. */
    NONE
}
