package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.TerraformJson;
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

/**
 * What checkov says of some documents. Its exit code says little (it is 0 when a file cannot be read), so what counts is in
 * its report. One process takes all documents: most of its time is its start.
 *
 * @param parsingErrors the files it could not read
 * @param checks how many checks it made
 * @param resources how many resources it saw
 * @param failed the checks that failed
 */
record Checkov(List<String> parsingErrors, int checks, int resources, List<Finding> failed) {

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
    Map<String, String> names = new TreeMap<>();
    try {
      Path folder = Files.createTempDirectory("groundplan-scan-");
      try {
        for (Map.Entry<String, ObjectNode> document : documents.entrySet()) {
          String name = "d" + names.size();
          names.put("/" + name + "/" + framework.file, document.getKey());
          Files.writeString(Files.createDirectories(folder.resolve(name)).resolve(framework.file),
              TerraformJson.write(readable(document.getValue())));
        }
        return read(run(framework, folder), names);
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
      ProcessBuilder builder = new ProcessBuilder(Terraform.path("checkov").toString(), "--directory", folder.toString(),
          "--framework", framework.name, "--skip-download", "--compact", "--output", "json").redirectError(errors.toFile());
      builder.environment().put("LOG_LEVEL", "ERROR");
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

  private static Checkov read(JsonNode report, Map<String, String> names) {
    List<String> parsingErrors = new ArrayList<>();
    JsonNode results = report.path("results");
    results.path("parsing_errors").forEach(file -> parsingErrors.add(file.asText()));
    List<Finding> failed = new ArrayList<>();
    results.path("failed_checks").forEach(check -> failed.add(new Finding(
        names.getOrDefault(check.path("file_path").asText(), check.path("file_path").asText()),
        check.path("check_id").asText(), check.path("resource").asText(), check.path("check_name").asText())));
    JsonNode summary = report.path("summary");
    return new Checkov(parsingErrors, results.path("passed_checks").size() + failed.size(),
        summary.path("resource_count").asInt(), failed);
  }
}
