package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Terraform accepts every unit of every environment, without a warning, and can plan it in an empty account. */
class ValidateTest {

    @TestFactory
    Stream<DynamicTest> terraformAcceptsAndPlansEveryUnit() {
        return FullSynthesis.environments().stream()
                .map(environment -> DynamicTest.dynamicTest(environment.path(), () -> {
                    OfflinePlans plans = OfflinePlans.all().get(environment.path());
                    assertEquals(List.of(), plans.diagnostics());
                    List<UnitDocument> documents = FullSynthesis.documents().stream()
                            .filter(document ->
                                    document.unit().path().toString().startsWith(environment.path() + "/"))
                            .toList();
                    assertEquals(
                            documents.stream()
                                    .map(document -> document.unit().path())
                                    .toList(),
                            plans.units().stream().map(PlannedUnit::path).toList());
                    for (PlannedUnit unit : plans.units()) {
                        SortedSet<String> created = new TreeSet<>();
                        unit.plan()
                                .path("resource_changes")
                                .forEach(change ->
                                        created.add(change.path("address").asText()));
                        assertEquals(
                                unit.document().addresses(),
                                created,
                                unit.path() + ": what is declared and what is created");
                    }
                }));
    }
}
