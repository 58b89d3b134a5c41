package groundplan.forge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Findings as SARIF 2.1.0, which GitHub shows next to the code. */
public final class Sarif {
    /** The number of results that GitHub accepts of one run. */
    private static final int MOST = 5000;

    private static final SortedMap<String, String> RULES = new TreeMap<>();

    static {
        RULES.put("settings", "The settings have to be valid.");
        RULES.put("refused", "The guards of the environment refuse the plan.");
        RULES.put("danger", "An apply would lose data, expose something, remove a protection, or cause downtime.");
        RULES.put("control", "Security controls have to be met, unless a waiver gives the reason.");
    }

    private Sarif() {}

    /** The document. */
    public static ObjectNode of(List<Finding> findings) {
        ObjectNode json = TerraformJson.object()
                .put("version", "2.1.0")
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        ObjectNode run = json.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Groundplan");
        ArrayNode rules = driver.putArray("rules");
        findings.stream().map(Finding::rule).distinct().sorted().forEach(rule -> {
            ObjectNode node = rules.addObject().put("id", rule);
            node.putObject("shortDescription").put("text", RULES.getOrDefault(rule.replaceFirst("/.*", ""), rule));
        });
        ArrayNode results = run.putArray("results");
        findings.stream()
                .sorted(Finding.WORST_FIRST)
                .limit(MOST)
                .forEach(finding -> result(results.addObject(), finding));
        return json;
    }

    private static void result(ObjectNode result, Finding finding) {
        result.put("ruleId", finding.rule()).put("level", finding.sarifLevel());
        result.putObject("message")
                .put("text", (finding.place().isEmpty() ? "" : finding.place() + " ") + finding.message());
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", finding.mark().file()).put("uriBaseId", "%SRCROOT%");
        physical.putObject("region")
                .put("startLine", Math.max(1, finding.mark().line()))
                .put("startColumn", Math.max(1, finding.mark().column()));
        if (!finding.place().isEmpty()) {
            location.putArray("logicalLocations").addObject().put("fullyQualifiedName", finding.place());
        }
        // Without the line, which may change while the finding is the same.
        String same = finding.rule() + "\n" + finding.mark().file() + "\n" + finding.place() + "\n" + finding.message();
        result.putObject("partialFingerprints")
                .put(
                        "groundplan/v1",
                        UUID.nameUUIDFromBytes(same.getBytes(StandardCharsets.UTF_8))
                                .toString());
    }
}
