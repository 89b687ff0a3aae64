package io.github.cartoactivity.duckdb.internal.people;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is replaced by what. In columns whole values are; in text, whatever it is, every occurrence in any spelling of JSON
 * and of links. Who was met is looked for as written, which finds everybody whatever the id looks like, and leaves
 * alone who has a longer id.
 *
 * <p>Texts may be asked about by many threads, while nobody is met.
 */
public final class People {
    private final Function<String, Optional<String>> ofId;
    private final Function<String, Optional<String>> ofEmail;
    private final Optional<Strangers> strangers;
    private final Names names = new Names();

    private People(
            Function<String, Optional<String>> ofId,
            Function<String, Optional<String>> ofEmail,
            Optional<Strangers> strangers) {
        this.ofId = ofId;
        this.ofEmail = ofEmail;
        this.strangers = strangers;
    }

    /**
     * People who are all met before a text is asked about.
     *
     * @param ofId what to put in the place of an id; empty for somebody who stays
     * @param ofEmail the same for an address
     * @return the people
     */
    public static People met(Function<String, Optional<String>> ofId, Function<String, Optional<String>> ofEmail) {
        return new People(ofId, ofEmail, Optional.empty());
    }

    /**
     * The same with others who may stand in a text.
     *
     * @param ofWord what to put in the place of a word with a bar or an at sign in it; empty to leave it
     * @return the people
     */
    public People andStrangers(Function<String, Optional<String>> ofWord) {
        return new People(ofId, ofEmail, Optional.of(new Strangers(ofWord)));
    }

    /**
     * Somebody is there.
     *
     * @param id as a column or a payload has it
     */
    public void meetId(String id) {
        if (!id.isBlank()) {
            names.add(new Name(id, Name.Kind.ID, ofId.apply(id)));
        }
    }

    /**
     * Somebody has an address.
     *
     * @param email as a column has it
     */
    public void meetEmail(String email) {
        if (email.indexOf('@') >= 0) {
            names.add(new Name(email, Name.Kind.EMAIL, ofEmail.apply(email)));
        }
    }

    /**
     * What to put in the place of an id in a column.
     *
     * @param id the id
     * @return the alias; empty to leave it
     */
    public Optional<String> ofId(String id) {
        return ofId.apply(id);
    }

    /**
     * What to put in the place of an address in a column.
     *
     * @param email the address
     * @return the alias; empty to leave it
     */
    public Optional<String> ofEmail(String email) {
        return ofEmail.apply(email);
    }

    /**
     * What to put in the place of a text.
     *
     * @param text any text
     * @return the text without the people; null when nobody is in it
     */
    public @Nullable String inText(String text) {
        List<Spelling> spellings = Spelling.of(text);
        Spans spans = new Spans();
        spans.addNames(spellings.stream()
                .flatMap(spelling -> names.in(spelling).stream())
                .toList());
        strangers.ifPresent(others -> {
            for (int depth = spellings.size() - 1; depth >= 0; depth--) {
                others.in(spellings.get(depth)).forEach(spans::addStranger);
            }
        });
        return spans.replacedIn(text);
    }
}
