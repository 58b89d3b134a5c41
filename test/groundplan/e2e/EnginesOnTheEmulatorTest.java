package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.Engine;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One environment with both engines: they plan the same, and OpenTofu takes over what Terraform applied, and encrypts it. */
class EnginesOnTheEmulatorTest {
    private static final String STATE = "dev/_global/dns/terraform.tfstate";
    private static final String DNS = "_global/dns";

    /** The database has an ephemeral value in a write-only argument, and resources that are replaced by triggers. */
    private static final String SETTINGS =
            """
        region: us-east-1
        account_id: "123456789012"
        state:
          bucket: shop-terraform-state
          use_lockfile: true
        guards:
          losses: report
        units:
          kms:
          dns:
            zone_name: dev.shop.example.com
            query_log: false
            dnssec: false
          network:
            cidr: 10.0.0.0/16
            zones: [a, b]
            nat_gateways: single
          rds:
            instance_class: db.t3.micro
            storage:
              allocated_storage: 20
            database:
              engine_version: "16.10"
              db_name: shop
              master_password: {}
          storage:
            buckets:
              records:
                versioning: true
        """;

    /** Where states are not encrypted yet, they are read as they are, and encrypted when they are written. */
    private static final String ENCRYPTION =
            """
        key_provider "pbkdf2" "states" {
          passphrase = "long enough for an emulator"
          iterations = 200000
        }
        method "aes_gcm" "states" {
          keys = key_provider.pbkdf2.states
        }
        method "unencrypted" "before" {}
        state {
          method = method.aes_gcm.states
          fallback {
            method = method.unencrypted.before
          }
        }
        plan {
          method = method.aes_gcm.states
        }
        """;

    @TempDir
    Path folder;

    private EnginesShop shop;
    private TempProject project;
    private OwnEmulator emulator;

    @Test
    void bothPlanTheSameAndOneTakesOverFromTheOther() throws Exception {
        try (EnginesShop started = EnginesShop.in(folder, SETTINGS)) {
            shop = started;
            project = shop.project();
            emulator = shop.emulator();
            plansAreEqual();
            ofTerraform();
            notTakenOverByChance();
            takenOver();
            refusedByTerraform();
        }
    }

    /** Everything that is told of a plan, not its actions alone. */
    private void plansAreEqual() throws IOException {
        ObjectNode ofTerraform = plan(Engine.TERRAFORM, "");
        ObjectNode ofTofu = plan(Engine.TOFU, "");
        List<String> created = new ArrayList<>();
        ofTerraform.path("units").forEach(unit -> unit.path("changes")
                .forEach(change -> created.add(change.path("address").asText())));
        assertTrue(
                created.containsAll(List.of("aws_route53_zone.main", "aws_db_instance.main", "aws_vpc.main")),
                created::toString);
        assertEquals(TerraformJson.write(ofTerraform), TerraformJson.write(ofTofu));
    }

    private void ofTerraform() throws IOException {
        apply(Engine.TERRAFORM, "");
        assertTrue(state().contains(Engine.TERRAFORM.registry()), this::state);
    }

    /** Somebody who also has OpenTofu does not go over to it without a word. */
    private void notTakenOverByChance() throws IOException {
        Path tofu = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv()).path("tofu");
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("tofu"), tofu);
        Map<String, String> variables = new TreeMap<>(emulator.variables());
        variables.remove(Engine.VARIABLE);
        variables.put("PATH", programs + ":" + System.getenv("PATH"));
        project.run(variables, false, "plan", "shop/dev", "--unit", DNS)
                .exits(1)
                .complains(
                        "s3://" + EnginesShop.BUCKET + "/" + STATE + " was written by Terraform, and this is OpenTofu")
                .complains("set engine: terraform to keep to Terraform, or engine: tofu to go over");
    }

    /** OpenTofu says so before it takes states over; from then on they are encrypted, and the lock's file is gone again. */
    private void takenOver() throws IOException {
        project.with(TempProject.SYSTEM, SETTINGS.replace("units:\n", "tags: {Team: shop}\nunits:\n"));
        apply(Engine.TOFU, ENCRYPTION)
                .prints(STATE + " was written by Terraform: with the first apply OpenTofu takes the states over")
                .prints("~ aws_route53_zone.main");
        assertFalse(state().contains("aws_route53_zone"), "the state is readable");
        assertTrue(state().contains("encrypted_data"), this::state);
        assertEquals(List.of(), keys("lock"), "nothing holds a lock");
        groundplan(Engine.TOFU, ENCRYPTION, "plan", "shop/dev", "--unit", DNS, "--detailed-exitcode")
                .exits(0)
                .prints("No changes");
    }

    private void refusedByTerraform() {
        groundplan(Engine.TERRAFORM, ENCRYPTION, "plan", "shop/dev", "--unit", DNS)
                .exits(1)
                .complains("OpenTofu encrypted it. Only OpenTofu reads it");
        groundplan(Engine.TOFU, "", "plan", "shop/dev", "--unit", DNS)
                .exits(1)
                .complains("was encrypted by OpenTofu, and TF_ENCRYPTION, which says with what key, is not set");
        groundplan(Engine.TOFU, ENCRYPTION.replace("long enough", "not the same"), "plan", "shop/dev", "--unit", DNS)
                .exits(1)
                .complains("cannot be decrypted with what TF_ENCRYPTION says");
    }

    /** Plans and applies; answers with what the plan said. */
    private Outcome apply(Engine engine, String encryption) {
        String file = folder.resolve("plan.json").toString();
        Outcome planned = groundplan(engine, encryption, "plan", "shop/dev", "--unit", DNS, "--out", file)
                .exits(0);
        groundplan(engine, encryption, "apply", "shop/dev", "--plan", file).exits(0);
        return planned;
    }

    private ObjectNode plan(Engine engine, String encryption) throws IOException {
        Path file = folder.resolve(engine.program() + ".json");
        groundplan(engine, encryption, "plan", "shop/dev", "--out", file.toString())
                .exits(0);
        return TerraformJson.read(Files.readString(file));
    }

    private Outcome groundplan(Engine engine, String encryption, String... arguments) {
        Map<String, String> variables = new TreeMap<>(emulator.variables());
        variables.remove("TF_CLI_CONFIG_FILE");
        variables.put(Engine.VARIABLE, engine.program());
        variables.put("TF_ENCRYPTION", encryption);
        return project.run(variables, false, arguments);
    }

    private String state() {
        return shop.state(DNS);
    }

    private List<String> keys(String part) {
        try (S3Client s3 = shop.s3()) {
            return s3.listObjectsV2(request -> request.bucket(EnginesShop.BUCKET)).contents().stream()
                    .map(S3Object::key)
                    .filter(key -> key.contains(part))
                    .toList();
        }
    }
}
