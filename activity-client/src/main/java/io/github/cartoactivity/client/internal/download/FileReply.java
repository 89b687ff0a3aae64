package io.github.cartoactivity.client.internal.download;

/** What a file host has sent. */
sealed interface FileReply {

    /** The bytes that were asked for, and they are in the part file. */
    record Arrived() implements FileReply {}

    /** Not the file; status, headers and the beginning of the body may say why. */
    record Refused(FileRefusal refusal) implements FileReply {}

    /** A part of the file that was not asked for, or of other bytes than those already here. */
    record WrongPart() implements FileReply {}
}
