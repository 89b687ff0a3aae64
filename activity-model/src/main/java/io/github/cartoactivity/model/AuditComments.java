package io.github.cartoactivity.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the comments that CARTO leaves in SQL: {@code CARTO/}, a version, and keys and values in brackets.
 *
 * <p>Forgiving about everything inside the brackets; strict about what makes a comment one of CARTO's, so that nobody's
 * remark about CARTO is taken for one.
 */
final class AuditComments {
    static final int MAX_TRAILS = 1_000;
    static final int MAX_KEYS = 100;

    private static final String MARK = "CARTO/";

    private AuditComments() {}

    /** The trails in a text, in order; no more than {@code limit}, the rest is not read. */
    static List<SqlAuditTrail> read(String sql, int limit) {
        if (!sql.contains(MARK)) {
            return List.of();
        }
        List<SqlAuditTrail> trails = new ArrayList<>();
        SqlComments comments = new SqlComments(sql);
        while (trails.size() < limit) {
            SqlComments.Comment comment = comments.next();
            if (comment == null) {
                break;
            }
            if (isCarto(sql, comment)) {
                read(sql.substring(comment.start(), comment.end()).stripLeading(), comment.closed())
                        .ifPresent(trails::add);
            }
        }
        return List.copyOf(trails);
    }

    private static boolean isCarto(String sql, SqlComments.Comment comment) {
        int at = comment.start();
        while (at < comment.end() && Character.isWhitespace(sql.charAt(at))) {
            at++;
        }
        return sql.startsWith(MARK, at) && at + MARK.length() <= comment.end();
    }

    private static Optional<SqlAuditTrail> read(String comment, boolean closed) {
        int versionEnd = MARK.length();
        while (versionEnd < comment.length() && !endsVersion(comment.charAt(versionEnd))) {
            versionEnd++;
        }
        String version = comment.substring(MARK.length(), versionEnd);
        String rest = comment.substring(versionEnd).strip();
        boolean cutInVersion = !closed && versionEnd == comment.length();
        boolean hasVersion = SqlAuditTrail.isVersion(version) || (cutInVersion && version.isEmpty());
        if (!hasVersion || !(rest.isEmpty() || rest.startsWith("("))) {
            return Optional.empty();
        }
        Map<AuditKey, String> known = new EnumMap<>(AuditKey.class);
        Map<String, String> others = new LinkedHashMap<>();
        readKeys(rest.isEmpty() ? "" : rest.substring(1), closed, known, others);
        return Optional.of(new SqlAuditTrail(cutInVersion ? "" : version, known, others, !closed));
    }

    private static boolean endsVersion(char c) {
        return c == '(' || Character.isWhitespace(c);
    }

    /** Everything up to the closing bracket. Where the text was cut before it, the last value may be half a value. */
    private static void readKeys(String body, boolean closed, Map<AuditKey, String> known, Map<String, String> others) {
        int bracket = body.indexOf(')');
        String keys = bracket < 0 ? body : body.substring(0, bracket);
        int start = 0;
        while (start <= keys.length() && known.size() + others.size() < MAX_KEYS) {
            int end = keys.indexOf(';', start);
            if (end < 0 && bracket < 0 && !closed) {
                return;
            }
            end = end < 0 ? keys.length() : end;
            readKey(keys.substring(start, end), known, others);
            start = end + 1;
        }
    }

    private static void readKey(String pair, Map<AuditKey, String> known, Map<String, String> others) {
        int colon = pair.indexOf(':');
        String name = (colon < 0 ? pair : pair.substring(0, colon)).strip();
        String value = colon < 0 ? "" : pair.substring(colon + 1).strip();
        AuditKey key = AuditKey.ofName(name).orElse(null);
        if (key == null && !name.isEmpty()) {
            others.putIfAbsent(name, value);
        } else if (key != null && !value.isEmpty()) {
            known.putIfAbsent(key, value);
        }
    }
}
