package io.github.cartoactivity.testing;

/** What is odd about a few of an organisation's events; each hits about one event in 150. */
public enum Oddity {
    /** The payload is null. */
    NO_DATA,
    /** The payload is an empty text. */
    EMPTY_DATA,
    /** The payload is no JSON. */
    MALFORMED_DATA,
    /** The payload holds quotation marks, line breaks, and characters beyond ASCII. */
    SPECIAL_CHARACTERS,
    /** The type is one that nobody has heard of. */
    UNKNOWN_TYPES,
    /** The event comes twice, equal in everything; both are real. */
    EQUAL_EVENTS,
    /** Every day has an event at 00:00:00.000000 and one at 23:59:59.999999. */
    DAY_EDGES,
    /** The event is missing in exports that are made in the first 48 hours after its day became ready. */
    LATE_EVENTS
}
