package groundplan.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored where a state should be: anything but a whole state is an error that names it and says what is wrong. */
class StateContentTest {
    private static final String STATE =
            """
      {"version": 4, "terraform_version": "1.11.4", "serial": 7, "lineage": "0a1b", "outputs": {}, "resources": [
        {"mode": "managed", "type": "aws_kms_key", "name": "data",
         "provider": "provider[\\"registry.example.com/hashicorp/aws\\"]", "instances": [{"attributes": {"id": "1"}}]}],
       "check_results": null}
      """;

    @TempDir
    Path folder;

    @Test
    void whatTerraformWritesIsRead() {
        StateFile state = StateFile.parse("here", STATE);
        assertEquals(7, state.serial());
        assertEquals("0a1b", state.lineage());
    }

    @Test
    void whatIsNoWholeStateIsRefusedInWords() throws IOException {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("", "it is empty");
        wrong.put(" \n", "it has only white space");
        wrong.put("<!DOCTYPE html><html></html>", "it is HTML or XML");
        wrong.put("\uFEFF" + STATE, "byte order mark");
        wrong.put("x" + STATE, "does not begin with {");
        wrong.put("age-encryption.org/v1\n-> X25519 abc\n", "It may be encrypted");
        wrong.put("[]", "does not begin with {");
        wrong.put("null", "does not begin with {");
        wrong.put(STATE.substring(0, STATE.length() / 2), "damaged or incomplete");
        wrong.put(STATE + "{}", "damaged or incomplete");
        wrong.put("{}", "no format version");
        wrong.put("{\"version\": \"4\"}", "no format version");
        wrong.put("{\"version\": 4}", "no lineage");
        wrong.put(STATE.replace("\"0a1b\"", "\"\""), "no lineage");
        wrong.put(STATE.replace("\"serial\": 7", "\"serial\": null"), "no serial");
        wrong.put(STATE.replace("\"outputs\": {}", "\"outputs\": null"), "no outputs");
        wrong.put(STATE.replace("\"resources\": [", "\"resources\": null, \"other\": ["), "no list of resources");
        wrong.put(STATE.replace("\"mode\": \"managed\", ", ""), "no mode for one of its resources");
        wrong.put(STATE.replace("\"instances\": [", "\"other\": ["), "no list of instances for aws_kms_key.data");
        wrong.put(
                "{\"serial\": 3, \"lineage\": \"x\", \"meta\": {\"key_provider.pbkdf2.k\": \"e30=\"},"
                        + " \"encrypted_data\": \"AAAA\", \"encryption_version\": \"v0\"}",
                "OpenTofu encrypted it");
        wrong.put("{\"data\": \"ENC[AES256_GCM,data:x]\", \"sops\": {\"version\": \"3.9.0\"}}", "SOPS encrypted it");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            refused(one.getKey().getBytes(StandardCharsets.UTF_8), one.getValue());
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(STATE.getBytes(StandardCharsets.UTF_8));
        }
        refused(packed.toByteArray(), "it is not text");
        refused(STATE.getBytes(StandardCharsets.UTF_16), "it is not text");
    }

    @Test
    void eachEngineIsHeldToItsOwnVersionsOnly() {
        String ofTerraform = STATE.replace("registry.example.com", Engine.TERRAFORM.registry());
        String ofTofu = STATE.replace("registry.example.com", "registry.opentofu.org");
        Map<String, StateFile> later = Map.of("kms", StateFile.parse("here", ofTofu.replace("1.11.4", "1.14.0")));
        String message = assertThrows(
                        UnreadableState.class, () -> TerraformVersions.check(later, Engine.TOFU, "1.12.6"))
                .getMessage();
        assertTrue(message.startsWith("here was written by OpenTofu 1.14.0; this is OpenTofu 1.12.6"), message);
        // The numbers of the two do not compare.
        TerraformVersions.check(
                Map.of("kms", StateFile.parse("here", ofTerraform.replace("1.11.4", "1.14.0"))), Engine.TOFU, "1.12.6");
    }

    @Test
    void aStateOfTheOtherEngineGetsTheAddressesOfThisOne() {
        StateFile state = StateFile.parse("here", STATE.replace("registry.example.com", Engine.TERRAFORM.registry()));
        assertTrue(StateWriter.of(state).other(Engine.TOFU), "Terraform wrote it");
        assertEquals(false, StateWriter.of(state).other(Engine.TERRAFORM), "Terraform wrote it");
        assertEquals(
                "provider[\"registry.opentofu.org/hashicorp/aws\"]",
                StateWriter.of(state)
                        .as(Engine.TOFU)
                        .json()
                        .at("/resources/0/provider")
                        .asText());
        StateFile neither = StateFile.parse("here", STATE);
        assertEquals(false, StateWriter.of(neither).other(Engine.TOFU), "a registry of somebody's own tells nothing");
        assertEquals(neither, StateWriter.of(neither).as(Engine.TOFU), "and its addresses stay");
    }

    @Test
    void aStateOfOpenTofuIsNotTerraforms() {
        Map<String, StateFile> states = Map.of(
                "kms", StateFile.parse("s3://b/kms", STATE.replace("registry.example.com", "registry.opentofu.org")));
        String message = assertThrows(UnreadableState.class, () -> StateWriter.adapted(states, Engine.TERRAFORM))
                .getMessage();
        assertTrue(message.startsWith("s3://b/kms was written by OpenTofu"), message);
        assertTrue(
                message.endsWith("tofu state replace-provider registry.opentofu.org/hashicorp/aws registry.terraform.io/hashicorp/aws"),
                message);
    }

    private void refused(byte[] content, String why) throws IOException {
        String message = assertThrows(UnreadableState.class, () -> StateFile.parse("s3://bucket/key", content), why)
                .getMessage();
        assertTrue(message.startsWith("s3://bucket/key cannot be used as a state: "), message);
        assertTrue(message.contains(why), message);
        Path file = Files.createDirectories(folder.resolve("dev/us-east-1/kms")).resolve("terraform.tfstate");
        Files.write(file, content);
        String ofFile = assertThrows(UnreadableState.class, () -> new FolderStates(folder).below("dev/"), why)
                .getMessage();
        assertTrue(ofFile.startsWith(file + " cannot be used as a state: "), ofFile);
    }
}
