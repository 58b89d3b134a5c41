package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An environment with a network and keys, drawn. */
class GraphCommandTest {
    @TempDir
    static Path folder;

    private static TempProject shop;

    @BeforeAll
    static void keysAndANetwork() {
        shop = TempProject.shop(folder);
    }

    @Test
    void mermaidIsPrintedWhenNothingElseIsAskedFor() {
        Outcome text = shop.run("graph", "shop/dev")
                .exits(0)
                .prints("flowchart TB\n")
                .prints("[\"VPC 10.0.0.0/16\"]")
                .prints("<b>2 NAT gateways</b><br>zones a, b");
        List<String> lines = text.out().lines().map(String::strip).toList();
        assertEquals(
                lines.stream().filter(line -> line.startsWith("subgraph")).count(),
                lines.stream().filter("end"::equals).count(),
                text::out);
    }

    @Test
    void jsonNamesTheResourcesBehindEachElement() {
        List<String> resources = new ArrayList<>();
        JsonNode drawing =
                shop.run("graph", "shop/dev", "--format", "json").exits(0).json();
        drawing.path("elements")
                .forEach(element -> element.path("resources").forEach(one -> resources.add(one.asText())));
        assertTrue(resources.contains("us-east-1/network/aws_nat_gateway.public_a"), resources::toString);
        assertEquals("shop/dev", drawing.path("title").asText());
    }

    @Test
    void svgGoesToAFileAndIsTheSameEachTime() throws Exception {
        shop.run("graph", "shop/dev", "--format", "svg", "--out", "drawing.svg").exits(0);
        assertEquals(shop.run("graph", "shop/dev", "--format", "svg").exits(0).out(), shop.text("drawing.svg"));
    }

    @Test
    void textStaysInsideOfThePage() throws Exception {
        shop.run("graph", "shop/dev", "--format", "svg", "--out", "page.svg").exits(0);
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("page.svg").toFile())
                .getDocumentElement();
        NodeList texts = svg.getElementsByTagName("text");
        assertTrue(texts.getLength() > 5, () -> texts.getLength() + " texts");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            double end = Double.parseDouble(text.getAttribute("x"))
                    + text.getTextContent().length() * 0.55 * Double.parseDouble(text.getAttribute("font-size"));
            assertTrue(
                    end < Double.parseDouble(svg.getAttribute("width")),
                    () -> text.getTextContent() + " ends outside of the page");
        }
    }

    @Test
    void anEnvironmentThatIsNotThereIsBadInput() {
        Outcome outcome = shop.run("graph", "shop/dve").exits(2);
        assertTrue(outcome.err().contains("no environment 'shop/dve'"), outcome::err);
        assertFalse(outcome.err().contains("fault"), outcome::err);
    }
}
