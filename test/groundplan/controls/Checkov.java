package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What checkov says of some documents. Its exit code says little (it is 0 when a file cannot be read), so what counts is in
 * its report. One process takes all documents: most of its time is its start.
 *
 * @param parsingErrors the files it could not read
 * @param checks how many checks it made, by document
 * @param failed the checks that failed
 */
record Checkov(List<String> parsingErrors, Map<String, Integer> checks, List<Finding> failed) {

    /** How many checks it made on the documents whose name begins so. */
    int checks(String prefix) {
        return checks.entrySet().stream()
                .filter(document -> document.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** What checkov reads. */
    enum Framework {
        /** The output of {@code terraform show -json}. */
        PLAN("terraform_plan", "plan.json"),
        /** A unit's Terraform JSON. */
        JSON("terraform_json", "main.tf.json");

        private final String name;
        private final String file;

        Framework(String name, String file) {
            this.name = name;
            this.file = file;
        }
    }

    /**
     * Scans documents: those that were not scanned in a former run of the tests.
     *
     * @param name under which the results are kept
     * @param documents by the name under which their findings are reported
     */
    static Checkov scan(String name, Framework framework, Map<String, ObjectNode> documents) {
        try {
            String version = Terraform.version("checkov");
            ObjectNode kept = KeptResults.read("scan-" + name).orElseGet(TerraformJson::object);
            ObjectNode results = TerraformJson.object();
            Map<String, Scanned> missing = new TreeMap<>();
            Map<String, String> keys = new TreeMap<>();
            documents.forEach((path, document) -> {
                String text = TerraformJson.write(readable(document));
                String key = ContentHash.shortened(framework + " " + version + "\n" + text);
                keys.put(path, key);
                if (kept.has(key)) {
                    results.set(key, kept.get(key));
                } else if (!results.has(key)) {
                    String folder = "/d" + missing.size() + "/" + framework.file;
                    missing.put(folder, new Scanned(key, text.lines().toList()));
                    results.putObject(key);
                }
            });
            List<String> parsingErrors = missing.isEmpty() ? List.of() : scan(framework, missing, results);
            if (parsingErrors.isEmpty()) {
                KeptResults.write("scan-" + name, results);
            }
            return read(parsingErrors, keys, results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checkov read(List<String> parsingErrors, Map<String, String> keys, ObjectNode results) {
        Map<String, Integer> checks = new TreeMap<>();
        List<Finding> failed = new ArrayList<>();
        keys.forEach((path, key) -> {
            checks.put(path, results.path(key).path("checks").asInt());
            results.path(key)
                    .path("failed")
                    .forEach(one -> failed.add(new Finding(
                            path,
                            one.path("check").asText(),
                            one.path("address").asText(),
                            one.path("message").asText())));
        });
        return new Checkov(parsingErrors, checks, failed);
    }

    /** Scans in one process; answers with the files that it could not read. */
    private static List<String> scan(Framework framework, Map<String, Scanned> documents, ObjectNode results)
            throws IOException {
        Path folder = Files.createTempDirectory("groundplan-scan-");
        try {
            for (Map.Entry<String, Scanned> document : documents.entrySet()) {
                Path file = folder.resolve(document.getKey().substring(1));
                Files.createDirectories(file.getParent());
                Files.write(file, document.getValue().lines());
            }
            JsonNode report = run(framework, folder).path("results");
            report.path("passed_checks").forEach(check -> count(documents, results, check));
            report.path("failed_checks").forEach(check -> {
                Finding finding =
                        documents.get(check.path("file_path").asText()).finding(check);
                count(documents, results, check)
                        .withArrayProperty("failed")
                        .addObject()
                        .put("check", finding.check())
                        .put("address", finding.address())
                        .put("message", finding.message());
            });
            List<String> parsingErrors = new ArrayList<>();
            report.path("parsing_errors").forEach(file -> parsingErrors.add(file.asText()));
            return parsingErrors;
        } finally {
            TestFiles.delete(folder);
        }
    }

    private static ObjectNode count(Map<String, Scanned> documents, ObjectNode results, JsonNode check) {
        ObjectNode result = (ObjectNode)
                results.get(documents.get(check.path("file_path").asText()).name());
        return result.put("checks", result.path("checks").asInt() + 1);
    }

    /** checkov cannot parse a Terraform JSON file that names a version of Terraform, or forgets objects. */
    private static ObjectNode readable(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        if (copy.get("terraform") instanceof ObjectNode terraform) {
            terraform.remove("required_version");
        }
        copy.remove("removed");
        return copy;
    }

    private static JsonNode run(Framework framework, Path folder) throws IOException {
        Path errors = Files.createTempFile("groundplan-scan-", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            Terraform.path("checkov").toString(),
                            "--directory",
                            folder.toString(),
                            "--framework",
                            framework.name,
                            "--skip-download",
                            "--compact",
                            "--output",
                            "json")
                    .redirectError(errors.toFile());
            // No configuration file of the project's folder counts, nor the variable that hides what is not known
            // before an apply.
            builder.directory(folder.toFile());
            builder.environment().put("LOG_LEVEL", "ERROR");
            builder.environment().remove("EVAL_TF_PLAN_AFTER_UNKNOWN");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!output.startsWith("{")) {
                throw new AssertionError("checkov wrote no report: " + output + Files.readString(errors));
            }
            return new ObjectMapper().readTree(output);
        } finally {
            Files.delete(errors);
        }
    }

    /** A document as it was scanned. */
    private record Scanned(String name, List<String> lines) {
        private static final Pattern TYPE = Pattern.compile(" {4}\"(\\w+)\": \\{");

        Finding finding(JsonNode check) {
            String address = check.path("resource").asText();
            if (address.startsWith("resource.")) {
                address = type(check.path("file_line_range").path(0).asInt()) + address.substring(address.indexOf('.'));
            }
            return new Finding(
                    name,
                    check.path("check_id").asText(),
                    address,
                    check.path("check_name").asText());
        }

        /** Some checks on Terraform JSON leave the type out of the address: it stands above the resource's line. */
        private String type(int line) {
            for (int i = line - 1; i >= 0; i--) {
                Matcher type = TYPE.matcher(lines.get(i));
                if (type.matches()) {
                    return type.group(1);
                }
            }
            throw new IllegalStateException(name + ": no resource at line " + line);
        }
    }
}
