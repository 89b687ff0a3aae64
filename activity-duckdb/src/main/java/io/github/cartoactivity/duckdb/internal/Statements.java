package io.github.cartoactivity.duckdb.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into its statements. DuckDB's driver would run all but the last one while preparing, where they cannot
 * be stopped. A semicolon inside a text, a name or a comment cuts nothing. The same walk tells what of a script is neither
 * comment nor text.
 */
final class Statements {
    private final String script;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder withoutComments;
    private final StringBuilder code;
    private int start;
    private int at;
    private boolean blank = true;

    private Statements(String script) {
        this.script = script;
        this.withoutComments = new StringBuilder(script);
        this.code = new StringBuilder(script);
    }

    /** The statements without their semicolons, and without those that hold nothing but blanks and comments. */
    static List<String> split(String script) {
        Statements splitter = new Statements(script);
        splitter.run();
        return List.copyOf(splitter.statements);
    }

    /** The script with blanks in the place of comments, and every other character where it was. */
    static String withoutComments(String script) {
        Statements walk = new Statements(script);
        walk.run();
        return walk.withoutComments.toString();
    }

    /** The script with blanks in the place of comments and of what stands within texts; names in quotes stay. */
    static String code(String script) {
        Statements walk = new Statements(script);
        walk.run();
        return walk.code.toString();
    }

    private void run() {
        while (at < script.length()) {
            char letter = script.charAt(at);
            int from = at;
            if (letter == ';') {
                cut();
            } else if (script.startsWith("--", at)) {
                skipLineComment();
                erase(withoutComments, from, at);
                erase(code, from, at);
            } else if (script.startsWith("/*", at)) {
                skipBlockComment();
                erase(withoutComments, from, at);
                erase(code, from, at);
            } else {
                blank &= Character.isWhitespace(letter);
                skipToken(letter);
                if (letter == '\'' || (letter == '$' && at > from + 1)) {
                    erase(code, from + 1, at - 1);
                }
            }
        }
        cut();
    }

    /** Ends of lines stay, so that the place of an error is told as it was written. */
    private void erase(StringBuilder text, int from, int to) {
        for (int i = from; i < Math.min(to, text.length()); i++) {
            char letter = text.charAt(i);
            text.setCharAt(i, letter == '\n' || letter == '\r' ? letter : ' ');
        }
    }

    private void cut() {
        if (!blank) {
            statements.add(script.substring(start, Math.min(at, script.length())));
        }
        at++;
        start = at;
        blank = true;
    }

    private void skipToken(char letter) {
        if (letter == '\'' && isEscapeText()) {
            skipEscapeText();
        } else if (letter == '\'' || letter == '"') {
            at = after(String.valueOf(letter), at + 1);
        } else if (letter == '$') {
            skipDollarText();
        } else {
            at++;
        }
    }

    /** Whether the quote at hand begins {@code E'...'}, in which a backslash escapes. */
    private boolean isEscapeText() {
        boolean marked = at > 0 && (script.charAt(at - 1) == 'e' || script.charAt(at - 1) == 'E');
        return marked && (at < 2 || !isNamePart(script.charAt(at - 2)));
    }

    private void skipEscapeText() {
        for (at++; at < script.length() && script.charAt(at) != '\''; at++) {
            if (script.charAt(at) == '\\') {
                at++;
            }
        }
        at++;
    }

    /** Skips {@code $tag$...$tag$}; a lone dollar sign, as in a parameter, is a letter like others. */
    private void skipDollarText() {
        int end = at + 1;
        while (end < script.length() && isNamePart(script.charAt(end))) {
            end++;
        }
        boolean tag = end < script.length()
                && script.charAt(end) == '$'
                && (at == 0 || !isNamePart(script.charAt(at - 1)))
                && !Character.isDigit(script.charAt(at + 1));
        at = tag ? after(script.substring(at, end + 1), end + 1) : at + 1;
    }

    /** A lone carriage return ends a line too. */
    private void skipLineComment() {
        while (at < script.length() && script.charAt(at) != '\n' && script.charAt(at) != '\r') {
            at++;
        }
    }

    /** Block comments nest. */
    private void skipBlockComment() {
        int depth = 0;
        do {
            if (script.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (script.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < script.length());
    }

    private int after(String end, int from) {
        int found = script.indexOf(end, from);
        return found < 0 ? script.length() : found + end.length();
    }

    private static boolean isNamePart(char letter) {
        return letter == '_' || Character.isLetterOrDigit(letter);
    }
}
