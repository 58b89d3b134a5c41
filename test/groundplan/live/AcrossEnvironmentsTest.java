package groundplan.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.settings.UnitModel;
import groundplan.synth.Synthesis;
import groundplan.testing.FakeTools;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units that read units of another environment, which has an account, a region and a bucket for states of its own. */
class AcrossEnvironmentsTest {
    private static final String PROD = "environments/shop/prod/environment.yaml";
    private static final String PARENT = "shop/prod/_global/dns";
    private static final String CHILD = "shop/dev/_global/dns";
    private static final String STACK = "cdktf.out/stacks/shop--prod--_global--dns/cdk.tf.json";

    @TempDir
    static Path folder;

    private static TempProject shop;
    private static SortedMap<String, String> tree;

    @BeforeAll
    static void aZoneThatDelegatesToTheZoneOfAnotherEnvironment() {
        shop = TempProject.shop(folder)
                .with(
                        TempProject.DEV,
                        """
            account_id: "210987654321"
            region: eu-west-1
            state:
              bucket: shop-dev-terraform-state
              region: eu-central-1
            units:
              dns:
                zone_name: dev.example.com
                query_log: false
              certificate:
                domain_name: www.example.net
                dns: prod/_global/internal
            """)
                .with(
                        PROD,
                        """
            units:
              dns:
                zone_name: example.com
                query_log: false
                dnssec: false
                delegations:
                  dev: dev/_global/dns
              internal:
                kind: dns
                zone_name: example.net
                query_log: false
                dnssec: false
            """);
        shop.run("synth").exits(0);
        tree = shop.files("terragrunt");
    }

    @Test
    void theDependencyLeadsToTheOtherEnvironmentsFolderAndHasStandIns() {
        String hcl = tree.get(PARENT + "/terragrunt.hcl");
        assertTrue(
                hcl.contains(
                        """
        dependency "dev_dns" {
          config_path = "../../../dev/_global/dns"

          mock_outputs = {
            ds_record    = "10779 13 2 0BADC0DE0BADC0DE0BADC0DE0BADC0DE0BADC0DE0BADC0DE0BADC0DE0BADC0DE"
            name_servers = "ns-0badc0de.example"
          }
          mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
        """),
                () -> PARENT + ":\n" + hcl);
        assertTrue(
                hcl.contains("  dev_dns_name_servers = dependency.dev_dns.outputs.name_servers\n"),
                () -> PARENT + ":\n" + hcl);
        assertEquals(
                Path.of(CHILD),
                Path.of(PARENT).resolve("../../../dev/_global/dns").normalize());
        assertTrue(
                tree.get("shop/dev/eu-west-1/certificate/terragrunt.hcl")
                        .contains("\"../../../prod/_global/internal\""),
                () -> tree.get("shop/dev/eu-west-1/certificate/terragrunt.hcl"));
    }

    @Test
    void theVariableSaysFromWhere() {
        assertEquals(
                "Name servers to delegate to, joined by commas. From dev/_global/dns.",
                TerraformJson.read(tree.get(PARENT + "/main.tf.json"))
                        .at("/variable/dev_dns_name_servers/description")
                        .asText());
    }

    @Test
    void theStateIsLookedUpWhereTheOtherEnvironmentKeepsIt() {
        JsonNode stack = TerraformJson.read(shop.text(STACK));
        assertEquals(
                "{\"bucket\":\"shop-dev-terraform-state\",\"key\":\"dev/_global/dns/terraform.tfstate\","
                        + "\"region\":\"eu-central-1\"}",
                stack.at("/data/terraform_remote_state/dev_dns/config").toString());
        assertEquals(
                "shop-terraform-state", stack.at("/terraform/backend/s3/bucket").asText(), "bucket of its own state");
        assertEquals(
                "${split(\",\", \"${data.terraform_remote_state.dev_dns.outputs.name_servers}\")}",
                stack.at("/resource/aws_route53_record/delegation_dev/records").asText());
    }

