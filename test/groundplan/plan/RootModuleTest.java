package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitPath;
import groundplan.live.PlannableUnits;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.states.UnreadableState;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RootModuleTest {
    private static final String PROD = "credlink/prod/";
    private static final RootModule ROOT = root(documents(PROD), Map.of(), Map.of());
    private static final ObjectNode MAIN = TerraformJson.read(ROOT.files().get("main.tf.json"));

    @Test
    void everyUnitIsAModuleAndBringsNoProviderOrBackend() {
        documents(PROD).forEach(document -> {
            String module = StateKeys.module(document.unit().path());
            assertEquals(
                    "./units/" + module,
                    MAIN.path("module").path(module).path("source").asText(),
                    module);
            ObjectNode unit = TerraformJson.read(ROOT.files().get("units/" + module + "/main.tf.json"));
            assertFalse(unit.has("provider"), module + " has a provider block of its own");
            assertFalse(unit.path("terraform").has("backend"), module + " has a backend");
            assertEquals(document.addresses(), UnitDocument.addresses(unit), module + ": its addresses");
        });
    }

    @Test
    void eachInputIsTheOutputOfAnotherModule() {
        assertEquals(
                "${module.us-east-1--network.vpc_id}",
                MAIN.path("module")
                        .path("us-east-1--rds")
                        .path("network_vpc_id")
                        .asText(),
                "network_vpc_id of rds");
        MAIN.path("module")
                .properties()
                .forEach(module -> module.getValue().properties().forEach(input -> {
                    if (!List.of("source", "providers").contains(input.getKey())) {
                        assertTrue(
                                input.getValue().asText().startsWith("${module."),
                                module.getKey() + "." + input.getKey() + " = " + input.getValue());
                    }
                }));
    }

    @Test
    void oneProviderServesEveryUnitOfARegion() {
        List<String> aliases = new ArrayList<>();
        MAIN.path("provider")
                .path("aws")
                .forEach(block -> aliases.add(block.path("alias").asText()));
        assertEquals(List.of("us_east_1"), aliases);
    }

    /** A state that provider 6 has written can only be read by provider 6, also when its unit is gone. */
    @Test
    void theRootAcceptsTheEnvironmentsProviderVersionsThoughNoUnitIsLeft() {
        StateFile state = StateFile.parse(
                "key",
                """
        {"version": 4, "serial": 1, "lineage": "l", "outputs": {}, "resources": [{"mode": "managed", "type": "aws_kms_key", "name": "data",
          "provider": "provider[\\"registry.example.com/hashicorp/aws\\"]", "instances": [{"attributes": {}}]}]}""");
        RootModule root =
                new RootModule(List.of(), Map.of(), Map.of(UnitPath.parse(PROD + "us-east-1/kms"), state), "~> 6.66");
        assertEquals(
                "~> 6.66",
                TerraformJson.read(root.files().get("main.tf.json"))
                        .at("/terraform/required_providers/aws/version")
                        .asText());
    }

    @Test
    void whatIsNotPlannedIsReadFromItsState() {
        List<UnitDocument> rds = documents(PROD + "us-east-1/rds");
        UnitPath network = UnitPath.parse(PROD + "us-east-1/network");
        StateFile state = StateFile.parse(
                "key",
                """
        {"version": 4, "serial": 1, "lineage": "l", "resources": [],
          "outputs": {"vpc_id": {"value": "vpc-real"}, "database_subnet_ids": {"value": {"a": "subnet-1", "b": "${x}"}}}}""");
        ObjectNode main = TerraformJson.read(
                root(rds, Map.of(network, state), Map.of()).files().get("main.tf.json"));
        JsonNode module = main.path("module").path("us-east-1--rds");
        assertEquals("vpc-real", module.path("network_vpc_id").asText(), "network_vpc_id");
        assertEquals(
                "$${x}", module.path("network_database_subnet_ids").path("b").asText(), "a value is no template");
        assertTrue(
                module.path("kms_data_key_arn").asText().startsWith("${terraform_data."),
                "kms was never applied: unknown");
    }

    /** Such as when a zone was added to the network and not applied yet. */
    @Test
    void whatAHalfAppliedUnitLacksIsUnknownAndSaidWithTheUnitToPlan() {
        UnitPath network = UnitPath.parse(PROD + "us-east-1/network");
        StateFile state = StateFile.parse(
                "key",
                """
        {"version": 4, "serial": 1, "lineage": "l", "resources": [],
          "outputs": {"vpc_id": {"value": "vpc-real"}, "database_subnet_ids": {"value": {"a": "subnet-1"}}}}""");
        RootModule root = root(documents(PROD + "us-east-1/rds"), Map.of(network, state), Map.of());
        JsonNode ids = TerraformJson.read(root.files().get("main.tf.json"))
                .at("/module/us-east-1--rds/network_database_subnet_ids");
        assertEquals("subnet-1", ids.path("a").asText(), "what is applied is known");
        assertTrue(ids.path("b").asText().startsWith("${terraform_data."), ids::toString);
        List<String> notes = root.pendingNotes(Set.of(network)).stream()
                .filter(note -> note.startsWith(network.toString()))
                .toList();
        assertEquals(1, notes.size(), notes::toString);
        assertTrue(
                notes.get(0).contains("database_subnet_ids[b") && notes.get(0).contains("--unit us-east-1/network"),
                notes::toString);
    }

    @Test
    void statesGetTheirModulesPrefixAndTheRootsProvider() {
        StateFile state = StateFile.parse(
                "key",
                """
        {"version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "l", "outputs": {}, "resources": [
          {"mode": "managed", "type": "aws_subnet", "name": "a", "provider": "provider[\\"registry.example.com/hashicorp/aws\\"]",
           "instances": [{"attributes": {}, "dependencies": ["aws_vpc.main"], "status": "tainted"}]},
          {"mode": "data", "type": "aws_region", "name": "here", "provider": "p", "instances": []}]}""");
        UnitPath network = UnitPath.parse(PROD + "us-east-1/network");
        JsonNode resources =
                TerraformJson.read(merged(Map.of(network, state)).text()).path("resources");
        assertEquals(1, resources.size(), "a data source is read anew");
        JsonNode subnet = resources.path(0);
        assertEquals("module.us-east-1--network", subnet.path("module").asText(), "module");
        assertEquals(
                "provider[\"registry.example.com/hashicorp/aws\"].us_east_1",
                subnet.path("provider").asText(),
                "provider");
        assertEquals(
                "module.us-east-1--network.aws_vpc.main",
                subnet.path("instances").path(0).path("dependencies").path(0).asText(),
                "dependencies");
        assertEquals(
                "tainted", subnet.path("instances").path(0).path("status").asText(), "a tainted object stays tainted");
    }

    @Test
    void whatAUnitPublishesIsAnOutputOfTheRootToo() {
        JsonNode output = TerraformJson.read(ROOT.files().get("main.tf.json"))
                .path("output")
                .path("us-east-1--network__vpc_id");
        assertEquals(
                "${module.us-east-1--network.vpc_id}", output.path("value").asText(), "us-east-1--network__vpc_id");
        StateFile state = StateFile.parse(
                "key",
                """
        {"version": 4, "serial": 1, "lineage": "l", "outputs": {"vpc_id": {"value": "vpc-1", "type": "string"}}, "resources": []}""");
        JsonNode merged = TerraformJson.read(merged(Map.of(UnitPath.parse(PROD + "us-east-1/network"), state))
                .text());
        assertEquals(
                "vpc-1",
                merged.path("outputs")
                        .path("us-east-1--network__vpc_id")
                        .path("value")
                        .asText(),
                merged.toString());
        JsonNode gone = TerraformJson.read(
                merged(Map.of(UnitPath.parse(PROD + "us-east-1/gone"), state)).text());
        assertEquals(0, gone.path("outputs").size(), "nobody publishes what a removed unit did: " + gone);
    }

    @Test
    void aRemovedUnitOfAnotherRegionGetsAProvider() {
        StateFile state = StateFile.parse(
                "key",
                """
        {"version": 4, "serial": 1, "lineage": "l", "outputs": {}, "resources": [{"mode": "managed", "type": "aws_kms_key", "name": "data",
          "provider": "provider[\\"registry.example.com/hashicorp/aws\\"]", "instances": [{"attributes": {}}]}]}""");
        Map<UnitPath, StateFile> removed = Map.of(UnitPath.parse(PROD + "eu-west-1/kms"), state);
        RootModule root = root(documents(PROD + "us-east-1/kms"), Map.of(), removed);
        assertTrue(
                root.files().get("main.tf.json").contains("\"alias\": \"eu_west_1\""),
                root.files().get("main.tf.json"));
    }

    @Test
    void aStateOfANewerFormatIsRefusedInWords() {
        UnreadableState refused = org.junit.jupiter.api.Assertions.assertThrows(
                UnreadableState.class,
                () -> StateFile.parse(
                        "prod/x/terraform.tfstate", "{\"version\": 5, \"terraform_version\": \"2.0.0\"}"));
        assertEquals(
                "prod/x/terraform.tfstate has state format 5; this version of Groundplan reads format 4. It was written by Terraform 2.0.0:"
                        + " update Groundplan",
                refused.getMessage());
    }

    private static MergedState merged(Map<UnitPath, StateFile> states) {
        return new MergedState(root(documents(PROD), Map.of(), states), states, "1.11.4", Path.of("/plan"));
    }

    private static RootModule root(
            List<UnitDocument> documents, Map<UnitPath, StateFile> readable, Map<UnitPath, StateFile> merged) {
        return new RootModule(
                documents.stream().map(PlannableUnits::of).toList(), readable, merged, Unit.PROVIDER_VERSION);
    }

    private static List<UnitDocument> documents(String prefix) {
        return FullSynthesis.documents().stream()
                .filter(document -> (document.unit().path() + "/").startsWith(prefix))
                .toList();
    }
}
