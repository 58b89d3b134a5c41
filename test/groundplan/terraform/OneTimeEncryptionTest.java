package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenTofu itself, in a folder in which nothing can be read without the key that its process was given. */
class OneTimeEncryptionTest {
    private static final String VALUE = "a-value-that-nobody-may-read";

    @Test
    void neitherTheStateNorThePlanCanBeReadInTheFolder(@TempDir Path home) throws IOException {
        Path tofu = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv()).path("tofu");
        Map<String, String> variables = Map.of(
                Engine.VARIABLE,
                Engine.TOFU.program(),
                "TF_CLI_CONFIG_FILE",
                Files.createFile(home.resolve("none.rc")).toString(),
                "TF_ENCRYPTION",
                "method \"of somebody else\"");
        try (PrivateFolder folder = new PrivateFolder(tofu, OneTimeEncryption.in(variables))) {
            folder.terraform(
                    List.of("state", "push", "-"),
                    """
                    {"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "0a1b", "outputs": {},
                     "resources": [{"mode": "managed", "type": "terraform_data", "name": "old",
                      "provider": "provider[\\"terraform.io/builtin/terraform\\"]", "instances": [{"schema_version": 0,
                       "attributes": {"id": "1", "input": {"value": "VALUE", "type": "string"},
                        "output": {"value": "VALUE", "type": "string"}, "triggers_replace": null}}]}], "check_results": null}
                    """
                            .replace("VALUE", VALUE));
            assertEncrypted(folder.path().resolve("terraform.tfstate"));
            folder.write("main.tf.json", "{\"resource\": {\"terraform_data\": {\"new\": {\"input\": \"1\"}}}}");
            folder.terraform(List.of("init", "-input=false"));
            folder.terraform(List.of("plan", "-input=false", "-lock=false", "-out=saved.tfplan"));
            assertEncrypted(folder.path().resolve("saved.tfplan"));
            assertTrue(
                    folder.terraform(List.of("show", "-json", "saved.tfplan")).contains(VALUE),
                    "whoever has the key reads it");
        }
    }

    private static void assertEncrypted(Path file) throws IOException {
        // A plan that is not encrypted is a ZIP archive.
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("encrypted_data"), () -> file + ": " + text.substring(0, Math.min(80, text.length())));
        assertFalse(text.contains(VALUE), file + " can be read");
    }
}
