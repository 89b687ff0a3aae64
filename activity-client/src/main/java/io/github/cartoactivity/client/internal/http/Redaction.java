package io.github.cartoactivity.client.internal.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides what of the outside may stand in a message, a log line or an exception. Only what looks harmless passes: short
 * words, ids, addresses without their query. Secrets that the client holds are known by heart and never pass.
 */
public final class Redaction {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_TOKENS = 64;
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

    /** From now on this text never passes. */
    public void protect(String secret) {
        credentials.add(secret);
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
