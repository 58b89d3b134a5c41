package groundplan.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform itself judges: what it makes of expressions by chance, and of texts with mistakes. */
class TerraformComparisonTest {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final String VALUES =
            """
            n = %s
            s = "%s"
            b = %s
            l = ["%s", "x", "x"]
            m = { a = "%s", "x y" = "2" }
            o = [{ id = "%s", tags = { a = "1" } }, { id = "o2", tags = { a = "2", b = "3" } }]
            """;

    private static final Map<String, String> DEFINITIONS = Map.of(
            "hn", "local.n + dependency.d.outputs.n",
            "hs", "<<EOT\n${local.hb}${dependency.d.outputs.s}\nEOT\n",
            "hb", "local.b || dependency.d.outputs.b",
            "hl", "concat(local.l, dependency.d.outputs.l)",
            "hm", "merge(local.m, { z = dependency.d.outputs.s, a = local.hs })",
            "ho", "[for v in dependency.d.outputs.o : v]");

    @TempDir
    private Path folder;

    @Test
    void splittingAndPrintingKeepTheValue() throws Exception {
        compareValues(20_261, 400);
    }

    @Test
    @Tag("nightly")
    void splittingAndPrintingKeepTheValueOfMany() throws Exception {
        for (int seed = 1; seed <= 10; seed++) {
            compareValues(seed, 1_000);
        }
    }

    @Test
    void whatTerraformRefusesIsRefused() throws Exception {
        compareVerdicts(7, 1_000);
    }

    @Test
    @Tag("nightly")
    void whatTerraformRefusesIsRefusedOfMany() throws Exception {
        for (int seed = 100; seed < 110; seed++) {
            compareVerdicts(seed, 3_000);
        }
    }

    @Test
    void textsOfJsonHaveTheValueThatTheyHaveThere() throws Exception {
        RandomExpressions random = new RandomExpressions(3);
        ObjectNode outputs = MAPPER.createObjectNode();
        StringBuilder copies =
                new StringBuilder("locals {\n" + VALUES.formatted("3", "o n", "true", "b", "a", "o1") + "}\n");
        for (int i = 0; i < 300; i++) {
            outputs.putObject("json" + i).put("value", random.bareTemplate() + ".");
        }
        String document = MAPPER.createObjectNode().set("output", outputs).toString();
        for (HclBlock output :
                HclParser.file(SourceText.of("main.tf.json", document)).blocks("output", 1)) {
            copies.append("output \"native_")
                    .append(output.label(0).substring(4))
                    .append("\" {\n  value = ")
                    .append(output.body()
                            .attribute("value")
                            .orElseThrow()
                            .expression()
                            .range()
                            .text())
                    .append("\n}\n");
        }
        Path json = Files.createDirectories(folder.resolve("json"));
        Files.writeString(json.resolve("main.tf.json"), document);
        Files.writeString(json.resolve("native.tf"), copies);
        String told = terraform(json, "apply", "-auto-approve", "-no-color", "-compact-warnings");
        assertTrue(told.contains("Apply complete"), () -> told.substring(0, Math.min(4_000, told.length())));
        JsonNode values =
                MAPPER.readTree(json.resolve("terraform.tfstate").toFile()).path("outputs");
        for (int i = 0; i < 300; i++) {
            assertEquals(
                    values.path("json" + i).path("value"),
                    values.path("native_" + i).path("value"),
                    outputs.path("json" + i).toString());
        }
    }

    /** The value of each expression, of its tree printed, and of its parts put together again. */
    private void compareValues(long seed, int cases) throws Exception {
        RandomExpressions random = new RandomExpressions(seed);
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> originals = new ArrayList<>();
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            String original = random.next();
            HclExpression read = HclParser.expression(SourceText.of("seed " + seed + " case " + i, original));
            originals.add(original);
            splits.add(Split.of(read, new Outputs()));
            texts.put("original" + i, original.replace("dependency.d.outputs.", "local.d"));
            texts.put("printed" + i, PrintedTree.of(read).replace("dependency.d.outputs.", "local.d"));
            for (int j = 0; j < splits.get(i).constants().size(); j++) {
                texts.put("part" + i + "x" + j, splits.get(i).constants().get(j).text());
            }
        }
        Map<String, JsonNode> values = evaluated(texts);

        texts.clear();
        for (int i = 0; i < cases; i++) {
            int number = i;
            Split split = splits.get(i);
            texts.put("split" + i, split.text(constant -> {
                JsonNode value =
                        values.get("part" + number + "x" + split.constants().indexOf(constant));
                return value == null ? "tonumber(\"fails\")" : HclText.of(value);
            }));
        }
        Map<String, JsonNode> again = evaluated(texts);

