package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** TFLint's rules on Terraform's language hold for the live tree. */
class TflintTest {
    @Test
    void noUnitOfProductionBreaksARule() throws IOException {
        assertEquals(List.of(), issues("tflint", "terragrunt/[^/]+/prod/"));
    }

    @Test
    @Tag("nightly")
    void noUnitBreaksARule() throws IOException {
        assertEquals(List.of(), issues("tflint-all", "terragrunt/"));
    }

    @Test
    void itFindsWhatItIsFor() throws IOException {
        List<String> issues = Tflint.issues(
                "tflint-example",
                Map.of(
                        "shop/dev/us-east-1/network",
                        "{\"variable\": {\"unused\": {\"type\": \"string\"}}, \"output\": {\"a\": {\"value\": \"${var.other}\"}}}"));
        assertTrue(
                issues.stream()
                        .anyMatch(
                                issue -> issue.startsWith("shop/dev/us-east-1/network terraform_unused_declarations")),
                issues::toString);
    }

    /** The issues of the units below the folders that match a pattern. */
    private static List<String> issues(String name, String folders) throws IOException {
        Map<String, String> units = new TreeMap<>();
        Repository.files("terragrunt", "/main.tf.json").stream()
                .filter(file -> Repository.shown(file).matches(folders + ".*"))
                .forEach(file -> units.put(
                        Repository.shown(file).replaceFirst("^terragrunt/", "").replaceFirst("/main.*", ""),
                        Repository.text(file)));
        assertFalse(units.isEmpty(), "there are no units in " + folders);
        return Tflint.issues(name, units);
    }
}
