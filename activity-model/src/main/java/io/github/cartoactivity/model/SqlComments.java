package io.github.cartoactivity.model;

import org.jspecify.annotations.Nullable;

/**
 * Walks through the block comments of an SQL text, whichever warehouse it is for, and passes over what only looks like
 * one: string literals, quoted names, dollar-quoted bodies and line comments.
 *
 * <p>Warehouses disagree on whether block comments nest. A comment whose nested comments are closed ends with its own
 * mark; once a text turns out to close fewer comments than it opens, its comments end with the first mark. What opens
 * and never closes reaches to the end of the text. A backslash protects the quote behind it, as it does everywhere but
 * in PostgreSQL's standard strings.
 *
 * <p>Every character is looked at a fixed number of times, whatever the text.
 */
final class SqlComments {
    /** The longest identifier of PostgreSQL; a longer tag is none. */
    private static final int MAX_TAG = 63;

    private final String sql;
    private int at;
    private boolean nesting = true;

    /** Quotes of which three together have been seen to open and not to close. */
    private String neverClosed = "";

    SqlComments(String sql) {
        this.sql = sql;
    }

    /**
     * What stands between the marks of a comment.
     *
     * @param start the first character
     * @param end the character after the last
     * @param closed whether the closing mark is there; if not, the text ends here
     */
    record Comment(int start, int end, boolean closed) {}

    /** The next block comment; null when there is no more. */
    @Nullable
    Comment next() {
        while (at < sql.length()) {
            switch (sql.charAt(at)) {
                case '/' -> {
                    if (sql.startsWith("/*", at)) {
                        return comment();
                    }
                    skipLineOr("//", isFirstOfLine());
                }
                case '-' -> skipLineOr("--", true);
                case '#' -> skipLineOr("#", isFirstOfLine());
                case '\'', '"' -> skipString(sql.charAt(at));
                case '`' -> skipBehind("`", at + 1);
                case '$' -> skipDollarQuoted();
                default -> at++;
            }
        }
        return null;
    }

    private Comment comment() {
        int start = at + 2;
        int end = nesting ? nestedEnd(start) : -1;
        if (end < 0) {
            nesting = false;
            end = sql.indexOf("*/", start);
        }
        at = end < 0 ? sql.length() : end + 2;
        return new Comment(start, end < 0 ? at : end, end >= 0);
    }

    /** Where the closing mark stands if comments nest; -1 if they are not all closed. */
    private int nestedEnd(int start) {
        int depth = 1;
        for (int i = start; i < sql.length() - 1; i++) {
            if (sql.startsWith("*/", i)) {
                if (--depth == 0) {
                    return i;
                }
                i++;
            } else if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            }
        }
        return -1;
    }

    private void skipLineOr(String mark, boolean allowed) {
        if (!allowed || !sql.startsWith(mark, at)) {
            at++;
            return;
        }
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    /** Snowflake's {@code //} and BigQuery's {@code #} are operators elsewhere, but not at the start of a line. */
    private boolean isFirstOfLine() {
        int i = at - 1;
        while (i >= 0 && (sql.charAt(i) == ' ' || sql.charAt(i) == '\t')) {
            i--;
        }
        return i < 0 || sql.charAt(i) == '\n' || sql.charAt(i) == '\r';
    }

    /** A doubled quote ends one literal and begins the next, which comes to the same. */
    private void skipString(char quote) {
        if (!skipTripleQuoted(quote)) {
            at = behindString(String.valueOf(quote), at + 1);
        }
    }

    /** BigQuery's longer literals; elsewhere three quotes begin an ordinary literal with a doubled quote. */
    private boolean skipTripleQuoted(char quote) {
        String mark = String.valueOf(quote).repeat(3);
        boolean three = sql.startsWith(mark, at) && !sql.startsWith(mark, at + 1);
        if (!three || neverClosed.indexOf(quote) >= 0) {
            return false;
        }
        int end = behindString(mark, at + 3);
        if (end > sql.length()) {
            neverClosed += quote;
            return false;
        }
        at = end;
        return true;
    }

    /** The place behind the mark that ends a literal; more than the length of the text if there is none. */
    private int behindString(String mark, int from) {
        int i = from;
        while (i < sql.length() && !sql.startsWith(mark, i)) {
            i += sql.charAt(i) == '\\' ? 2 : 1;
        }
        return i < sql.length() ? i + mark.length() : sql.length() + 1;
    }

    /** {@code $$...$$} or {@code $tag$...$tag$}; any other dollar is an ordinary character. */
    private void skipDollarQuoted() {
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && tagEnd - at <= MAX_TAG && isNamePart(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean inName = at > 0 && isNamePart(sql.charAt(at - 1));
        boolean number = Character.isDigit(sql.charAt(Math.min(at + 1, sql.length() - 1)));
        if (inName || number || !sql.startsWith("$", tagEnd)) {
            at++;
        } else {
            skipBehind(sql.substring(at, tagEnd + 1), tagEnd + 1);
        }
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void skipBehind(String mark, int from) {
        int end = sql.indexOf(mark, from);
        at = end < 0 ? sql.length() : end + mark.length();
    }
}
