package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.model.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who is replaced by what. */
final class PersonAliases {
    /** The ways to log in that ids begin with; a word with a bar in it may be anything. */
    private static final Pattern USER_ID = Pattern.compile(
            "(?:auth0|google-(?:oauth2?|apps)|oauth[12]|saml[\\w-]*|oidc[\\w-]*|okta|waad|ad|adfs|ldap|pingfederate"
                    + "|office365|sharepoint|windowslive|facebook|twitter|linkedin|github|apple|email|sms)\\|.+"
                    + "|.+\\|.*[^|\\s]@[^|\\s].*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern EMAIL = Pattern.compile("[^@|\\s]+@[^@|\\s]+");

    private PersonAliases() {}

    /** Everybody. */
    static Function<String, Optional<String>> ofEverybody(PseudonymKey key) {
        return written -> {
            String word = plain(written);
            if (USER_ID.matcher(word).matches()) {
                return Optional.of(key.pseudonym(word));
            }
            return EMAIL.matcher(word).matches() ? Optional.of(key.pseudonymOfEmail(word)) : Optional.empty();
        };
    }

    /** Whoever a column of ids names, in whatever spelling; the public is nobody. */
    static Function<String, Optional<String>> ofEveryId(PseudonymKey key) {
        return id -> new UserId(id).isPublic() ? Optional.empty() : Optional.of(key.pseudonym(id));
    }

    /** One person with an id and addresses. */
    static Function<String, Optional<String>> ofOne(PseudonymKey key, String userId, Set<String> emails) {
        return written -> {
            String word = plain(written);
            if (word.equals(userId)) {
                return Optional.of(key.pseudonym(userId));
            }
            boolean known = emails.stream()
                    .anyMatch(email -> email.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)));
            return known ? Optional.of(key.pseudonymOfEmail(word)) : Optional.empty();
        };
    }

    /** Those whose pseudonyms are in a set. */
    static Function<String, Optional<String>> ofForgotten(PseudonymKey key, Set<String> pseudonyms) {
        return written -> {
            String word = plain(written);
            return Stream.of(key.pseudonym(word), key.pseudonymOfEmail(word))
                    .filter(pseudonyms::contains)
                    .findFirst();
        };
    }

    private static String plain(String word) {
        return word.replace("%7C", "|").replace("%7c", "|").replace("%40", "@");
    }
}
