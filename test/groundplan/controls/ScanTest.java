package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The gate: checkov on plans and on Terraform JSON, and our own rules, less what is waived. */
class ScanTest {
    private static final int MOST_WAIVED_CHECKS = 8;
    private static final int MOST_FAILED_PER_100_RESOURCES = 20;
    /** Measured: 2.0 to 2.4 checks per resource on plans, 1.9 to 2.1 on Terraform JSON. Far fewer: it did not read them. */
    private static final double FEWEST_CHECKS_PER_RESOURCE = 1.5;

    @Test
    void checkovReadsEveryFile() {
        Scans.reports()
                .forEach((framework, report) -> assertEquals(List.of(), report.parsingErrors(), framework.toString()));
    }

    @TestFactory
    Stream<DynamicTest> checkovMakesAsManyChecksAsThereAreThingsToCheck() {
        return FullSynthesis.environments().stream()
                .map(environment -> DynamicTest.dynamicTest(
                        environment.path(), () -> Scans.reports().forEach((framework, report) -> {
                            int fewest = (int) (FEWEST_CHECKS_PER_RESOURCE * resources(environment));
                            int made = report.checks(environment.path() + "/");
                            assertTrue(
                                    made >= fewest,
                                    framework + ": " + made + " checks, and at least " + fewest + " are expected");
                        })));
    }

    @TestFactory
    Stream<DynamicTest> productionHasNoFailureThatIsNotWaived() {
        return environments("prod", true)
                .map(environment -> DynamicTest.dynamicTest(environment.path(), () -> {
                    List<Waiver> waivers = waivers(environment.system());
                    List<Finding> left = Scans.all(environment.path() + "/").stream()
                            .filter(finding -> waivers.stream().noneMatch(waiver -> waiver.covers(finding)))
                            .toList();
                    FindingsFile.add(left);
                    assertEquals(List.of(), left);
                }));
    }

    @TestFactory
    Stream<DynamicTest> otherEnvironmentsHaveFewFailuresAndNoneThatIsNeverWaived() {
        return environments("prod", false)
                .map(environment -> DynamicTest.dynamicTest(environment.path(), () -> {
                    List<Finding> findings = Scans.all(environment.path() + "/");
                    assertEquals(
                            List.of(),
                            findings.stream()
                                    .filter(finding -> Controls.NEVER_WAIVED.contains(finding.check()))
                                    .toList());
                    int most = MOST_FAILED_PER_100_RESOURCES * resources(environment) / 100;
                    assertTrue(
                            findings.size() <= most,
                            findings.size() + " failures, and at most " + most + " are allowed: " + findings);
                }));
    }

    @TestFactory
    Stream<DynamicTest> waiversAreFewCurrentAndNeeded() {
        return FullSynthesis.environments().stream()
                .map(EnvironmentModel::system)
                .distinct()
                .map(system -> DynamicTest.dynamicTest(system, () -> {
                    List<Waiver> waivers = waivers(system);
                    List<Finding> findings = Scans.all(system + "/");
                    List<String> problems = new ArrayList<>();
                    for (Waiver waiver : waivers) {
                        if (Controls.NEVER_WAIVED.contains(waiver.check())) {
                            problems.add(waiver.check() + " may not be waived");
                        }
                        if (waiver.expires().isBefore(LocalDate.now())) {
                            problems.add(waiver.check() + " in " + waiver.unit() + " expired on " + waiver.expires());
                        }
                        if (findings.stream().noneMatch(waiver::covers)) {
                            problems.add(waiver.check() + " in " + waiver.unit() + " on " + waiver.address()
                                    + " is not needed: remove it");
                        }
                    }
                    assertEquals(List.of(), problems);
                    Set<String> checks = waivers.stream()
                            .filter(waiver -> !waiver.requiredByDocument())
                            .map(Waiver::check)
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertTrue(checks.size() <= MOST_WAIVED_CHECKS, checks.size() + " checks are waived: " + checks);
                }));
    }

    @Test
    void theDocumentHasTheFigures() throws IOException {
        StringBuilder table =
                new StringBuilder("| environment | units | resources | failed | per 100 | waived checks |\n"
                        + "|---|---|---|---|---|---|\n");
        for (EnvironmentModel environment : FullSynthesis.environments()) {
            List<Finding> findings = Scans.all(environment.path() + "/");
            Set<String> waived = waivers(environment.system()).stream()
                    .filter(waiver -> findings.stream().anyMatch(waiver::covers))
                    .map(Waiver::check)
                    .collect(Collectors.toCollection(TreeSet::new));
            table.append("| ")
                    .append(environment.path())
                    .append(" | ")
                    .append(units(environment).count())
                    .append(" | ")
                    .append(resources(environment))
                    .append(" | ")
                    .append(findings.size())
                    .append(" | ")
                    .append(Math.round(100.0 * findings.size() / resources(environment)))
                    .append(" | ")
                    .append(String.join(", ", waived))
                    .append(" |\n");
        }
        Path file = FullSynthesis.root().resolve("target/controls/scans.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
        String document = Files.readString(FullSynthesis.root().resolve("docs/controls.md"));
        assertTrue(
                document.contains("\n" + table), "docs/controls.md does not hold the table of " + file + ": copy it");
    }

    private static Stream<EnvironmentModel> environments(String name, boolean wanted) {
        return FullSynthesis.environments().stream()
                .filter(environment -> environment.name().equals(name) == wanted);
    }

    private static List<Waiver> waivers(String system) {
        return Waivers.of(FullSynthesis.root().resolve(Path.of("environments", system)));
    }

    private static int resources(EnvironmentModel environment) {
        return units(environment)
                .map(UnitDocument::addresses)
                .mapToInt(Set::size)
                .sum();
    }

    private static Stream<UnitDocument> units(EnvironmentModel environment) {
        return FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().startsWith(environment.path() + "/"));
    }
}
