package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds every unit of the committed settings against our own rules. */
class ControlsTest {
    private static final int ROWS = 90;
    /** EKS. */
    private static final List<Integer> NOT_AT_HAND = List.of(79, 80, 81);

    @TestFactory
    Stream<DynamicTest> rows() {
        return Controls.ALL.stream()
                .map(rule -> DynamicTest.dynamicTest(rule.toString(), () -> {
                    int looked = 0;
                    List<Finding> findings = new ArrayList<>();
                    for (UnitDocument document : FullSynthesis.documents()) {
                        if (rule.appliesTo(document.unit().path().environment())) {
                            Inspection inspection = rule.inspect(document);
                            looked += inspection.looked();
                            inspection.findings().stream()
                                    .filter(finding -> waivers(finding).isEmpty())
                                    .forEach(findings::add);
                        }
                    }
                    FindingsFile.add(findings);
                    assertTrue(looked > 0, "nothing in any environment is what this rule looks at: it cannot fail");
                    assertEquals(List.of(), findings);
                }));
    }

    @Test
    @DisplayName("rows 44, 72 and 90: production watches what it runs")
    void productionWatchesWhatItRuns() {
        Map<String, Set<String>> types = new TreeMap<>();
        Map<String, Set<String>> metrics = new TreeMap<>();
        for (UnitDocument document : FullSynthesis.documents()) {
            String environment = document.unit().path().system() + "/"
                    + document.unit().path().environment();
            if (document.unit().path().environment().equals("prod")) {
                for (Resource resource : Resource.all(document)) {
                    types.computeIfAbsent(environment, name -> new TreeSet<>()).add(resource.type());
                    if (resource.type().equals("aws_cloudwatch_metric_alarm")) {
                        metrics.computeIfAbsent(environment, name -> new TreeSet<>())
                                .addAll(resource.body().findValuesAsText("metric_name"));
                    }
                }
            }
        }
        assertTrue(!metrics.isEmpty(), "no environment has an alarm");
        List<String> missing = new ArrayList<>();
        types.forEach((environment, present) -> {
            boolean databases = present.contains("aws_db_instance") || present.contains("aws_rds_cluster");
            if (databases && !present.contains("aws_db_event_subscription")) {
                missing.add(environment + " has a database and no aws_db_event_subscription");
            }
            if (present.contains("aws_cloudtrail") && !present.contains("aws_cloudwatch_log_metric_filter")) {
                missing.add(environment + " has an audit trail and no aws_cloudwatch_log_metric_filter");
            }
        });
        types.forEach((environment, present) -> SecretRules.alarms().stream()
                .filter(wanted -> present.contains(wanted.get(0)))
                .forEach(wanted -> wanted.stream()
                        .skip(1)
                        .filter(metric -> metrics.getOrDefault(environment, Set.of()).stream()
                                .noneMatch(name -> name.matches(metric)))
                        .forEach(metric ->
                                missing.add(environment + " has " + wanted.get(0) + " and no alarm on " + metric))));
        assertEquals(List.of(), missing);
    }

    @Test
    @DisplayName("row 78: production's HTTP APIs stand behind a distribution with a web ACL")
    void productionsApisAreBehindADistribution() {
        List<String> names = new ArrayList<>();
        Set<String> fronted = new TreeSet<>();
        for (UnitDocument document : FullSynthesis.documents()) {
            if (document.unit().path().environment().equals("prod")) {
                String system = document.unit().path().system() + " ";
                for (Resource resource : Resource.all(document)) {
                    if (resource.type().equals("aws_apigatewayv2_domain_name")) {
                        names.add(system + resource.text("domain_name"));
                    }
                    if (resource.type().equals("aws_cloudfront_distribution")
                            && !resource.text("web_acl_id").isEmpty()
                            && resource.body().path("origin").findValuesAsText("domain_name").stream()
                                    .anyMatch(name -> name.contains(FunctionRules.API_TARGET))) {
                        resource.body().path("aliases").forEach(alias -> fronted.add(system + alias.asText()));
                    }
                }
            }
        }
        assertTrue(!names.isEmpty(), "no production has an HTTP API");
        assertEquals(
                List.of(),
                names.stream().filter(name -> !fronted.contains(name)).toList(),
                "reached past a web ACL");
    }

    @Test
    @DisplayName("rows 1 to 90: each has a rule, but for those on what no unit has")
    void everyRowHasARule() {
        Set<Integer> rows = Controls.ALL.stream().map(Rule::row).collect(Collectors.toSet());
        assertEquals(
                NOT_AT_HAND,
                IntStream.rangeClosed(1, ROWS)
                        .filter(row -> !rows.contains(row))
                        .boxed()
                        .toList());
    }

    @Test
    @DisplayName("docs/controls.md lists the rules")
    void theDocumentListsTheRules() throws IOException {
        StringBuilder table = new StringBuilder("| row | rule | holds in |\n|---|---|---|\n");
        Controls.ALL.forEach(rule -> table.append("| ")
                .append(rule.row())
                .append(" | ")
                .append(rule.title())
                .append(" | ")
                .append(rule.scope() == Rule.Scope.ALL ? "all environments" : "prod")
                .append(" |\n"));
        String document = Files.readString(FullSynthesis.root().resolve("docs/controls.md"));
        Path file = FullSynthesis.root().resolve("target/controls/rules.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
        assertTrue(
                document.contains("\n" + table), "docs/controls.md does not hold the table of " + file + ": copy it");
    }

    private static List<Waiver> waivers(Finding finding) {
        String system = finding.unit().substring(0, finding.unit().indexOf('/'));
        return Waivers.of(FullSynthesis.root().resolve("environments").resolve(system)).stream()
                .filter(waiver -> waiver.covers(finding))
                .toList();
    }
}
