package io.github.cartoactivity.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;

/** What went wrong, on one line for people. */
final class ErrorLine {
    private ErrorLine() {}

    static String of(Exception e) {
        boolean wrapped = e instanceof CompletionException || e instanceof UncheckedIOException;
        Throwable cause = e.getCause();
        Throwable problem = wrapped && cause != null ? cause : e;
        // DuckDB marks the place with carets below it, which say nothing on one line.
        return text(problem).replaceAll("\\s{2,}\\^+", "").strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String text(Throwable problem) {
        if (problem instanceof FileSystemException trouble) {
            return about(trouble);
        }
        String message = problem.getMessage();
        String name = problem.getClass().getSimpleName();
        return message == null ? name : problem instanceof IOException ? name + ": " + message : message;
    }

    private static String about(FileSystemException trouble) {
        String file = trouble.getFile();
        if (trouble instanceof NoSuchFileException) {
            return "there is no " + file;
        }
        if (trouble instanceof NotDirectoryException || trouble instanceof FileAlreadyExistsException) {
            return file + " is not a directory";
        }
        if (trouble instanceof AccessDeniedException) {
            return "no permission for " + file;
        }
        return String.valueOf(trouble.getMessage());
    }
}
