package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** TFLint's rules on Terraform's language hold for the live tree. */
class TflintTest {
    /** Rules that are not for us, with the reason. */
    private static final Map<String, String> ACCEPTED = Map.of();

    @Test
    void noUnitBreaksARule() throws IOException {
        assertEquals(
                List.of(),
                issues().stream()
                        .filter(issue -> !ACCEPTED.containsKey(issue.split(" ")[1]))
                        .toList());
    }

    @Test
    void everyExceptionIsNeeded() throws IOException {
        List<String> issues = issues();
        assertEquals(
                List.of(),
                ACCEPTED.keySet().stream()
                        .filter(rule -> issues.stream().noneMatch(issue -> issue.contains(" " + rule + " ")))
                        .toList());
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

    private static List<String> issues() throws IOException {
        Map<String, String> units = new TreeMap<>();
        Repository.files("terragrunt", "/main.tf.json")
                .forEach(file -> units.put(
                        Repository.shown(file).replaceFirst("^terragrunt/", "").replaceFirst("/main.*", ""),
                        Repository.text(file)));
        return Tflint.issues("tflint", units);
    }
}
