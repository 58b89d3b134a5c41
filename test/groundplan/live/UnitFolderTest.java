package groundplan.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.Shape;
import groundplan.testing.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two files of a unit: what is in them, and how they reach what the unit reads. */
class UnitFolderTest {
    private static final Pattern CONFIG_PATH = Pattern.compile("config_path = \"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static TempProject shop;
    private static SortedMap<String, String> tree;

    @BeforeAll
    static void unitsThatReadUpDownAndAcross() {
        shop = TempProject.shop(folder)
                .with(
                        TempProject.DEV,
                        """
            units:
              network:
                kms: deep/est/keys
              deep/est/keys:
                kind: kms
              kms:
                enabled: false
              data/network:
                cidr: 10.1.0.0/16
                zones: [a, b]
                kms: deep/est/keys
            """)
                .with(
                        "environments/shop/dev/eu-west-1.yaml",
                        "units:\n  network:\n    cidr: 10.2.0.0/16\n  deep/est/keys:\n");
        tree = LiveTree.files(shop.environments(), shop.documents());
    }

    @Test
    void anInputOfEachOutputThatIsReadReferencesItsDependency() {
        String hcl = hcl("us-east-1/network");
        assertTrue(
                hcl.contains(
                        "inputs = {\n  deep_est_keys_logs_key_arn = dependency.deep_est_keys.outputs.logs_key_arn\n}\n"),
                () -> "inputs of network:\n" + hcl);
        JsonNode main = main("us-east-1/network");
        assertEquals(
                "string", main.at("/variable/deep_est_keys_logs_key_arn/type").asText(), "variable of network");
        assertEquals(
                "${var.deep_est_keys_logs_key_arn}",
                main.at("/resource/aws_cloudwatch_log_group/flow_log/kms_key_id")
                        .asText(),
                "what reads the variable");
    }

    @Test
    void aMockCarriesTheSentinelAndNeverReachesAnApply() {
        for (String unit : List.of("us-east-1/network", "us-east-1/data/network", "eu-west-1/network")) {
            String hcl = hcl(unit);
            Matcher mocks = Pattern.compile("mock_outputs = \\{\n(.*?)\n  }\n", Pattern.DOTALL)
                    .matcher(hcl);
            assertTrue(mocks.find(), () -> unit + " has no mock_outputs:\n" + hcl);
            for (String line : mocks.group(1).split("\n")) {
                assertTrue(
                        line.contains(Shape.SENTINEL),
                        () -> unit + ": the mock '" + line.strip() + "' lacks " + Shape.SENTINEL);
            }
            assertTrue(
                    hcl.contains("  mock_outputs_allowed_terraform_commands = [\"init\", \"validate\", \"plan\"]\n"),
                    () -> unit + " does not restrict its mocks:\n" + hcl);
        }
    }

    @Test
    void aConfigPathLeadsFromAnyDepthToTheFolderOfTheUnitThatIsRead() {
        for (String unit : List.of("us-east-1/network", "us-east-1/data/network", "eu-west-1/network")) {
            Matcher path = CONFIG_PATH.matcher(hcl(unit));
            assertTrue(path.find(), () -> unit + " has no config_path");
            Path target = Path.of("shop/dev", unit).resolve(path.group(1)).normalize();
            assertEquals(
                    "shop/dev/" + unit.substring(0, unit.indexOf('/')) + "/deep/est/keys",
                    target.toString().replace('\\', '/'),
                    () -> "where " + unit + " looks by " + path.group(1));
            assertTrue(
                    tree.containsKey(target.toString().replace('\\', '/') + "/terragrunt.hcl"),
                    () -> target + " is no unit's folder");
        }
    }

    @Test
    void aUnitThatReadsNothingHasNoDependencies() {
        String hcl = hcl("us-east-1/deep/est/keys");
        assertFalse(hcl.contains("dependency") || hcl.contains("inputs"), () -> "keys read nothing:\n" + hcl);
    }

    @Test
    void theDocumentHasNoBackendAndNoLookups() {
        JsonNode main = main("us-east-1/network");
        assertTrue(
                main.at("/terraform/backend").isMissingNode(),
                () -> "the backend is root.hcl's: " + main.path("terraform"));
        assertFalse(main.toString().contains("terraform_remote_state"), "main.tf.json of network looks up a state");
    }

    @Test
    void aFileNamesTheSettingsThatItComesFrom() {
        assertEquals(
                "Generated by Groundplan from environments/shop/system.yaml, environments/shop/dev/environment.yaml,"
                        + " environments/shop/dev/eu-west-1.yaml: change those and run ./groundplan synth.",
                main("eu-west-1/network").path("//").asText());
        assertTrue(
                hcl("eu-west-1/network")
                        .startsWith("# " + main("eu-west-1/network").path("//").asText() + "\n"),
                "terragrunt.hcl says the same");
    }

    @Test
    void theLevelFilesHoldTheFactsThatRootHclReads() {
        assertTrue(
                tree.get("shop/dev/account.hcl").contains("  account_id = \"123456789012\"\n"),
                tree.get("shop/dev/account.hcl"));
        for (String fact :
                List.of("system", "environment", "state_bucket", "state_region", "lock_table", "use_lockfile")) {
            assertTrue(
                    Pattern.compile("(?m)^  " + fact + " += ")
                            .matcher(tree.get("shop/dev/env.hcl"))
                            .find(),
                    () -> "env.hcl lacks " + fact + ":\n" + tree.get("shop/dev/env.hcl"));
        }
        assertTrue(
                tree.get("shop/dev/eu-west-1/region.hcl").contains("\"eu-west-1\""),
                tree.get("shop/dev/eu-west-1/region.hcl"));
    }

    @Test
    void everyFactThatRootHclReadsIsInALevelFile() throws java.io.IOException {
        // What only some environments have is tried.
        Path folder = groundplan.testing.Repository.root().resolve("terragrunt");
        Matcher read = Pattern.compile("(?<!try\\()local\\.(environment|account|region)\\.([a-z_]+)")
                .matcher(Files.readString(folder.resolve("root.hcl"))
                        + Files.readString(folder.resolve("emulator.hcl")));
        int found = 0;
        while (read.find()) {
            found++;
            String file =
                    switch (read.group(1)) {
                        case "environment" -> "shop/dev/env.hcl";
                        case "account" -> "shop/dev/account.hcl";
                        default -> "shop/dev/us-east-1/region.hcl";
                    };
            assertTrue(
                    Pattern.compile("(?m)^  " + read.group(2) + " += ")
                            .matcher(tree.get(file))
                            .find(),
                    () -> "root.hcl reads " + read.group() + ", and " + file + " lacks it:\n" + tree.get(file));
        }
        assertTrue(found > 0, "root.hcl reads no level file any more");
    }

    @Test
    void filesEndWithALineFeedAndHoldNoOther() {
        tree.forEach(
                (path, text) -> assertTrue(text.endsWith("\n") && !text.contains("\r"), () -> "line ends of " + path));
    }

    private static String hcl(String unit) {
        return tree.get("shop/dev/" + unit + "/terragrunt.hcl");
    }

    private static JsonNode main(String unit) {
        return TerraformJson.read(tree.get("shop/dev/" + unit + "/main.tf.json"));
    }
}
