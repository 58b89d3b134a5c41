package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitPath;
import groundplan.live.PlannableUnits;
import groundplan.states.StateFile;
import groundplan.states.TerraformVersions;
import groundplan.states.UnreadableState;
import groundplan.synth.UnitDocument;
import groundplan.terraform.Engine;
import groundplan.testing.FullSynthesis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** States as they are found: half applied, tainted, with deposed objects, of units that nobody knows any more. */
class MergedStateTest {
    private static final String AWS = "provider[\\\"registry.example.com/hashicorp/aws\\\"]";
    private static final UnitPath KMS = UnitPath.parse("credlink/prod/us-east-1/kms");
    private static final UnitPath GONE = UnitPath.parse("credlink/prod/us-east-1/gone");

    @Test
    void aHalfAppliedUnitBringsWhatItHas() {
        JsonNode merged = merged(
                KMS,
                """
        {"mode": "managed", "type": "aws_kms_key", "name": "data", "provider": "%s", "instances": [
          {"status": "tainted", "schema_version": 0, "attributes": {"id": "1"}, "private": "cHJpdmF0ZQ=="},
          {"deposed": "0a1b2c3d", "attributes": {"id": "0"}, "create_before_destroy": true}]}""");
        JsonNode instances = merged.path(0).path("instances");
        assertEquals("tainted", instances.path(0).path("status").asText(), "a tainted object");
        assertEquals("cHJpdmF0ZQ==", instances.path(0).path("private").asText(), "what the provider keeps for itself");
        assertEquals("0a1b2c3d", instances.path(1).path("deposed").asText(), "what a replacement left");
        assertTrue(instances.path(1).path("create_before_destroy").asBoolean(), "the order in which it is replaced");
    }

    @Test
    void dataSourcesAndEphemeralValuesAreReadAnew() {
        assertEquals(
                0,
                merged(
                                KMS,
                                """
        {"mode": "data", "type": "aws_region", "name": "here", "provider": "%s",
         "instances": [{"attributes": {}}]}""")
                        .size());
    }

    @Test
    void instancesOfOneResourceKeepTheirKeys() {
        JsonNode instances = merged(
                        KMS,
                        """
        {"mode": "managed", "type": "aws_kms_alias", "name": "each", "provider": "%s", "each": "map", "instances": [
          {"index_key": "a", "attributes": {}, "dependencies": ["aws_kms_key.data", "module.inner.aws_kms_key.other"]}]}""")
                .path(0)
                .path("instances");
        assertEquals("a", instances.path(0).path("index_key").asText());
        assertEquals(
                "[\"module.us-east-1--kms.aws_kms_key.data\",\"module.us-east-1--kms.module.inner.aws_kms_key.other\"]",
                instances.path(0).path("dependencies").toString());
    }

    @Test
    void aRemovedUnitsSecondRegionIsKnownByItsArns() {
        JsonNode merged = merged(
                GONE,
                """
        {"mode": "managed", "type": "aws_kms_replica_key", "name": "copy", "provider": "%s.replica", "instances": [
          {"attributes": {"arn": "arn:aws:kms:us-west-2:123456789012:key/1"}}]}""");
        assertTrue(
                merged.path(0).path("provider").asText().endsWith(".us_west_2"),
                merged.path(0).path("provider").asText());
    }

    @Test
    void aStateOfANewerTerraformIsRefusedInWords() {
        Map<UnitPath, StateFile> states = new TreeMap<>(Map.of(KMS, version("1.11.9"), GONE, version("1.13.0-beta1")));
        UnreadableState refused =
                assertThrows(UnreadableState.class, () -> TerraformVersions.check(states, Engine.TERRAFORM, "1.11.4"));
        assertEquals(
                "dev/terraform.tfstate was written by Terraform 1.13.0-beta1; this is Terraform 1.11.4, which may not"
                        + " understand it: plan with 1.13 or later",
                refused.getMessage());
        states.remove(GONE);
        TerraformVersions.check(states, Engine.TERRAFORM, "1.11.4");
    }

    @Test
    void theMergedStateIsAsNewAsTheNewestOfItsStates() {
        assertEquals("1.11.10", TerraformVersions.newest(List.of("1.11.0", "1.11.10", "1.9.8", "1.11.9-rc1", "")));
        assertEquals("1.11.0", TerraformVersions.newest(List.of("1.11.0-rc1", "1.11.0")));
    }

    private static StateFile version(String terraform) {
        return new StateFile(
                "dev/terraform.tfstate", TerraformJson.read("{\"terraform_version\": \"" + terraform + "\"}"));
    }

    private static JsonNode merged(UnitPath unit, String resource) {
        List<UnitDocument> documents = FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().equals(KMS))
                .toList();
        StateFile state =
                new StateFile("key", TerraformJson.read("{\"resources\": [" + resource.formatted(AWS) + "]}"));
        Map<UnitPath, StateFile> states = Map.of(unit, state);
        RootModule root = new RootModule(
                documents.stream().map(PlannableUnits::of).toList(), Map.of(), states, Unit.PROVIDER_VERSION);
        return TerraformJson.read(new MergedState(root, states, "1.11.4", Path.of("/plan")).text())
                .path("resources");
    }
}
