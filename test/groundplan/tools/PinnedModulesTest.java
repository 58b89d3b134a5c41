package groundplan.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Repository;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The bill of materials of the tools, against what the installer says that it installs. */
class PinnedModulesTest {
    /** What the packages are called whose programs have other names. */
    private static final Map<String, String> PACKAGES = Map.of(
            "terragrunt", "pkg:golang/github.com/gruntwork-io/terragrunt@v",
            "jq", "pkg:golang/github.com/itchyny/gojq@v",
            "tflint", "pkg:golang/github.com/terraform-linters/tflint@v",
            "emulator", "pkg:pypi/moto@",
            "aws", "pkg:pypi/awscli@",
            "checkov", "pkg:pypi/checkov@");

    @Test
    void everyToolIsListedInTheVersionThatIsInstalled() throws Exception {
        Map<String, String> wanted = new TreeMap<>();
        for (String[] listed :
                new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv()).list()) {
            if (PACKAGES.containsKey(listed[0])) {
                wanted.put(listed[0], PACKAGES.get(listed[0]) + listed[1]);
            }
        }
        assertEquals(PACKAGES.keySet(), wanted.keySet());
        JsonNode bill = PinnedModules.of(Repository.root().resolve("tools"), "1.2.3");
        assertEquals("CycloneDX", bill.path("bomFormat").asText());
        wanted.forEach((tool, purl) -> {
            List<JsonNode> found = bill.path("components").findParents("purl").stream()
                    .filter(component -> component.path("purl").asText().equals(purl))
                    .toList();
            assertEquals(1, found.size(), purl);
            assertTrue(found.get(0).path("properties").findValuesAsText("value").contains(tool), purl);
        });
    }
}
