package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that OpenTofu encrypts with a key of KMS, and the way back to Terraform, step by step as docs/engines.md says it. */
@Tag("nightly")
class EncryptedStatesOnTheEmulatorTest {
    private static final String KMS = "us-east-1/kms";
    private static final String DNS = "_global/dns";

    private static final String SETTINGS =
            """
            region: us-east-1
            account_id: "123456789012"
            engine: tofu
            state:
              bucket: shop-terraform-state
              use_lockfile: true
            units:
              kms:
              dns:
                zone_name: dev.shop.example.com
                query_log: false
                dnssec: false
            """;

    private static final String PROVIDER =
            """
            key_provider "aws_kms" "states" {
              kms_key_id = "alias/shop-dev-data"
              key_spec   = "AES_256"
              region     = "us-east-1"
            }
            method "aes_gcm" "states" {
              keys = key_provider.aws_kms.states
            }
            method "unencrypted" "before" {}
            """;

    private static final String ENCRYPTED = PROVIDER
            + """
            state {
              method = method.aes_gcm.states
              fallback {
                method = method.unencrypted.before
              }
            }
            plan {
              method = method.aes_gcm.states
            }
            remote_state_data_sources {
              default {
                method = method.aes_gcm.states
                fallback {
                  method = method.unencrypted.before
                }
              }
            }
            """;

    private static final String DECRYPTED = PROVIDER
            + """
            state {
              method = method.unencrypted.before
              fallback {
                method = method.aes_gcm.states
              }
            }
            """;

    @TempDir
    Path folder;

    private EnginesShop shop;
    private TempProject project;
    private OwnEmulator emulator;

    @Test
    void statesAreEncryptedWithAKeyOfKmsAndTakenBackToTerraform() throws Exception {
        try (EnginesShop started = EnginesShop.in(folder, SETTINGS)) {
            shop = started;
            project = shop.project();
            emulator = shop.emulator();
            emulator.variables().remove(Engine.VARIABLE);
            // A mirror for Terraform has no packages of OpenTofu's registry; Groundplan finds each engine's own.
            emulator.variables().remove("TF_CLI_CONFIG_FILE");
            emulator.well("synth");
            // The key has to exist before anything is encrypted with it.
            apply(KMS);
            encryption(ENCRYPTED);
            apply(DNS);
            encryptedWithTheKey();
            decrypted();
            givenToTerraform();
        }
    }

    private void encryptedWithTheKey() {
        assertFalse(shop.state(DNS).contains("aws_route53_zone"), "the state is readable");
        assertTrue(shop.state(DNS).contains("key_provider.aws_kms.states"), () -> shop.state(DNS));
        assertTrue(shop.state(KMS).contains("aws_kms_key"), "nothing has written it since");
        planned().exits(0).prints("No changes");
        emulator.groundplan("output", "shop/dev/" + DNS).exits(0).prints("zone_id");
    }

    private void decrypted() {
        encryption(DECRYPTED);
        emulator.well("run", "shop/dev", "apply", "--auto-approve");
        for (String unit : List.of(KMS, DNS)) {
            assertFalse(shop.state(unit).contains("encrypted_data"), unit + ": the state is encrypted");
        }
        encryption("");
    }

    private void givenToTerraform() throws IOException {
        Map<String, String> withTofu = new TreeMap<>(emulator.variables());
        project.with(TempProject.SYSTEM, SETTINGS.replace("engine: tofu", "engine: terraform"));
        emulator.well("synth");
        planned().exits(1).complains(Engine.TOFU.registry() + "/hashicorp/aws").complains("docs/engines.md");

        withTofu.put(Engine.VARIABLE, Engine.TOFU.program());
        withTofu.putAll(ProviderMirror.variables(withTofu, folder));
        withTofu.put(
                Engine.PATH,
                new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv())
                        .path(Engine.TOFU.program())
                        .toString());
        Map<String, String> before = new TreeMap<>(emulator.variables());
        emulator.variables().putAll(withTofu);
        for (String unit : List.of(KMS, DNS)) {
            terragrunt(unit, "run", "--", "init");
            terragrunt(
                    unit,
                    "run",
                    "--",
                    "state",
                    "replace-provider",
                    "-auto-approve",
                    Engine.TOFU.registry() + "/hashicorp/aws",
                    Engine.TERRAFORM.registry() + "/hashicorp/aws");
        }
        emulator.variables().clear();
        emulator.variables().putAll(before);
        // A Terraform with a lower version number than OpenTofu's: its first apply writes its own.
        project.with(
                TempProject.SYSTEM,
                SETTINGS.replace("engine: tofu", "engine: terraform")
                        .replace("units:\n", "tags: {Team: shop}\nunits:\n"));
        emulator.well("synth");
        emulator.well("run", "shop/dev", "apply", "--auto-approve");
        planned().exits(0).prints("No changes");
        assertFalse(shop.state(DNS).contains(Engine.TOFU.registry()), () -> shop.state(DNS));
    }

    private void terragrunt(String unit, String... arguments) throws IOException {
        ProcessRunner.Result result = emulator.terragrunt("shop/dev/" + unit, arguments);
        assertEquals(0, result.exit(), result::output);
    }

    private void encryption(String configuration) {
        emulator.variables().put("TF_ENCRYPTION", configuration);
    }

    private Outcome planned() {
        return emulator.groundplan("plan", "shop/dev", "--detailed-exitcode");
    }

    private void apply(String unit) {
        String file = folder.resolve("plan.json").toString();
        emulator.well("plan", "shop/dev", "--unit", unit, "--out", file);
        emulator.well("apply", "shop/dev", "--plan", file);
    }
}
