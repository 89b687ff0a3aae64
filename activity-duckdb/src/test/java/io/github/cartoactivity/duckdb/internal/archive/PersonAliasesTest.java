package io.github.cartoactivity.duckdb.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.duckdb.internal.people.People;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is found in a text, in what spelling and between what, and who is not. */
class PersonAliasesTest {
    private static final PseudonymKey KEY = PseudonymKey.of("a key that nobody knows".getBytes(StandardCharsets.UTF_8));
    private static final String ID = "auth0|5f1";
    private static final String MAIL = "ann@acme.com";

    private static final List<String> IDS = List.of(
            ID,
            "google-oauth2|1090",
            "saml-ACME|ann",
            "samlp|ACME|Ann.Smith@acme.com",
            "oauth2|own|5f1-a_b",
            "custom:5f1/7",
            "someidp|jörg=",
            "administrator");
    private static final List<String> MAILS = List.of(
            MAIL, "o'brien@acme.com", "+49170@acme.com", "jörg.groß@acme.de", "a-b_c.d+e@mail.acme.co", "O@X.io");
    private static final List<String> BEFORE = List.of(
            "", " ", "\"", "'", "E'", "(", ",", "/", "=", ":", "\n", "\\", "|", "%", "<", "--", "x=", "?u=", "..");
    private static final List<String> AFTER = List.of(
            "", " ", "\"", "'", ")", ",", "/", ".json", ".csv.gz", "=1", ":", "\n", "\\", "|x", "%", ">", "-2", "_v2",
            ".", "&a=b");

    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            text -> text,
            PersonAliasesTest::json,
            text -> json(json(text)),
            text -> json(text).replace("/", "\\/"),
            text -> unicode(text, false),
            text -> json(unicode(text, true)),
            PersonAliasesTest::link,
            text -> link(text).toLowerCase(Locale.ROOT),
            text -> link(link(text)),
            text -> json(link(text)));

    @Test
    void forget_findsEveryOccurrence_inAnySpelling_betweenAnything() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String id = pick(random, IDS);
            String mail = pick(random, MAILS);
            boolean isMail = random.nextBoolean();
            String name = isMail ? mail : id;
            UnaryOperator<String> spelling = SPELLINGS.get(random.nextInt(SPELLINGS.size()));
            if (spelling.apply("A").equals("a") || spelling.apply("|A").equals("%7ca")) {
                name = name.toLowerCase(Locale.ROOT);
                id = id.toLowerCase(Locale.ROOT);
            }
            People people = PersonAliases.ofOne(KEY, id, Set.of(mail));
            String text = pick(random, BEFORE) + name + pick(random, AFTER);
            String received = "{\"a\":\"" + spelling.apply(text) + "\"}";
            String alias = isMail ? KEY.pseudonymOfEmail(name) : KEY.pseudonym(name);
            String after = people.inText(received);
            assertThat(after).as(received).isNotNull().contains(alias);
            assertThat(after.replace(alias, spelling.apply(name))).isEqualTo(received);
            assertThat(people.inText(after)).as(after).isNull();
        }
    }

    @Test
    void forget_leavesNeighboursAlone_inAnySpelling() {
        Random random = new Random(8);
        List<String> others = List.of(
                "auth0|5f12",
                "xauth0|5f1",
                "auth0|5f1.b",
                "auth0|5f1-2",
                "auth0|5f1@acme.com",
                "oauth0|5f1",
                "AUTH0|5F1",
                "saml|auth0|5f1",
                "joann@acme.com",
                "jo.ann@acme.com",
                "jo+ann@acme.com",
                "ann@acme.community",
                "ann@acme.com.mx",
                "ann@acme.com.example.org");
        People people = PersonAliases.ofOne(KEY, ID, Set.of(MAIL));
        others.forEach(other -> {
            people.meetId(other);
            people.meetEmail(other);
        });
        for (int round = 0; round < 20_000; round++) {
            UnaryOperator<String> spelling = SPELLINGS.get(random.nextInt(SPELLINGS.size()));
            String other = pick(random, others);
            String mine = random.nextBoolean() ? ID : MAIL;
            List<String> parts = new ArrayList<>(List.of(other, mine, other));
            String text = parts.stream()
                    .map(name -> pick(random, BEFORE) + name + pick(random, List.of("\"", " ", ",", "'", "/")))
                    .collect(Collectors.joining(" "));
            String alias = mine.equals(ID) ? KEY.pseudonym(ID) : KEY.pseudonymOfEmail(MAIL);
            if (spelling.apply("|A").equals("%7ca")) {
                continue; // The others' upper case would be lost.
            }
            String received = "{\"a\":\"" + spelling.apply(text) + "\"}";
            String after = String.valueOf(people.inText(received));
            assertThat(after.replace(alias, spelling.apply(mine))).as(received).isEqualTo(received);
            assertThat(after).as(received).contains(alias);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth0|5f12",
                "auth0|5f1a.json",
                "xauth0|5f1",
                "auth0|5f1@acme.com",
                "joann@acme.com",
                "jo.ann@acme.com",
                "jo_ann@acme.com",
                "ann@acme.company",
                "ann@acme.com.mx",
                "nothing at all"
            })
    void forget_leavesThoseAlone_whomNobodyKnows(String other) {
        People people = PersonAliases.ofOne(KEY, ID, Set.of(MAIL));
        for (UnaryOperator<String> spelling : SPELLINGS) {
            assertThat(people.inText("{\"a\":\"" + spelling.apply(other) + "\"}"))
                    .isNull();
        }
    }

    @Test
    void everythingElseOfAText_staysAsItWas() {
        People people = PersonAliases.ofOne(KEY, ID, Set.of(MAIL));
        String odd = "\u0000 \\/ \\u0041 %41 %zz \uD83D\uDE00 \\uD83D\\uDE00 %F0%9F%98%80 %C3 \\u00 \\";
        assertThat(people.inText(odd + "|" + ID + " " + odd)).isEqualTo(odd + "|" + KEY.pseudonym(ID) + " " + odd);
        assertThat(people.inText(odd)).isNull();
        assertThat(people.inText("")).isNull();
    }

    @Test
    void aShortId_isNoWordOfAText() {
        People people = PersonAliases.ofOne(KEY, "map", Set.of());
        assertThat(people.inText("{\"map\":\"a map\"}")).isEqualTo("{\"" + KEY.pseudonym("map") + "\":\"a map\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "someidp|5f1, '{\"userId\":\"someidp|5f1\",\"file\":\"someidp%7C5f1.json\"}'",
        "5f1b7c, '{\"note\":\"by 5f1b7c, \\\"5f1b7c\\\"\"}'",
    })
    void everybody_includesWhoeverIsMet_whateverTheIdLooksLike(String id, String text) {
        People people = PersonAliases.of(Optional.of(KEY), pseudonym -> false, Optional.of(KEY));
        people.meetId(id);
        assertThat(people.inText(text)).doesNotContain("5f1").contains(KEY.pseudonym(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%22ann%40acme.com%22",
                "{\\\"to\\\":\\\"ann@acme.com\\\"}",
                "Hi\\nann@acme.com",
                "?q=+ann%40acme.com",
                "auth0|5f1.json",
                "auth0|5f1=1",
                "/auth0%7C5f1/"
            })
    void forgottenPeople_areFound_whereOnlyTheirPseudonymsAreKnown(String text) {
        Set<String> forgotten = Set.of(KEY.pseudonym(ID), KEY.pseudonymOfEmail(MAIL));
        People people = PersonAliases.of(Optional.of(KEY), forgotten::contains, Optional.empty());
        assertThat(people.inText(text))
                .containsAnyOf(KEY.pseudonym(ID), KEY.pseudonymOfEmail(MAIL))
                .doesNotContain("ann", "5f1");
        assertThat(people.inText("auth0|5f12 joann@acme.com auth0|7")).isNull();
        People everybody = PersonAliases.of(Optional.of(KEY), pseudonym -> false, Optional.of(KEY));
        assertThat(everybody.inText(text)).doesNotContain("ann", "5f1");
    }

    @Test
    @Timeout(60)
    void aTextOfMarksOnly_takesNoTimeToSpeakOf() {
        People people = PersonAliases.of(Optional.of(KEY), pseudonym -> false, Optional.of(KEY));
        for (String mark : List.of("@", "|", "a@", "a|", "%25", "\\\\", "a.", "a@b.c ")) {
            String text = mark.repeat(50_000);
            assertThat(String.valueOf(people.inText(text))).isNotEmpty();
        }
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String unicode(String text, boolean upper) {
        return text.chars()
                .mapToObj(c -> Character.isLetterOrDigit(c) && c < 128
                        ? Character.toString(c)
                        : String.format(Locale.ROOT, upper ? "\\u%04X" : "\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static String link(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
