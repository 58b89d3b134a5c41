package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.testing.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Each unit's own folder, validated and planned on its own with an override file beside it: the plan is that of the run of
 * its whole system. A minute for ten units, so it runs at night.
 */
@Tag("nightly")
class EachUnitAloneTest {

    @TestFactory
    Stream<DynamicTest> aUnitPlansAloneAsItDoesAmongOthers() {
        return OfflinePlans.all().values().stream()
                .flatMap(plans -> plans.units().stream())
                .map(unit -> DynamicTest.dynamicTest(unit.path().toString(), () -> {
                    Path folder = Files.createTempDirectory("groundplan-unit-");
                    try {
                        Files.writeString(folder.resolve("main.tf.json"), TerraformJson.write(unit.live()));
                        Files.writeString(
                                folder.resolve("offline_override.tf.json"),
                                TerraformJson.write(Offline.override(unit.live())));
                        Files.writeString(
                                folder.resolve("terraform.tfvars.json"),
                                TerraformJson.write(Offline.inputs(unit.document(), unit.live())));
                        Terraform terraform = new Terraform(folder);
                        terraform.init();
                        assertEquals(List.of(), terraform.validate());
                        ObjectNode offline = Offline.withoutEphemerals(unit.live());
                        Files.writeString(folder.resolve("main.tf.json"), TerraformJson.write(offline));
                        assertEquals(
                                unit.plan().path("resource_changes"),
                                terraform.plan().json().path("resource_changes"));
                    } finally {
                        TestFiles.delete(folder);
                    }
                }));
    }
}
