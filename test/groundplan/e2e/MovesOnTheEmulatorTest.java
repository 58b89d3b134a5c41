package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is moved inside a unit, split off it, or goes with a unit that is renamed, stays what it is. */
@Tag("nightly")
class MovesOnTheEmulatorTest {
    private static final String ZONE =
            "dns: {zone_name: shop.example.com, dnssec: false, query_log: false%s, records: {%s}}\n";
    private static final String SITE = "www: {name: www, type: A, records: [192.0.2.1]}";
    private static final String IMPORTS = "environments/shop/dev/imports.yaml";

    @Test
    void nothingIsDestroyed(@TempDir Path folder) throws Exception {
        TempProject project = TempProject.shop(folder).with(TempProject.DEV, "units: {}\n");
        try (OwnEmulator cloud = new OwnEmulator(project, 0)) {
            settings(project, ZONE.formatted("", SITE));
            cloud.well("synth");
            cloud.well("bootstrap", "shop/dev");
            apply(cloud, "dns");
            String zone = output(cloud, "dns", "zone_id");

            // Inside the unit: another name in the settings, and so another address.
            settings(
                    project,
                    ZONE.formatted(
                            ", moved: {aws_route53_record.www: aws_route53_record.site}",
                            SITE.replace("www:", "site:")));
            cloud.well("synth");
            keeps(cloud, "dns");
            apply(cloud, "dns");

            // Split: the zone's unit lets go of the record, a unit of records takes it over.
            project.with(
                    IMPORTS, "us-east-1/record:\n  aws_route53_record.site: " + zone + "_www.shop.example.com_A\n");
            settings(project, ZONE.formatted(", released: [aws_route53_record.site]", "") + records("record"));
            cloud.well("synth");
            keeps(cloud, "dns", "record");
            apply(cloud, "dns");
            apply(cloud, "record");

            // Renamed: the former unit lets go of everything, the one of the new name takes it over.
            project.with(IMPORTS, "us-east-1/site:\n  aws_route53_record.site: " + zone + "_www.shop.example.com_A\n");
            settings(
                    project,
                    ZONE.formatted("", "")
                            + records("record").replace("kind:", "released: [\"*\"], kind:")
                            + records("site"));
            cloud.well("synth");
            keeps(cloud, "record", "site");
            apply(cloud, "record");
            apply(cloud, "site");

            // Once that is done, nothing of it is needed any more.
            project.with(IMPORTS, "");
            settings(project, ZONE.formatted("", "") + records("site"));
            cloud.well("synth", "--prune");
            assertEquals(
                    0,
                    cloud.groundplan("plan", "shop/dev", "--detailed-exitcode").exit(),
                    "something is left to be done");
        }
    }

    private static String records(String unit) {
        return unit + ": {kind: dns-record, records: {site: {name: www, records: [192.0.2.1]}}}\n";
    }

    private static void settings(TempProject project, String units) {
        project.with(
                TempProject.SYSTEM,
                """
        region: us-east-1
        account_id: "123456789012"
        state: {bucket: shop-states, lock_table: shop-locks}
        units:
          state:
        """
                        + units.replace("dns: {", "dns: {regional: true, ").indent(2));
    }

    /** Neither the whole plan nor Terragrunt's of the units creates or destroys anything. */
    private static void keeps(OwnEmulator cloud, String... units) throws Exception {
        JsonNode plan =
                TerraformJson.read(cloud.well("plan", "shop/dev", "--json").out());
        for (JsonNode unit : plan.path("units")) {
            for (JsonNode change : unit.path("changes")) {
                assertTrue(
                        List.of("update", "forget", "none", "import", "move")
                                .contains(change.path("action").asText()),
                        change::toString);
            }
        }
        for (String unit : units) {
            ProcessRunner.Result planned = cloud.terragrunt("shop/dev/us-east-1/" + unit, "plan", "-no-color");
            assertEquals(0, planned.exit(), planned::output);
            assertTrue(
                    planned.output().contains("0 to add") && planned.output().contains("0 to destroy")
                            || planned.output().contains("No changes")
                            || !planned.output().contains("Plan:"),
                    planned::output);
        }
    }

    private static void apply(OwnEmulator cloud, String unit) throws Exception {
        ProcessRunner.Result applied =
                cloud.terragrunt("shop/dev/us-east-1/" + unit, "apply", "-auto-approve", "-no-color");
        assertEquals(0, applied.exit(), applied::output);
    }

    private static String output(OwnEmulator cloud, String unit, String name) throws Exception {
        ProcessRunner.Result result = cloud.terragrunt("shop/dev/us-east-1/" + unit, "output", "-raw", name);
        assertEquals(0, result.exit(), result::output);
        return result.output().strip().lines().reduce((first, last) -> last).orElseThrow();
    }
}
