package groundplan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** What is put into Markdown is what another reader of Markdown finds in it, and nothing else. */
class MarkdownTest {
    private static final List<Extension> GFM = List.of(TablesExtension.create(), StrikethroughExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(GFM).build();

    private static Stream<String> texts() {
        Stream<String> known = Stream.of(
                "plain",
                "`",
                "``",
                "a ``` b",
                "`a`",
                "```\n~~~\n```",
                "**bold** _it_ ~~gone~~ \\ \\*",
                "# heading",
                "- item",
                "+ item",
                "* item",
                "> quote",
                "1. item",
                "12) item",
                "===",
                "---",
                "[text](https://example.com)",
                "![image](x)",
                "<script>alert(1)</script>",
                "</details>",
                "<!-- x -->",
                "a | b",
                "a \\| b",
                "|---|",
                "&lt; &amp; &#35;",
                "two\nlines",
                "@somebody",
                "shop/infrastructure#7, #12 and GH-3",
                "seen in 3f786850e387550fdab836ed7e6dc881de23001b and deadbeef1",
                "https://example.com, www.example.com and mail@example.com",
                "costs $5 and $x$ :tada:",
                "trailing \\",
                "aws_x.y[\"a|b.c[0]\"]");
        Random random = new Random(3);
        Stream<String> made = Stream.generate(() -> random.ints(1 + random.nextInt(12), 0, 24)
                        .mapToObj("a1`*_~\\|[](){}#+-.!<>&\n\""::charAt)
                        .map(String::valueOf)
                        .collect(Collectors.joining()))
                // Space around a text is nothing to see.
                .filter(text -> !text.isBlank() && text.strip().equals(text))
                .limit(2000);
        return Stream.concat(known, made);
    }

    @Test
    void aTextIsShownAsItIs() {
        texts().forEach(text -> {
            String line = text.replaceAll("\\R", " ").strip();
            assertEquals(List.of(line), found("- " + Markdown.text(text) + "\n", ListItem.class), "in a list");
            assertEquals(List.of(line), found("> - " + Markdown.text(text) + "\n", ListItem.class), "in a quote");
            assertEquals(
                    List.of("x " + line), found("x " + Markdown.text(text) + "\n", Paragraph.class), "in a paragraph");
        });
    }

    @Test
    void codeIsShownAsItIs() {
        texts().forEach(text -> {
            assertEquals(
                    List.of(text.replaceAll("\\R", " ").strip()),
                    found("- " + Markdown.code(text) + " x\n", Code.class));
        });
    }

    @Test
    void aCellHoldsItsTextAndNoOther() {
        texts().forEach(text -> {
            String line = text.replaceAll("\\R", " ").strip();
            String table = "| a | b | c |\n|---|---|---|\n"
                    + Markdown.row(List.of(Markdown.text(text), Markdown.code(text), "last"));
            assertEquals(List.of("a", "b", "c", line, line, "last"), found(table, TableCell.class));
        });
    }

    @Test
    void nothingClosesAFenceButItsEnd() {
        texts().forEach(text -> {
            List<String> blocks = new ArrayList<>();
            PARSER.parse(Markdown.fenced("diff", text) + "\nafter\n").accept(new AbstractVisitor() {
                @Override
                public void visit(FencedCodeBlock block) {
                    blocks.add(block.getInfo() + ":" + block.getLiteral());
                }
            });
            assertEquals(List.of("diff:" + text + "\n"), blocks);
        });
    }

    @Test
    void aSummaryHasNoMarkupOfATexts() {
        List<String> html = new ArrayList<>();
        PARSER.parse(Markdown.details(Markdown.htmlCode("</summary><b>x</b> & \n y"), "text\n\n"))
                .accept(new AbstractVisitor() {
                    @Override
                    public void visit(HtmlBlock block) {
                        html.add(block.getLiteral());
                    }
                });
        assertEquals(
                List.of("<details><summary><code>&lt;/summary>&lt;b>x&lt;/b> &amp;   y</code></summary>", "</details>"),
                html);
    }

    @Test
    void whatIsCutIsCountedAndLeavesNothingOpen() {
        String text = "<details><summary>x</summary>\n\n````diff\n```\n" + "+ l\u00efne\n".repeat(5000)
                + "````\n\n</details>\n";
        for (int most : List.of(150, 600, 5_000, 30_000)) {
            String cut = Markdown.cut(text, most, "The log has all of it.");
            assertTrue(cut.getBytes(StandardCharsets.UTF_8).length <= most, "it is " + cut.length());
            int kept =
                    (int) cut.lines().filter(line -> line.equals("+ l\u00efne")).count();
            int others = cut.contains("````diff") ? 3 : cut.contains("<details>") ? 1 : -1;
            int lines = kept == 0 ? 5007 : 5003 - kept;
            assertTrue(cut.contains(String.format("%,d lines are left out", lines)), others + cut);
            assertTrue(cut.contains("The log has all of it."), cut);
            assertEquals(cut.contains("<details>"), cut.contains("</details>"));
            assertEquals(kept > 0, cut.contains("\n````\n</details>\n"), cut);
        }
        assertEquals(text, Markdown.cut(text, 100_000, ""));
        assertEquals("", Markdown.cut(text, 10, "Not even that fits."));
    }

    /** What GitHub looks for in a text that is not code, from its documentation of references, mentions and automatic links. */
    @Test
    void aTextNotifiesNobodyAndLinksNothing() {
        Pattern links = Pattern.compile(
                "@[A-Za-z0-9]|#[0-9]|(?i:GH-)[0-9]|://|(?i:www\\.)|:[a-z0-9_+-]+:|\\b[0-9a-f]{7,40}\\b");
        for (String text : List.of(
                "@octocat and @shop/team",
                "#1, GH-2, gh-3, octo/repo#4, https://github.com/octo/repo/issues/5",
                "octo/repo@3f786850e387550fdab836ed7e6dc881de23001b, 3f78685 and a1b2c3d4",
                "http://example.com ftp://example.com www.example.com WWW.example.com",
                "somebody@example.com",
                ":tada: :+1: :white_check_mark:")) {
            List<String> shown = new ArrayList<>();
            PARSER.parse(Markdown.text(text)).accept(new AbstractVisitor() {
                @Override
                public void visit(Text node) {
                    shown.add(node.getLiteral());
                }
            });
            String literal = String.join("", shown);
            assertFalse(links.matcher(literal).find(), () -> literal);
            assertEquals(text, literal.replace("\u200b", ""), "it is shown as it is");
        }
    }

    @Test
    void whateverIsOpenAtACutIsClosed() {
        for (String[] block : new String[][] {
            {"~~~\n", "~~~\n"},
            {"~~~~~ text\n```\n~~~\n", "~~~~~\n"},
            {"   ```\n~~~\n", "   ```\n"},
            {"<!-- a comment\n```\n", "-->\n"},
            {"<details><summary>x</summary>\n\n<DETAILS>\n\n", "</DETAILS>\n</details>\n"},
            {"<details>\n\n```\n</details>\n<!--\n", "```\n</details>\n"},
            {"<pre>\n", "</pre>\n"},
            {"``` not a fence```\n", ""},
            {"<!-- closed -->\n", ""},
            {"`".repeat(300) + "\n", "`".repeat(300) + "\n"}
        }) {
            String cut = Markdown.cut("before\n\n" + block[0] + "line\n".repeat(5000), 9_000, "See the log.");
            assertTrue(bytes(cut) <= 9_000);
            String end = cut.substring(cut.lastIndexOf("line\n") + "line\n".length());
            assertTrue(end.startsWith(block[1] + "\n\n**Shortened for size: "), () -> block[0] + " ends in " + end);
            List<String> bold = new ArrayList<>();
            PARSER.parse(cut).accept(new AbstractVisitor() {
                @Override
                public void visit(StrongEmphasis node) {
                    bold.add(plain(node));
                }
            });
            assertEquals(1, bold.size(), () -> "the note is not read as Markdown: " + end);
        }
    }

    @Test
    void aFenceInAListIsClosedInTheList() {
        String cut = Markdown.cut("1. a\n\n   ```\n" + "   line\n".repeat(5000), 9_000, "See the log.");
        List<String> bold = new ArrayList<>();
        PARSER.parse(cut).accept(new AbstractVisitor() {
            @Override
            public void visit(StrongEmphasis node) {
                bold.add(plain(node));
            }
        });
        assertEquals(1, bold.size(), () -> "the note is in a block of code: " + cut.substring(cut.length() - 200));
    }

    @Test
    void whatCannotBeClosedIsLeftOutAndSaid() {
        for (String fence : List.of("`", "~")) {
            String cut = Markdown.cut(fence.repeat(70_000), 60_000, "See the log.");
            assertTrue(cut.contains("left out.** See the log.") && bytes(cut) <= 60_000, cut);
        }
    }

    @Test
    void aSingleLongLineIsCutInIt() {
        for (String one : List.of("x", "\u00e9", "\ud83d\ude00")) {
            String cut = Markdown.cut("head\n" + one.repeat(70_000), 60_000, "See the log.");
            assertTrue(bytes(cut) <= 60_000 && bytes(cut) > 59_000, () -> bytes(cut) + " bytes");
            assertTrue(cut.startsWith("head\n" + one.repeat(14_000)), "the beginning of the line stays");
            assertTrue(cut.contains("**Shortened for size: the end of a line is left out.** See the log."), cut);
            assertFalse(Pattern.compile("\\p{Cs}").matcher(cut).find(), "no half of a character");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void aLongValueIsCutOnceAndCounted() {
        assertEquals("x".repeat(400), ShownValue.of("x".repeat(400)));
        assertEquals("x".repeat(400) + "... (1,100 more characters)", ShownValue.of("x".repeat(1500)));
        String faces = "\ud83d\ude00".repeat(401);
        assertEquals("\ud83d\ude00".repeat(400) + "... (1 more character)", ShownValue.of(faces), "none is cut in two");
        assertEquals("(none)", ShownValue.of(null));
        assertEquals("a\\nb\\r\\u001b[2Jc\td", ShownValue.of("a\nb\r\u001b[2Jc\td"), "a terminal shows it as text");
    }

    @Test
    void blocksThatDoNotFitAreNamedAndTheOthersStay() {
        MarkdownWriter writer = new MarkdownWriter(20)
                .reserve("12345")
                .write("head ")
                .writeIfItFits("long", "x".repeat(11))
                .writeIfItFits("short", "\u00e4".repeat(5))
                .writeIfItFits("none", "y");
        assertEquals(List.of("long", "none"), writer.leftOut());
        assertEquals(0, writer.left());
        assertEquals("head \u00e4\u00e4\u00e4\u00e4\u00e412345", writer.end("12345"));
    }

    /** The plain text of each node of a kind, outermost first; fails when there is markup in it that was not asked for. */
    private static List<String> found(String markdown, Class<? extends Node> kind) {
        List<String> found = new ArrayList<>();
        Node document = PARSER.parse(markdown);
        collect(document, kind, found);
        return found.stream().map(text -> text.replace("\u200b", "")).toList();
    }

    private static void collect(Node node, Class<? extends Node> kind, List<String> found) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (kind.isInstance(child)) {
                found.add(plain(child));
            } else {
                collect(child, kind, found);
            }
        }
    }

    private static String plain(Node node) {
        if (node instanceof Text text) {
            return text.getLiteral();
        }
        if (node instanceof Code code) {
            return code.getLiteral();
        }
        boolean known = node instanceof ListItem || node instanceof Paragraph || node instanceof CustomNode;
        known |= node instanceof StrongEmphasis
                && node.getFirstChild() instanceof Text text
                && text.getLiteral().startsWith("Shortened for size");
        boolean asked = known;
        assertTrue(asked, () -> node + " was not asked for");
        assertFalse(node.getClass().getSimpleName().equals("Strikethrough"), "nothing is struck out");
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            text.append(plain(child));
        }
        return text.toString();
    }
}
