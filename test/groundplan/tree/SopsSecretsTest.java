package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.plan.AttributeChange;
import groundplan.plan.CodeOwners;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.WholePlan;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SOPS has encrypted in a file is hidden wherever units use it, and so is what it replaces. */
class SopsSecretsTest {
    private static final String OLD = "old-Canary-4711";
    private static final String NEW = "new-Canary-4712";

    private static final String TREE = SmallTree.ROOT
            + """
            == modules/part/main.tf
            variable "settings" { type = map(string) }
            resource "terraform_data" "part" { input = var.settings }
            """
            + SmallTree.unit(
                    "app",
                    "part",
                    """
                    locals {
                      secrets = yamldecode(sops_decrypt_file("${get_repo_root()}/live/secrets.yaml"))
                    }
                    inputs = {
                      settings = {
                        login  = local.secrets.login
                        url    = "https://shop.example.com/?id=${local.secrets.shop.id}&page=1"
                        region = local.secrets.shop.region
                        stage  = local.secrets.stage_unencrypted
                      }
                    }
                    """);

    @TempDir
    Path folder;

    private static Map<String, String> values(String canary) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("login", canary);
        values.put("shop:id", canary + "-id");
        values.put("shop:region", "eu-central-1");
        return values;
    }

    @Test
    void aPlanShowsNeitherTheNewNorTheOldValue() throws Exception {
        SopsFile key = SopsFile.ofNewKey();
        TreeFiles files = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), TREE);
        Map<String, String> variables = new LinkedHashMap<>(files.engineVariables());
        variables.put("SOPS_AGE_KEY", key.identity());
        Path secrets = files.root().resolve("live/secrets.yaml");
        Files.writeString(secrets, key.of(values(NEW), Map.of("stage_unencrypted", "production-1")));
        Files.createDirectories(files.root().resolve("states/prod"));
        Files.writeString(
                files.root().resolve("states/prod/app.tfstate"),
                """
                {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "a", "outputs": {}, "resources": [
                  {"mode": "managed", "type": "terraform_data", "name": "part",
                   "provider": "provider[\\"terraform.io/builtin/terraform\\"]",
                   "instances": [{"schema_version": 0, "attributes": {
                     "id": "1",
                     "input": {"type": ["map", "string"], "value": {
                       "login": "%1$s", "url": "https://shop.example.com/?id=%1$s-id&page=1",
                       "region": "us-east-1", "stage": "production-0"}},
                     "output": {"type": ["map", "string"], "value": {}},
                     "triggers_replace": null}}]}]}
                """
                        .formatted(OLD));
        EnvironmentPlan plan = plan(files, variables);
        String shown = plan.units().toString();
        assertFalse(shown.contains("Canary"), shown);
        assertEquals(
                List.of(
                        "input.login (sensitive) -> (sensitive)",
                        "input.region us-east-1 -> eu-central-1",
                        "input.stage production-0 -> production-1",
                        "input.url https://shop.example.com/?id=(sensitive)&page=1 -> https://shop.example.com/?id=(sensitive)&page=1"),
                plan.units().get(0).changes().get(0).differences().stream()
                        .filter(one -> one.path().toString().startsWith("input."))
                        .map(SopsSecretsTest::line)
                        .sorted()
                        .collect(Collectors.toList()));
    }

    private EnvironmentPlan plan(TreeFiles files, Map<String, String> variables) throws IOException {
        UnitTree read = new TreeReader(
                        files.root().resolve("live/prod"),
                        TreeFiles.terragrunt(),
                        files.program(),
                        variables,
                        Files.createDirectories(folder.resolve("work")))
                .read();
        assertEquals(List.of(), read.notes());
        return new WholePlan(
                        files.program(),
                        variables,
                        Repository.root().resolve(".groundplan/cache/providers"),
                        Optional.empty(),
                        CodeOwners.of(files.root()))
                .of(
                        read.environment(read.paths()),
                        new TreeStates(read, files.program(), variables),
                        List.of(),
                        parts -> {});
    }

    private static String line(AttributeChange change) {
        return change.path() + " " + change.before() + " -> " + change.after();
    }

    /** Terragrunt uses a default where it cannot decrypt, so the plan goes on. */
    @Test
    void aFileThatCannotBeDecryptedIsNoted() throws Exception {
        SopsFile key = SopsFile.ofNewKey();
        TreeFiles files = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), TREE)
                .replacing(
                        "live/prod/app/terragrunt.hcl",
                        "yamldecode(sops_decrypt_file(\"${get_repo_root()}/live/secrets.yaml\"))",
                        "try(yamldecode(sops_decrypt_file(\"${get_repo_root()}/live/secrets.yaml\")),"
                                + " { login = \"a\", shop = { id = \"b\", region = \"c\" }, stage_unencrypted = \"d\" })");
        Files.writeString(files.root().resolve("live/secrets.yaml"), key.of(values(NEW), Map.of()));
        UnitTree read = files.read("live/prod", folder.resolve("work"));
        assertEquals(
                List.of(
                        "live/secrets.yaml could not be decrypted apart from the unit that reads it: its values are hidden only where"
                                + " Terraform marks them as sensitive"),
                read.notes());
    }

    /** The formats that SOPS writes; only what was encrypted in a file is secret. */
    @Test
    void valuesOfEveryFormatAreFound() {
        assertEquals(
                List.of("\"hidden-1\"", "12345678", "\"hidden-2\""),
                found(
                        "a: ENC[AES256_GCM,data:x,type:str]\nplain: shown\nlist:\n- ENC[AES256_GCM,data:x,type:int]\n---\nb:\n  c: ENC[AES256_GCM,data:x,type:str]\n",
                        "a: hidden-1\nplain: shown\nlist:\n- 12345678\n---\nb:\n  c: hidden-2\n"));
        assertEquals(
                List.of("\"hidden-1\""),
                found(
                        "{\n\t\"a\": \"ENC[AES256_GCM,data:x,type:str]\",\n\t\"b\": \"shown\",\n\t\"sops\": {\"version\": \"3.10.2\"}\n}",
                        "{\n\t\"a\": \"hidden-1\",\n\t\"b\": \"shown\"\n}"));
        List<String> variables = found(
                "KEY=ENC[AES256_GCM,data:x,type:str]\nOTHER=ENC[AES256_GCM,data:x,type:str]\nsops_version=3.10.2\n",
                "KEY=hidden-1\nOTHER=\"hidden 2\"\n");
        assertTrue(variables.containsAll(List.of("\"hidden-1\"", "\"hidden 2\"")), variables::toString);
        List<String> binary =
                found("{\"data\": \"ENC[AES256_GCM,data:x,type:str]\", \"sops\": {}}", "-----BEGIN KEY-----\nhidden\n");
        assertTrue(binary.contains("\"-----BEGIN KEY-----\\nhidden\\n\""), binary::toString);
    }

    private static List<String> found(String encrypted, String plain) {
        List<JsonNode> values = new ArrayList<>();
        SopsSecrets.add(encrypted, plain, values);
        return values.stream().map(JsonNode::toString).toList();
    }
}