    @Test
    void theReaderStaysInItsOwnAccount() {
        JsonNode provider = TerraformJson.read(shop.text(STACK)).at("/provider/aws/0");
        assertEquals("[\"123456789012\"]", provider.path("allowed_account_ids").toString());
    }

    @Test
    void theManifestNamesTheStackOfTheOtherEnvironment() {
        assertEquals(
                "[\"shop--dev--_global--dns\"]",
                TerraformJson.read(shop.text("cdktf.out/manifest.json"))
                        .at("/stacks/shop--prod--_global--dns/dependencies")
                        .toString());
    }

    @Test
    void environmentsMayReadEachOtherAsLongAsTheirUnitsStandInAnOrder() {
        List<UnitPath> seen = new ArrayList<>();
        for (UnitModel<?, ?> unit : shop.units()) {
            List<UnitPath> reads =
                    unit.reads().values().stream().map(UnitModel::path).toList();
            assertTrue(seen.containsAll(reads), () -> unit.path() + " stands before one of " + reads);
            seen.add(unit.path());
        }
        assertTrue(seen.contains(UnitPath.parse(PARENT)), seen::toString);
        assertTrue(seen.contains(UnitPath.parse("shop/dev/eu-west-1/certificate")), seen::toString);
    }

    @Test
    void aListNamesTheUnitOfTheOtherEnvironment() {
        assertEquals(
                PARENT + "  reads dev/_global/dns\n",
                shop.run("list", PARENT).exits(0).out());
        assertEquals(
                "[\"" + CHILD + "\"]",
                shop.run("list", PARENT, "--json")
                        .exits(0)
                        .json()
                        .at("/units/0/reads")
                        .toString());
        String dot = shop.run("list", "shop/prod", "--format", "dot").exits(0).out();
        assertTrue(dot.contains("\"" + CHILD + "\" -> \"" + PARENT + "\""), dot);
    }

    @Test
    void aFilterSelectsTheReaderAlone() {
        assertEquals(List.of(PARENT), paths("shop/prod/_global/dns"));
        assertEquals(List.of(CHILD, PARENT), paths("shop/*/_global/dns"));
    }

    @Test
    void aRunNeedsTheFactsOfTheEnvironmentThatIsRead(@TempDir Path copy) throws IOException {
        TestFiles.copy(folder, copy);
        TempProject own = new TempProject(copy).with("terragrunt/shop/dev/env.hcl", "locals {}\n");
        FakeTools tools = FakeTools.in(own, Map.of("terragrunt", "#!/bin/bash\nexit 0\n", "terraform", ""));
        tools.run("run", PARENT, "plan").exits(1).complains("\n  shop/dev/env.hcl");
        tools.run("run", "shop/prod/us-east-1/kms", "plan").exits(0);
    }

    @Test
    void aChangeOfWhatIsReadBuildsTheReaderAnew(@TempDir Path copy) throws IOException {
        TestFiles.copy(folder, copy);
        TempProject own = new TempProject(copy);
        String dev = own.text(TempProject.DEV);
        own.with(TempProject.DEV, dev.replace("query_log: false\n", "query_log: false\n    dnssec: false\n"));
        assertEquals(List.of(CHILD, PARENT), built(own), "the producer publishes no ds_record any more");
        own.with(TempProject.DEV, dev.replace("shop-dev-terraform-state", "shop-dev-states"));
        assertTrue(built(own).contains(PARENT), "the producer's state has moved");
        own.with(
                TempProject.DEV,
                dev.replace("query_log: false\n", "query_log: false\n    delegation_ttl_seconds: 60\n"));
        assertEquals(List.of(CHILD), built(own), "what the producer publishes is the same");
    }

    private static List<String> built(TempProject project) throws IOException {
        List<String> built = new ArrayList<>();
        new Synthesis(
                        project.home().resolve("cache/units"),
                        false,
                        unit -> built.add(unit.path().toString()))
                .of(project.units());
        return built;
    }

    private static List<String> paths(String filter) {
        List<String> paths = new ArrayList<>();
        shop.run("list", filter, "--json")
                .exits(0)
                .json()
                .path("units")
                .forEach(unit -> paths.add(unit.path("path").asText()));
        return paths;
    }
}
