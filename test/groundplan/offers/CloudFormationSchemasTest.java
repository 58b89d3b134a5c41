package groundplan.offers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is generated has the values, forms and lengths that CloudFormation's schemas allow for the same resources. The provider checks
 * few of them, and AWS all, at the end of an apply. {@code tools/cloudformation.py} writes the rules.
 */
class CloudFormationSchemasTest {
    private static final String RULES = "test/groundplan/offers/cloudformation.tsv";
    private static final Map<String, List<Rule>> BY_TYPE = read();

    private record Rule(List<String> path, String name, JsonNode value) {
        /** Adds what is wrong with a value, or with those below it. */
        void check(JsonNode at, int depth, String where, List<String> wrong) {
            if (at.isArray() && (depth < path.size() || !name.endsWith("Items"))) {
                at.forEach(entry -> check(entry, depth, where, wrong));
            } else if (depth < path.size()) {
                check(at.path(path.get(depth)), depth + 1, where, wrong);
            } else if (!at.isMissingNode() && !at.isNull() && !at.asText().contains("${") && !holds(at)) {
                wrong.add(where + "." + String.join(".", path) + " is " + at + ", but " + name + " is " + value);
            }
        }

        private boolean holds(JsonNode at) {
            int length = at.asText().length();
            return switch (name) {
                case "enum" -> {
                    List<String> words = new ArrayList<>();
                    value.forEach(word -> words.add(word.asText()));
                    yield words.contains(at.asText());
                }
                case "pattern" ->
                    Pattern.compile(value.asText()).matcher(at.asText()).find();
                case "minLength" -> !at.isTextual() || length >= value.asInt();
                case "maxLength" -> !at.isTextual() || length <= value.asInt();
                case "minimum" -> Double.parseDouble(at.asText()) >= value.asDouble();
                case "maximum" -> Double.parseDouble(at.asText()) <= value.asDouble();
                case "minItems" -> !at.isArray() || at.size() >= value.asInt();
                case "maxItems" -> !at.isArray() || at.size() <= value.asInt();
                default -> throw new IllegalStateException(name + " in " + RULES);
            };
        }
    }

    @Test
    void whatIsGeneratedIsWhatTheSchemasAllow() {
        List<String> wrong = new ArrayList<>();
        FullSynthesis.documents().forEach(document -> document.json()
                .path("resource")
                .properties()
                .forEach(type -> type.getValue()
                        .properties()
                        .forEach(resource -> check(
                                type.getKey(),
                                resource.getValue(),
                                document.unit().path() + ": " + type.getKey() + "." + resource.getKey(),
                                wrong))));
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_cloudwatch_log_group | {\"retention_in_days\": 8}",
                "aws_lambda_function | {\"runtime\": \"python4\"}",
                "aws_lambda_function | {\"timeout\": 5401}",
                "aws_lambda_function | {\"architectures\": [\"x86_64\", \"arm64\"]}",
                "aws_lambda_function | {\"description\": \"%s\"}",
                "aws_lambda_function | {\"vpc_config\": [{\"subnet_ids\": [\"subnet-1\", \"net-2\", \"${a.b}\"]}]}"
            })
    void aValueThatNoSchemaAllowsIsFound(String type, String body) {
        List<String> wrong = new ArrayList<>();
        check(type, TerraformJson.read(body.replace("%s", "x".repeat(257))), type, wrong);
        assertEquals(1, wrong.size(), wrong::toString);
    }

    @Test
    void theRulesAreThoseOfThePinnedSource() {
        String pinned = Repository.text(Repository.root().resolve("tools/python/cfn-lint.in"))
                .strip();
        String first = Repository.text(Repository.root().resolve(RULES))
                .lines()
                .findFirst()
                .orElseThrow();
        assertTrue(
                first.startsWith("# Written by tools/cloudformation.py from " + pinned.replace("==", " ") + ","),
                () -> RULES + " begins with " + first + ", but " + pinned + " is pinned");
    }

    private static void check(String type, JsonNode body, String where, List<String> wrong) {
        BY_TYPE.getOrDefault(type, List.of()).forEach(rule -> rule.check(body, 0, where, wrong));
    }

    private static Map<String, List<Rule>> read() {
        Map<String, List<Rule>> rules = new TreeMap<>();
        Repository.text(Repository.root().resolve(RULES)).lines().skip(1).forEach(line -> {
            String[] columns = line.split("\t");
            rules.computeIfAbsent(columns[0], type -> new ArrayList<>())
                    .add(new Rule(
                            List.of(columns[1].split("\\.")),
                            columns[2],
                            TerraformJson.read("{\"value\": " + columns[3] + "}")
                                    .path("value")));
        });
        return rules;
    }
}
