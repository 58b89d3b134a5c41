package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.UnitDocument;
import groundplan.testing.Harbor;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Terraform and checkov say of the production of the example repository with its own kind. */
@Tag("nightly")
class HarborScanTest {
    @Test
    void terraformPlansItsProductionAndNoFailureIsLeft(@TempDir Path folder) {
        TempProject harbor = Harbor.in(folder);
        List<UnitDocument> production = Harbor.documents(harbor).stream()
                .filter(document -> document.unit().path().environment().equals("prod"))
                .toList();
        OfflinePlans plans = OfflinePlans.of(production);
        assertEquals(List.of(), plans.diagnostics());
        List<PlannedUnit> units = Followed.all(plans.units());
        Map<String, Finding> failed = new TreeMap<>();
        Map<Checkov.Framework, Function<PlannedUnit, ObjectNode>> read = new EnumMap<>(
                Map.of(Checkov.Framework.PLAN, PlannedUnit::plan, Checkov.Framework.JSON, PlannedUnit::live));
        read.forEach((framework, document) -> {
            Map<String, ObjectNode> documents = new TreeMap<>();
            units.forEach(unit -> documents.put(unit.path().toString(), document.apply(unit)));
            Checkov report = Checkov.scan("harbor-" + framework.name(), framework, documents);
            assertEquals(List.of(), report.parsingErrors());
            assertTrue(report.checks("harbor/prod/eu-west-1/arrivals") > 0, "the table was checked");
            report.failed().stream()
                    .filter(finding -> !Followed.isCopy(finding)
                            && units.stream()
                                    .noneMatch(unit -> unit.path().toString().equals(finding.unit())
                                            && Followed.isOfATask(unit, finding)))
                    .forEach(finding -> failed.putIfAbsent(finding.key(), finding));
        });
        List<Waiver> waivers = Waivers.of(harbor.root().resolve("environments/harbor"));
        List<Finding> left = new ArrayList<>(failed.values());
        left.removeIf(finding -> waivers.stream().anyMatch(waiver -> waiver.covers(finding)));
        assertEquals(List.of(), left);
        assertEquals(
                List.of(),
                waivers.stream()
                        .filter(waiver -> failed.values().stream().noneMatch(waiver::covers))
                        .toList(),
                "waivers that are not needed");
    }
}
