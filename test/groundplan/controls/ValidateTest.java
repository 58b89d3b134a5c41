package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Terraform accepts every unit of every environment, without a warning, and can plan it in an empty account. */
class ValidateTest {

  @TestFactory
  Stream<DynamicTest> terraformAcceptsAndPlansEveryUnit() {
    return FullSynthesis.environments().stream().map(environment -> DynamicTest.dynamicTest(environment.path(), () -> {
      OfflinePlans plans = OfflinePlans.all().get(environment.path());
      assertEquals(List.of(), plans.diagnostics());
      List<UnitDocument> documents = FullSynthesis.documents().stream()
          .filter(document -> document.unit().path().toString().startsWith(environment.path() + "/")).toList();
      assertEquals(documents.stream().map(document -> document.unit().path()).toList(),
          plans.units().stream().map(PlannedUnit::path).toList());
      for (PlannedUnit unit : plans.units()) {
        List<String> created = unit.plan().path("resource_changes").findValuesAsText("address").stream().sorted().toList();
        assertEquals(List.copyOf(unit.document().addresses()), created, unit.path() + ": what is declared and what is created");
      }
    }));
  }
}
