package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A value that is written on one line, for a file or for people, reads back as itself. */
class YamlValueTest {
    private static final long SEED = 20260801;
    private static final int VALUES = 5_000;

    private static final List<String> PIECES = List.of(
            "a", "web", "1", ".5", "0x1F", "1e3", "true", "null", "~", "yes", "-", "?", ":", ": ", ", ", " ", " #", "#",
            "\"", "'", "[", "]", "{", "}", "\n", "\t", "\\", "&", "*", "!", "|", ">", "%", "@", "`", "=", "/", "\u00e9",
            "\u2028", "---", "...", "_", "+");

    @Test
    void aValueReadsBackAsItself() {
        Random random = new Random(SEED);
        for (int i = 0; i < VALUES; i++) {
            Node value = value(random, 2);
            for (String text : List.of(YamlValue.of(value), Explanation.text(value))) {
                List<Problem> problems = new ArrayList<>();
                Node read = YamlFile.parseValue(text, "", problems);
                assertEquals(List.of(), problems, text);
                assertTrue(read != null && Node.same(value, read), () -> value + " is written as " + text);
                assertEquals(1, text.lines().count(), text);
            }
        }
    }

    @Test
    void wordsPathsAndAddressesNeedNoQuotes() {
        for (String text : List.of(
                "per_zone",
                "10.0.0.0/16",
                "arn:aws:iam::123456789012:role/plan",
                "https://example.com/a?b=c",
                "a, b",
                "it's")) {
            assertEquals(text, Explanation.text(text(text)));
        }
        assertEquals("[a, \"b, c\", \"1\"]", Explanation.text(list(List.of(text("a"), text("b, c"), text("1")))));
    }

    private static Node value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 ->
                new Node.Scalar(
                        SourceLocation.DEFAULT,
                        Node.Type.INTEGER,
                        Integer.toString(random.nextInt(20) - 10),
                        List.of());
            case 1 -> new Node.Scalar(SourceLocation.DEFAULT, Node.Type.BOOLEAN, "true", List.of());
            case 2, 3 -> text(words(random));
            case 4 ->
                random.nextInt(5) == 0
                        ? new Node.Scalar(SourceLocation.DEFAULT, Node.Type.NOTHING, "", List.of())
                        : text(words(random));
            case 5 -> {
                List<Node> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth - 1));
                }
                yield list(items);
            }
            default -> {
                Map<String, Node.Entry> entries = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    entries.put(words(random), new Node.Entry(SourceLocation.DEFAULT, value(random, depth - 1)));
                }
                yield new Node.Mapping(SourceLocation.DEFAULT, entries, List.of());
            }
        };
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static Node list(List<Node> items) {
        return new Node.Sequence(SourceLocation.DEFAULT, items, List.of());
    }

    private static Node text(String text) {
        return new Node.Scalar(SourceLocation.DEFAULT, Node.Type.TEXT, text, List.of());
    }
}
