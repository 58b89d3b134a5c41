package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a role needs and lacks, as it is shown. */
class PermissionsCommandTest {
    @Test
    void aRoleThatLacksNothing() {
        run("credlink/dev", "--as", "apply")
                .exits(0)
                .prints("what role credlink-dev-github-apply needs to apply")
                .prints("Applied by an administrator, because they decide what the role may do: "
                        + "credlink/dev/_global/boundary, credlink/dev/_global/github.")
                .prints("The role lacks nothing.");
    }

    @Test
    void whatIsLackingIsShownWithTheReasonAndWhatNeedsIt() {
        run("credlink/dev", "--as", "apply", "--role-name", "credlink-dev-github-plan", "--unit", "us-east-1/ecr")
                .exits(1)
                .prints(
                        "ecr:CreateRepository on arn:aws:ecr:us-east-1:123456789012:repository/credlink-dev-sign: no identity-based policy"
                                + " allows it")
                .prints("for aws_ecr_repository.sign")
                .prints("The role lacks ");
    }

    @Test
    void theSameForMachines() {
        JsonNode json = run("credlink/dev", "--as", "plan", "--unit", "us-east-1/ecr", "--json")
                .exits(0)
                .json();
        assertEquals("credlink-dev-github-plan", json.path("role").asText());
        assertEquals(0, json.path("lacking").asInt());
        assertEquals(
                List.of("credlink/dev/us-east-1/ecr", "states"),
                json.path("units").findValuesAsText("unit"));
        JsonNode first = json.at("/units/0/actions/0");
        assertEquals("allowed", first.path("outcome").asText(), first.toString());
        assertTrue(first.path("action").asText().startsWith("ecr:"), first.toString());
    }

    @Test
    void wrongNamesAreToldWithThoseThatThereAre() {
        run("credlink/dev", "--role-name", "nobody")
                .exits(2)
                .complains("no unit of credlink/dev makes a role named nobody; they make ");
        run("credlink/devel").exits(2).complains("no environment 'credlink/devel'");
        run("credlink/dev", "--unit", "rd").exits(2).complains("has no unit 'rd'");
    }

    /** Units of kinds that no committed environment has are counted too. */
    @Test
    void itIsKnownWhatTheUnitsOfEachKindNeed(@TempDir Path folder) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode settings = yaml.readTree(
                        Repository.text(Repository.root().resolve("test/groundplan/settings/refused_by_aws.yaml")))
                .path("settings");
        Outcome outcome = new TempProject(folder)
                .with("environments/shop/system.yaml", yaml.writeValueAsString(settings))
                .with("environments/shop/dev/environment.yaml", "units: {}\n")
                .run("permissions", "shop/dev", "--as", "plan");
        outcome.exits(0).prints("shop/dev/us-east-1/queue");
        assertFalse(outcome.out().contains("Not counted"), outcome::toString);
    }

    private static Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("permissions"));
        all.addAll(Arrays.asList(arguments));
        return new TempProject(Repository.root())
                .run(Map.of("GROUNDPLAN_HOME", FullSynthesis.home().toString()), false, all.toArray(String[]::new));
    }
}
