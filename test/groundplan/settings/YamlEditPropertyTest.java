package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** After an edit all other values are what they were, in whatever form the file has them. */
class YamlEditPropertyTest {
    private static final long SEED = 20260803;
    private static final int FILES = 4_000;

    /** Texts of a value in one form each; a line of more is indented as the value is. */
    private static final List<String> VALUES = List.of(
            "1",
            "plain",
            "plain # a comment",
            "one\n  two # behind two lines",
            "\"quoted\n  over lines\"",
            "'it''s: # no comment'",
            "|\n  literal\n  # of two lines",
            "|-\n  stripped\n\n",
            "|+\n  kept",
            "|+\n  kept\n\n",
            "|+ # kept\n  as it is\n\n\n",
            ">\n  folded\n  to one line",
            ">-\n  folded\n\n",
            ">+\n  folded\n\n",
            "|2\n    deeper\n  than others",
            "[a, b]",
            "[a,\n  b, # a comment\n  c]",
            "{x: 1, y: {z: 2}}",
            "{x: 1,}",
            "{x,\n  y: 1 # a comment\n  }",
            "{}",
            "",
            " # nothing",
            "\n  - a\n  - |\n    literal",
            "\n  - a\n  -",
            "\n  on the next line",
            "~");

    @Test
    void allOtherValuesAreWhatTheyWere() {
        Random random = new Random(SEED);
        int edits = 0;
        for (int i = 0; i < FILES; i++) {
            String file = file(random);
            Object before = load(file);
            if (before == null || !read(file).isEmpty()) {
                continue;
            }
            edits++;
            boolean set = random.nextInt(3) > 0;
            List<String> path = path(before, random, set);
            String value = List.of("7", "[p, q]", "\"a: b\"").get(random.nextInt(3));
            String edited = set
                    ? YamlEdit.set(file, path, YamlFile.parseValue(value, "", new ArrayList<>()))
                    : YamlEdit.remove(file, path, random.nextInt(2));
            String what = (set ? "set " + value + " at " : "remove ") + path + " of\n" + file + "\n---\n" + edited;
            assertEquals(normal(with(before, path, set ? load(value) : null)), normal(load(edited)), what);
            if (set && valueAt(before, path) == null) {
                for (String line : file.split("\n")) {
                    int comment = line.indexOf("# about ");
                    assertTrue(
                            comment < 0 || edited.contains(line.substring(comment)),
                            () -> "a comment is lost: " + what);
                }
            }
        }
        assertTrue(edits > FILES / 2, "files among " + FILES + " that are valid: " + edits);
    }

    /** The files of a system that ends with a text; the editor that wrote it leaves the last line open. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: |\n  text",
                "a: |+\n  text",
                "a: >\n  text",
                "a: |\r\n  text",
                "a: |\n  text\n  ",
                "a: |+\n  text\n\n",
                "z: |+\n  text\n\n",
                "a: one\n  two",
                "a: 1 # end",
                "a: 1\n# end",
                "units:\n  a: |\n    text",
                "units: {a: 1 # one\n  }"
            })
    void aKeyIsAddedToAFileWhateverItEndsWith(String file) {
        for (List<String> path : List.of(List.of("m"), List.of("units", "m"), List.of("zz", "m"))) {
            Object before = load(file);
            String edited = YamlEdit.set(file, path, YamlFile.parseValue("7", "", new ArrayList<>()));
            assertEquals(normal(with(before, path, 7)), normal(load(edited)), edited);
        }
    }

    @Test
    void windowsLineEndsStay() {
        assertEquals(
                "a: |\r\n  text\r\nb: 7\r\n",
                YamlEdit.set("a: |\r\n  text\r\n", List.of("b"), YamlFile.parseValue("7", "", new ArrayList<>())));
    }

    private static String file(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "# about the file\n" : "");
        map(random, "", 2, text);
        String file = text.toString();
        if (random.nextInt(3) == 0) {
            file = file.stripTrailing();
        }
        if (random.nextInt(4) == 0) {
            file = file + (file.endsWith("\n") ? "" : "\n") + "# about the end" + (random.nextBoolean() ? "\n" : "");
        }
        return random.nextInt(4) == 0 ? file.replace("\n", "\r\n") : file;
    }

    private static void map(Random random, String indent, int depth, StringBuilder into) {
        int keys = 1 + random.nextInt(3);
        for (int i = 0; i < keys; i++) {
            String key = "k" + (random.nextInt(4) == 0 ? 9 - i : i);
            if (random.nextInt(4) == 0) {
                into.append(indent)
                        .append("# about ")
                        .append(key)
                        .append(indent.length())
                        .append('\n');
            }
            into.append(indent).append(key).append(':');
            if (depth > 0 && random.nextInt(3) == 0) {
                into.append('\n');
                map(random, indent + "  ", depth - 1, into);
            } else {
                String value = VALUES.get(random.nextInt(VALUES.size())).replace("\n", "\n" + indent);
                into.append(value.isEmpty() || value.startsWith("\n") || value.startsWith(" ") ? "" : " ")
                        .append(value)
                        .append('\n');
            }
            if (random.nextInt(6) == 0) {
                into.append('\n');
            }
        }
    }

    /** A key that is there, or one that is not yet. */
    private static List<String> path(Object file, Random random, boolean add) {
        List<String> path = new ArrayList<>();
        Object here = file;
        while (here instanceof Map<?, ?> map && !map.isEmpty() && (path.isEmpty() || random.nextInt(3) > 0)) {
            if (add && random.nextInt(3) == 0) {
                break;
            }
            List<?> keys = List.copyOf(map.keySet());
            String key = (String) keys.get(random.nextInt(keys.size()));
            path.add(key);
            here = map.get(key);
        }
        boolean keys = path.isEmpty() || here == null || here instanceof Map<?, ?>;
        if (path.isEmpty() || add && keys && random.nextBoolean()) {
            path.add("k" + random.nextInt(10) + "new");
            if (random.nextBoolean()) {
                path.add("below");
            }
        }
        return path;
    }

    private static List<Problem> read(String file) {
        List<Problem> problems = new ArrayList<>();
        YamlFile.parseValue(file, "", problems);
        return problems;
    }

    private static Object load(String text) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (org.yaml.snakeyaml.error.YAMLException e) {
            return null;
        }
    }

    private static Object valueAt(Object value, List<String> path) {
        return path.isEmpty() || value == null
                ? value
                : value instanceof Map<?, ?> map ? valueAt(map.get(path.get(0)), path.subList(1, path.size())) : null;
    }

    private static Object with(Object value, List<String> path, Object wanted) {
        if (path.isEmpty()) {
            return wanted;
        }
        Map<Object, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            copy.putAll(map);
        }
        copy.put(path.get(0), with(copy.get(path.get(0)), path.subList(1, path.size()), wanted));
        return copy;
    }

    /** Without keys that have nothing behind them: whether they are written is another matter. */
    private static Object normal(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, below) -> {
            Object left = normal(below);
            if (left != null) {
                copy.put(key, left);
            }
        });
        return copy.isEmpty() ? null : copy;
    }
}
