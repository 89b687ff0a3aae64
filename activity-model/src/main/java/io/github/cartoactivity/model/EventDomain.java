package io.github.cartoactivity.model;

/** The part of CARTO that an event belongs to. */
public enum EventDomain {
    /** A type that this version does not know. */
    UNKNOWN
}