        int evaluable = 0;
        for (int i = 0; i < cases; i++) {
            JsonNode expected = values.get("original" + i);
            evaluable += expected == null ? 0 : 1;
            String about = "seed " + seed + ", case " + i + ": " + originals.get(i);
            assertEquals(expected, values.get("printed" + i), about);
            assertEquals(expected, again.get("split" + i), about + "\nas " + texts.get("split" + i));
            for (int j = 0; expected != null && j < splits.get(i).constants().size(); j++) {
                assertTrue(
                        values.get("part" + i + "x" + j) != null
                                || splits.get(i).constants().get(j).mayBeSkipped(),
                        about + "\nhas a part that fails, which is not told: "
                                + splits.get(i).constants().get(j));
            }
        }
        assertTrue(evaluable > cases / 2, evaluable + " of " + cases + " can be evaluated");
        assertTrue(
                splits.stream().filter(split -> !split.isConstant()).count() > cases / 3, "too few depend on outputs");
    }

    private static final class Outputs implements Split.Rules {
        private final Map<String, HclExpression> read = new HashMap<>();

        @Override
        public Optional<Split.Definition> definition(HclReference reference) {
            return reference.root().equals("local")
                    ? reference
                            .name(0)
                            .filter(DEFINITIONS::containsKey)
                            .map(name -> new Split.Definition(
                                    read.computeIfAbsent(
                                            name,
                                            one -> HclParser.expression(SourceText.of(one, DEFINITIONS.get(one)))),
                                    1))
                    : Optional.empty();
        }

        @Override
        public Optional<Split.Replacement> replacement(HclReference reference) {
            return reference.root().equals("dependency")
                    ? Optional.of(
                            new Split.Replacement("local.d" + reference.name(2).orElseThrow(), 3))
                    : Optional.empty();
        }
    }

    /** What Terraform makes of expressions, in one run; what fails is left out. */
    private Map<String, JsonNode> evaluated(Map<String, String> expressions) throws Exception {
        Path main = Files.createDirectories(folder.resolve("values")).resolve("main.tf");
        String own = VALUES.formatted("3", "own", "true", "b", "own a", "o1");
        String other =
                VALUES.formatted("0.5", "o", "false", "a", "other a", "p1").replaceAll("(?m)^([a-z]) =", "d$1 =");
        StringBuilder text = new StringBuilder("locals {\n" + own + other);
        DEFINITIONS.forEach((name, definition) -> text.append(name)
                .append(" = ")
                .append(definition.replace("dependency.d.outputs.", "local.d"))
                .append('\n'));
        text.append("}\n");
        expressions.forEach((name, expression) -> text.append("output \"")
                .append(name)
                .append("\" {\n  value = try(jsonencode(")
                .append(expression)
                .append("\n), null)\n}\n"));
        Files.writeString(main, text);
        Files.deleteIfExists(main.resolveSibling("terraform.tfstate"));
        String told = terraform(main.getParent(), "apply", "-auto-approve", "-no-color", "-compact-warnings");
        assertTrue(told.contains("Apply complete"), () -> told.substring(0, Math.min(4_000, told.length())));
        Map<String, JsonNode> values = new LinkedHashMap<>();
        JsonNode outputs = MAPPER.readTree(
                        main.resolveSibling("terraform.tfstate").toFile())
                .path("outputs");
        for (String name : expressions.keySet()) {
            JsonNode value = outputs.path(name).path("value");
            if (value.isTextual()) {
                values.put(name, MAPPER.readTree(value.asText()));
            }
        }
        return values;
    }

    /** Which of many texts with mistakes are HCL. */
    private void compareVerdicts(long seed, int cases) throws Exception {
        RandomExpressions expressions = new RandomExpressions(seed);
        Random random = new Random(seed);
        Path texts = Files.createDirectories(folder.resolve("texts" + seed));
        Map<String, String> told = new LinkedHashMap<>();
        for (int i = 0; i < cases; i++) {
            String text = "a = " + expressions.next() + "\nb \"c\" d {\n  e = " + expressions.next() + "\n}\n";
            for (int j = random.nextInt(3); j >= 0; j--) {
                text = mutated(text, random);
            }
            String name = String.format("t%05d.tf", i);
            Files.writeString(texts.resolve(name), text);
            try {
                HclParser.body(SourceText.of(name, text));
            } catch (InvalidHcl e) {
                told.put(name, e.getMessage());
            }
        }
        Set<String> expected = new TreeSet<>();
        Matcher files = Pattern.compile("on \\S*(t\\d{5}\\.tf) line")
                .matcher(terraform(texts, "fmt", "-check", "-list=false", "-no-color"));
        while (files.find()) {
            expected.add(files.group(1));
        }
        assertTrue(
                expected.size() > cases / 4 && expected.size() < cases,
                expected.size() + " of " + cases + " are refused");
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            String name = String.format("t%05d.tf", i);
            if (told.containsKey(name) != expected.contains(name)) {
                differences.add("seed " + seed + ", " + (expected.contains(name) ? "accepted" : "refused")
                        + " by us alone: " + told.get(name) + "\n" + Files.readString(texts.resolve(name)));
            }
        }
        assertEquals(List.of(), differences);
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length());
        String[] pieces = {
            "\"",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "${",
            "%{",
            "~}",
            "\n",
            ",",
            "=",
            "=>",
            ":",
            "::",
            "...",
            ".",
            ".*",
            "[*]",
            "?",
            "-",
            "!",
            "&&",
            "<<EOT\n",
            "EOT\n",
            "#",
            "/*",
            "*/",
            "\\",
            "$",
            "%",
            "for",
            " in ",
            "if",
            "1",
            "1.5.2",
            "e5",
            "a",
            "é",
            "'",
            ";",
            "\r",
            "\t",
            "&",
            "|",
            "\u2028",
            "%{ if a }",
            "%{ endif }",
            "%{ else }",
            "%{ endfor }",
            "null",
            "\\u12",
            "\0"
        };
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(3)));
            case 1 -> {
                int from = random.nextInt(text.length());
                yield text.substring(0, at)
                        + text.substring(from, Math.min(text.length(), from + random.nextInt(8)))
                        + text.substring(at);
            }
            default -> text.substring(0, at) + pieces[random.nextInt(pieces.length)] + text.substring(at);
        };
    }

    private static String terraform(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        ProcessBuilder program =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        program.environment().put("CHECKPOINT_DISABLE", "1");
        program.environment().remove("TF_CLI_ARGS");
        program.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Process process = program.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return told;
    }
}
