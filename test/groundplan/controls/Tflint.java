package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What TFLint's own rules on Terraform's language say of units. One process takes all those that were not scanned in a former run of the
 * tests.
 */
final class Tflint {
    /** Every rule, also those that TFLint does not recommend to everybody. */
    private static final String SETTINGS =
            """
            plugin "terraform" {
              enabled = true
              preset  = "all"
            }
            """;

    private static final String PROGRAM = "tflint";

    private Tflint() {}

    /**
     * Its issues as {@code <unit> <rule> <message>}.
     *
     * @param name under which the results are kept
     * @param units the text of each unit's {@code main.tf.json} by its path
     */
    static List<String> issues(String name, Map<String, String> units) throws IOException {
        ObjectNode former = KeptResults.read(name).orElseGet(TerraformJson::object);
        ObjectNode results = TerraformJson.object();
        String version = Terraform.version(PROGRAM) + SETTINGS;
        Map<String, String> keys = new TreeMap<>();
        Map<String, String> missing = new TreeMap<>();
        units.forEach((unit, text) -> {
            String key = ContentHash.shortened(version + text);
            keys.put(unit, key);
            if (former.has(key)) {
                results.set(key, former.get(key));
            } else if (!missing.containsKey(key)) {
                missing.put(key, text);
            }
        });
        if (!missing.isEmpty()) {
            results.setAll(scanned(missing));
            KeptResults.write(name, results);
        }
        List<String> issues = new ArrayList<>();
        keys.forEach((unit, key) -> results.path(key).forEach(issue -> issues.add(unit + " " + issue.asText())));
        return issues;
    }

    private static ObjectNode scanned(Map<String, String> texts) throws IOException {
        Path folder = Files.createTempDirectory("groundplan-tflint-");
        try {
            Path settings = Files.writeString(folder.resolve("tflint.hcl"), SETTINGS);
            ObjectNode found = TerraformJson.object();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                found.putArray(text.getKey());
                Files.writeString(
                        Files.createDirectories(folder.resolve(text.getKey())).resolve("main.tf.json"),
                        text.getValue());
            }
            ProcessRunner.Result result = new ProcessRunner(
                            List.of(
                                    Terraform.path(PROGRAM).toString(),
                                    "--recursive",
                                    "--force",
                                    "--no-color",
                                    "--format=json",
                                    "--config=" + settings),
                            folder,
                            Map.of())
                    .quietly();
            if (!result.output().startsWith("{")) {
                throw new AssertionError("tflint: " + result.output());
            }
            JsonNode report = TerraformJson.read(result.output());
            if (!report.path("errors").isEmpty()) {
                throw new AssertionError("tflint: " + report.path("errors"));
            }
            report.path("issues").forEach(issue -> found.withArrayProperty(
                            issue.at("/range/filename").asText().replaceFirst("/.*", ""))
                    .add(issue.at("/rule/name").asText() + " "
                            + issue.path("message").asText()));
            return found;
        } finally {
            TestFiles.delete(folder);
        }
    }
}
