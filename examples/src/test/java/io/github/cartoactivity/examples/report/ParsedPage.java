package io.github.cartoactivity.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page as an XML parser, which forgives nothing, reads it. */
final class ParsedPage {
    private final Document document;

    ParsedPage(String page) {
        try {
            document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(page)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    List<Element> all(String name) {
        return elements(document.getElementsByTagName(name));
    }

    static List<Element> in(Element parent, String name) {
        return elements(parent.getElementsByTagName(name));
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The cells of the table with a caption, row by row. */
    List<List<String>> table(String caption) {
        Element table = all("table").stream()
                .filter(candidate ->
                        in(candidate, "caption").get(0).getTextContent().equals(caption))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + caption));
        List<List<String>> rows = new ArrayList<>();
        for (Element row : in(in(table, "tbody").get(0), "tr")) {
            List<String> cells = new ArrayList<>();
            for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNextSibling()) {
                cells.add(cell.getTextContent());
            }
            rows.add(cells);
        }
        return rows;
    }

    /** What the headline with a name says. */
    String headline(String name) {
        Element tile = all("dt").stream()
                .filter(title -> title.getTextContent().equals(name))
                .map(title -> (Element) title.getParentNode())
                .findFirst()
                .orElseThrow();
        return in(tile, "dd").get(0).getTextContent();
    }

    String policy() {
        return all("meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .map(meta -> meta.getAttribute("content"))
                .findFirst()
                .orElseThrow();
    }

    /** No element, attribute or address that could load or run something. */
    void assertInert() {
        for (String name : List.of(
                "script",
                "link",
                "img",
                "image",
                "iframe",
                "object",
                "embed",
                "base",
                "form",
                "use",
                "foreignObject",
                "animate",
                "set",
                "audio",
                "video",
                "source",
                "input",
                "button")) {
            assertThat(all(name)).as(name).isEmpty();
        }
        for (Element element : all("*")) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                assertThat(attribute.getNodeName())
                        .doesNotStartWith("on")
                        .isNotIn("style", "src", "srcset", "xlink:href");
                if (attribute.getNodeName().equals("href")) {
                    assertThat(attribute.getNodeValue()).startsWith("#");
                }
            }
        }
        assertThat(all("style"))
                .singleElement()
                .satisfies(style -> assertThat(style.getTextContent()).doesNotContain("url(", "@import", "http"));
        assertThat(policy())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
    }
}
