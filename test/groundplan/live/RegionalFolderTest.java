package groundplan.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.synth.CdktfOut;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit without a region, in the folder of its environment's region, and nested units beside it. */
class RegionalFolderTest {
    @TempDir
    static Path folder;

    private static SortedMap<String, String> tree;
    private static SortedMap<String, String> stacks;

    @BeforeAll
    static void synthesize() {
        TempProject project = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        """
        region: eu-west-1
        account_id: "123456789012"
        state: {bucket: shop-states, lock_table: shop-locks}
        units:
          zones/main: {kind: dns, regional: true, zone_name: shop.example.com}
          services/api/dns/record:
            kind: dns-record
            dns: zones/main
            records: {plain: {name: plain, records: [192.0.2.1]}}
        """)
                .with(TempProject.DEV, "units: {}\n")
                .with(
                        "environments/shop/dev/us-west-2.yaml",
                        """
        units:
          services/api/dns/record:
            records: {plain: {name: other}}
        """);
        tree = LiveTree.files(project.environments(), project.documents());
        stacks = CdktfOut.files(project.documents());
    }

    @Test
    void itsFolderIsTheRegionsAndItsProviderIsNot() {
        String zone = tree.get("shop/dev/eu-west-1/zones/main/main.tf.json");
        assertTrue(zone.contains("\"region\": \"us-east-1\""), "Route 53 signs with keys of us-east-1 only:\n" + zone);
        assertTrue(
                stacks.get("stacks/shop--dev--eu-west-1--zones--main/cdk.tf.json")
                        .contains("\"key\": \"dev/eu-west-1/zones/main/terraform.tfstate\""),
                "the key of the state is the folder");
    }

    @Test
    void nestedUnitsFindItInTheirRegion() {
        String record = tree.get("shop/dev/eu-west-1/services/api/dns/record/terragrunt.hcl");
        assertTrue(record.contains("config_path = \"../../../../zones/main\""), record);
    }

    @Test
    void unitsOfAnotherRegionFindItWithoutNamingTheRegion() {
        String record = tree.get("shop/dev/us-west-2/services/api/dns/record/terragrunt.hcl");
        assertTrue(record.contains("config_path = \"../../../../../eu-west-1/zones/main\""), record);
        assertTrue(
                stacks.get("stacks/shop--dev--us-west-2--services--api--dns--record/cdk.tf.json")
                        .contains("dev/eu-west-1/zones/main/terraform.tfstate"),
                "the state of the zone is looked up elsewhere");
    }
}
