package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
     * Scans documents.
     *
     * @param documents by the name under which their findings are reported
     */
    static Checkov scan(Framework framework, Map<String, ObjectNode> documents) {
        Map<String, Scanned> scanned = new TreeMap<>();
        try {
            Path folder = Files.createTempDirectory("groundplan-scan-");
            try {
                for (Map.Entry<String, ObjectNode> document : documents.entrySet()) {
                    String name = "d" + scanned.size();
                    String text = TerraformJson.write(readable(document.getValue()));
                    scanned.put(
                            "/" + name + "/" + framework.file,
                            new Scanned(document.getKey(), text.lines().toList()));
                    Files.writeString(
                            Files.createDirectories(folder.resolve(name)).resolve(framework.file), text);
                }
                return read(run(framework, folder), scanned);
            } finally {
                TestFiles.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** checkov cannot parse a Terraform JSON file that names a version of Terraform. */
    private static ObjectNode readable(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        if (copy.get("terraform") instanceof ObjectNode terraform) {
            terraform.remove("required_version");
        }
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

    private static Checkov read(JsonNode report, Map<String, Scanned> scanned) {
        List<String> parsingErrors = new ArrayList<>();
        JsonNode results = report.path("results");
        results.path("parsing_errors").forEach(file -> parsingErrors.add(file.asText()));
        List<Finding> failed = new ArrayList<>();
        results.path("failed_checks")
                .forEach(check ->
                        failed.add(scanned.get(check.path("file_path").asText()).finding(check)));
        Map<String, Integer> checks = new TreeMap<>();
        results.path("passed_checks")
                .forEach(check -> checks.merge(
                        scanned.get(check.path("file_path").asText()).name(), 1, Integer::sum));
        failed.forEach(finding -> checks.merge(finding.unit(), 1, Integer::sum));
        return new Checkov(parsingErrors, checks, failed);
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
