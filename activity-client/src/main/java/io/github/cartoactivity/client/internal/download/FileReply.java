package io.github.cartoactivity.client.internal.download;

/** What a file host sends: the file, or a refusal. */
sealed interface FileReply {

    /** The bytes are on their way into the part file. */
    record Arriving(PartWriter writer) implements FileReply {}

    /** Not the file; the body may say why. */
    record Refused(String body) implements FileReply {}

    /** A part of the file that was not asked for, or of other bytes than those already here. */
    record WrongPart() implements FileReply {}
}
