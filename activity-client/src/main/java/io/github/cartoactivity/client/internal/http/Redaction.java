package io.github.cartoactivity.client.internal.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides what of the outside may stand in a message, a log line or an exception. Only what looks harmless passes: short
 * words, ids, addresses without their query. Secrets that the client holds are known by heart and never pass.
 */
public final class Redaction {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_TOKENS = 64;
    private static final int MAX_CAUSES = 10;
    private static final String HIDDEN = "***";

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s\"'<>]+");
    private static final Pattern AFTER_SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+\\S+");
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?i)((?:secret|token|signature|password|credential|authorization|api[_-]?key)[a-z0-9_.-]*\"?\\s*[=:]\\s*\"?)[^\\s\"&,;}]+");
    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_+/=~.%-]{33,}");

    private final Set<String> credentials = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> tokens = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_TOKENS;
        }
    };

    /** From now on this text never passes, nor does it as it is sent in a form. */
    public void protect(String secret) {
        credentials.add(secret);
        credentials.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    /** From now on this token does not pass, until very many others have come after it. */
    public void protectToken(String token) {
        synchronized (tokens) {
            tokens.put(token, true);
        }
    }

    /** Text of a server, made fit for a message: short, on one line, without anything that could be a secret. */
    public String clean(String text) {
        String clean = beginning(
                withoutSecrets(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
        clean = replace(ADDRESS, clean, match -> address(match.group()));
        clean = AFTER_SCHEME.matcher(clean).replaceAll("$1 " + HIDDEN);
        clean = ASSIGNMENT.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = replace(LONG_WORD, clean, match -> isHarmless(match.group()) ? match.group() : HIDDEN);
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "...";
    }

    /** A cause fit to be shown: itself if all of its texts are, otherwise one in its place; the JDK's quote the peer. */
    public Throwable clean(Throwable thrown) {
        return clean(thrown, MAX_CAUSES);
    }

    private Throwable clean(Throwable thrown, int depth) {
        if (passes(thrown, depth)) {
            return thrown;
        }
        String text = thrown.getMessage() == null ? null : clean(thrown.getMessage());
        Throwable cause = depth == 0 || thrown.getCause() == null ? null : clean(thrown.getCause(), depth - 1);
        CleanedException cleaned = new CleanedException(thrown, text, cause);
        if (depth > 0) {
            for (Throwable another : thrown.getSuppressed()) {
                cleaned.addSuppressed(clean(another, depth - 1));
            }
        }
        return cleaned;
    }

    private boolean passes(Throwable thrown, int depth) {
        String text = thrown.getMessage();
        boolean textPasses = text == null || clean(text).equals(text);
        if (depth == 0) {
            return textPasses && thrown.getCause() == null && thrown.getSuppressed().length == 0;
        }
        return textPasses
                && (thrown.getCause() == null || passes(thrown.getCause(), depth - 1))
                && Stream.of(thrown.getSuppressed()).allMatch(another -> passes(another, depth - 1));
    }

    /** What is looked through for anything that could be a secret; a word of which a part would be lost is left out. */
    private static String beginning(String text) {
        int most = 4 * MAX_LENGTH;
        return text.length() <= most ? text : text.substring(0, Math.max(0, text.lastIndexOf(' ', most)));
    }

    /** Scheme, host and path of an address, without user, query and fragment. */
    public static String address(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    private static String address(String text) {
        try {
            return address(URI.create(text));
        } catch (IllegalArgumentException e) {
            return HIDDEN;
        }
    }

    private String withoutSecrets(String text) {
        String clean = text;
        for (String secret : credentials) {
            clean = clean.replace(secret, HIDDEN);
        }
        synchronized (tokens) {
            for (String token : tokens.keySet()) {
                clean = clean.replace(token, HIDDEN);
            }
        }
        return clean;
    }

    private static boolean isHarmless(String word) {
        return UUID.matcher(word).matches() || word.startsWith("http://") || word.startsWith("https://");
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> replacement) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
    }
}
