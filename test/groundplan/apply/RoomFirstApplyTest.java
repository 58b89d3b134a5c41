package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.settings.EnvironmentModel;
import groundplan.states.S3States;
import groundplan.synth.UnitDocument;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that gives its priority to another one is destroyed before that is created; stand-ins for Terraform and the bucket. */
class RoomFirstApplyTest {
    private static final UnitPath KMS = UnitPath.parse("shop/dev/us-east-1/kms");
    private static final String RULE = "{\"listener_arn\": \"l\", \"priority\": 100}";
    private static final String OLD = change("old", "delete", RULE, "null");
    private static final String NEW = change("new", "create", "null", RULE);

    @TempDir
    Path folder;

    @Test
    void theRuleGoesFirst() throws IOException {
        assertEquals(List.of("apply first.tfplan", "apply unit.tfplan"), applied(plan(OLD)));
    }

    @Test
    void nothingElseGoesWithIt() throws IOException {
        assertEquals(List.of("apply unit.tfplan"), applied(plan(OLD, change("other", "delete", "{}", "null"))));
    }

    /**
     * Applies a plan with the two rules; what Terraform applied.
     *
     * @param first what Terraform would destroy with the old rule
     */
    private List<String> applied(String first) throws IOException {
        TempProject shop = TempProject.shop(folder.resolve("shop"));
        EnvironmentModel environment = shop.environments().get(0);
        List<UnitDocument> documents = shop.documents();
        EnvironmentPlan approved = new EnvironmentPlan(
                "shop/dev",
                UnitDocument.fingerprint(documents.stream()
                        .filter(document -> document.unit().path().equals(KMS))
                        .toList()),
                false,
                List.of(EnvironmentPlan.unit(KMS, TerraformJson.read(plan(OLD, NEW)))),
                List.of());
        Path ran = folder.resolve("ran");
        try (S3StandIn s3 = new S3StandIn("shop-terraform-state")) {
            List<Outcome> outcomes = new ApplyRun(
                            environment,
                            documents,
                            new S3States(environment.settings(), s3.variables()),
                            terraform(first, ran),
                            s3.variables(),
                            folder.resolve("kept"))
                    .of(approved, false, 1, line -> {}, all -> {})
                    .outcomes();
            assertEquals(
                    List.of("applied"),
                    outcomes.stream().map(outcome -> outcome.end().words()).toList(),
                    outcomes::toString);
        }
        return Files.readAllLines(ran);
    }

    private Path terraform(String first, Path ran) throws IOException {
        Path program = folder.resolve("terraform");
        Files.writeString(
                program,
                """
        #!/bin/bash
        last="${@: -1}"
        case "$1 $2" in
          "show -json")
            case "$last" in
              first.tfplan) echo 'FIRST' ;;
              *) grep -qs first RAN && echo 'REST' || echo 'WHOLE' ;;
            esac ;;
          "state pull") echo '{"version": 4, "resources": []}' ;;
          "apply "*) echo "apply $last" >> RAN
            echo '{"@level":"info","type":"change_summary","changes":{"operation":"apply"}}' ;;
        esac
        """
                        .replace("FIRST", first)
                        .replace("REST", plan(NEW))
                        .replace("WHOLE", plan(OLD, NEW))
                        .replace("RAN", ran.toString()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private static String plan(String... changes) {
        return "{\"resource_changes\": [" + String.join(",", changes) + "]}";
    }

    private static String change(String name, String action, String before, String after) {
        return "{\"address\": \"aws_lb_listener_rule." + name
                + "\", \"mode\": \"managed\", \"type\": \"aws_lb_listener_rule\", \"name\": \"" + name
                + "\", \"change\": {\"actions\": [\"" + action + "\"], \"before\": " + before + ", \"after\": " + after
                + "}}";
    }
}
