package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.duckdb.internal.people.People;
import io.github.cartoactivity.model.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who is replaced by what. */
final class PersonAliases {
    /** The ways to log in that ids begin with; a word with a bar in it may be anything. */
    private static final Pattern USER_ID = Pattern.compile(
            "(?:auth0|google-(?:oauth2?|apps)|oauth[12]|saml[\\w-]*|oidc[\\w-]*|okta|waad|ad|adfs|ldap|pingfederate"
                    + "|office365|sharepoint|windowslive|facebook|twitter|linkedin|github|apple|email|sms)\\|.+"
                    + "|.+\\|.*[^|\\s]@[^|\\s].*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}_+][\\p{L}\\p{N}._+'-]*@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");

    private PersonAliases() {}

    /** One person with an id and addresses. Whoever else is met stays. */
    static People ofOne(PseudonymKey key, String userId, Set<String> emails) {
        Set<String> known = emails.stream().map(PersonAliases::lower).collect(Collectors.toUnmodifiableSet());
        People people = People.met(
                id -> Optional.of(id).filter(userId::equals).map(key::pseudonym),
                email -> Optional.of(email)
                        .filter(one -> known.contains(lower(one)))
                        .map(key::pseudonymOfEmail));
        people.meetId(userId);
        emails.forEach(people::meetEmail);
        return people;
    }

    /**
     * Those who were forgotten, and everybody where that is wanted; nobody is known before he is met.
     *
     * @param key what people were forgotten with
     * @param forgotten tells whether somebody of a pseudonym was forgotten
     * @param everybody makes pseudonyms for all others
     */
    static People of(Optional<PseudonymKey> key, Predicate<String> forgotten, Optional<PseudonymKey> everybody) {
        Function<String, Optional<String>> ofId = id -> id.isBlank() || new UserId(id).isPublic()
                ? Optional.empty()
                : key.map(one -> one.pseudonym(id)).filter(forgotten).or(() -> everybody.map(one -> one.pseudonym(id)));
        Function<String, Optional<String>> ofEmail = email -> key.map(one -> one.pseudonymOfEmail(email))
                .filter(forgotten)
                .or(() -> everybody.map(one -> one.pseudonymOfEmail(email)));
        return People.met(ofId, ofEmail)
                .andStrangers(word -> key.map(one -> one.pseudonym(word))
                        .filter(forgotten)
                        .or(() -> key.map(one -> one.pseudonymOfEmail(word)).filter(forgotten))
                        .or(() -> everybody.flatMap(one -> ofWord(one, word))));
    }

    private static Optional<String> ofWord(PseudonymKey key, String word) {
        if (USER_ID.matcher(word).matches()) {
            return Optional.of(key.pseudonym(word));
        }
        return EMAIL.matcher(word).matches() ? Optional.of(key.pseudonymOfEmail(word)) : Optional.empty();
    }

    /** Whether a word is taken for an id or an address, whether or not anybody is known by it. */
    static boolean isTakenForPerson(String word) {
        return word.indexOf('|') >= 0 || word.indexOf('@') >= 0;
    }

    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
