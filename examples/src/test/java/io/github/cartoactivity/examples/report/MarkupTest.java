package io.github.cartoactivity.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</title></svg></style><script>",
                "]]><!--&amp;&#60;script&#62;",
                "\u0000\u0007\u001b[31m\ufffe\uffff",
                "\ud800 alone",
                "Ceci n'est pas \u202egnp.exe\u2066",
                "\u05d0\u05d1\u05d2 \u0627\u0644\u0639",
                "\ud83d\uddfa\ufe0f maps"
            })
    void text_isOnlyText(String hostile) {
        String page = Markup.element("p", "title=\"" + Markup.text(hostile) + "\"", Markup.name(hostile));
        ParsedPage parsed = new ParsedPage(page);
        assertThat(parsed.all("*")).extracting(element -> element.getTagName()).isSubsetOf("p", "bdi", "wbr");
        String shown = parsed.all("bdi").get(0).getTextContent();
        assertThat(shown)
                .isEqualTo(parsed.all("p").get(0).getAttribute("title"))
                .isEqualTo(
                        hostile.replaceAll("[\\p{Cc}\\ufffe\\uffff\\u202a-\\u202e\\u2066-\\u2069]|\\p{Cs}", "\ufffd"));
    }

    @Test
    void longText_isCut_betweenCharacters() {
        assertThat(Markup.text("x".repeat(10_000))).isEqualTo("x".repeat(Markup.LONGEST) + "\u2026");
        assertThat(Markup.text("x".repeat(Markup.LONGEST))).doesNotContain("\u2026");
        assertThat(Markup.text("\ud83d\ude00".repeat(10_000)).codePoints().count())
                .isEqualTo(Markup.LONGEST + 1);
        assertThat(Markup.text("<".repeat(10_000))).isEqualTo("&lt;".repeat(Markup.LONGEST) + "\u2026");
    }

    @Test
    void linesAndTabs_areBlanks_andNothingIsUnknown() {
        assertThat(Markup.text("a\nb\tc\u2028d")).isEqualTo("a b c d");
        assertThat(Markup.name(null)).contains("unknown").isEqualTo(Markup.name("  "));
    }
}
