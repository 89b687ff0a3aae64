package io.github.cartoactivity.testing;

import java.net.URI;

/**
 * What can go wrong with a job. Scripted for {@link Endpoint#CREATE_JOB} it concerns the job that the request makes, for
 * {@link Endpoint#GET_JOB} the job that is asked for.
 */
public sealed interface JobFault extends Fault {

    /**
     * The job ends as a failure.
     *
     * @param reason the server's words; empty for none
     */
    record Fails(String reason) implements JobFault {}

    /** The job is cancelled by somebody else. */
    record CancelledByServer() implements JobFault {}

    /**
     * The job is not found in its first polls, as in a store that is only eventually consistent.
     *
     * @param polls how many polls get 404
     */
    record NotFoundYet(int polls) implements JobFault {}

    /**
     * The answer names a status that is not documented; the job itself goes on.
     *
     * @param text the status
     */
    record UnknownStatus(String text) implements JobFault {}

    /** The job succeeds, but its answer has no link at all. */
    record NoLinks() implements JobFault {}

    /**
     * The links lead to another server.
     *
     * @param origin scheme, host and port of that server
     */
    record LinksElsewhere(URI origin) implements JobFault {}

    /** The links of each table come in the opposite order. */
    record LinksReversed() implements JobFault {}

    /**
     * The last part of each link's path is replaced; the links still work.
     *
     * @param name the hostile name, percent-encoded as it is to appear
     */
    record LinkNames(String name) implements JobFault {}

    /**
     * The answer is odd.
     *
     * @param quirk what is odd
     */
    record OddAnswer(Quirk quirk) implements JobFault {}

    /** What can be odd about a job's answer. */
    enum Quirk {
        /** There is no id. */
        ID_MISSING,
        /** There is no status. */
        STATUS_MISSING,
        /** There are fields that nobody has heard of. */
        UNKNOWN_FIELDS,
        /** There is a link for a table that nobody has heard of. */
        UNKNOWN_CATEGORY,
        /** A link is no URL. */
        BROKEN_LINK,
        /** The answer is a JSON array. */
        NOT_AN_OBJECT,
        /** The JSON ends in the middle. */
        CUT_JSON
    }
}
