package io.github.cartoactivity.testing;

/** How a connection ends before its time. */
public enum Hangup {
    /** In order, with a FIN. */
    CLOSE,
    /** With a reset (RST), as a crashed peer or a firewall ends it. */
    RESET
}
