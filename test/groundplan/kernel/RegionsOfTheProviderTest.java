package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.testing.OfflineTerraform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The regions that are refused because the AWS provider does not know them are those that it refuses: it is asked for each. */
@Tag("nightly")
class RegionsOfTheProviderTest {
    private static final Pattern REFUSED = Pattern.compile("[Ii]nvalid AWS Region: ([a-z0-9-]+)");

    @Test
    void theProviderRefusesTheRegionsThatAreRefusedForItAndNoOthers(@TempDir Path folder) throws Exception {
        ObjectNode root = TerraformJson.object();
        ObjectNode required = root.withObjectProperty("terraform")
                .withObjectProperty("required_providers")
                .putObject("aws");
        required.put("source", "hashicorp/aws").put("version", "~> 5.100.0");
        ArrayNode providers = root.withObjectProperty("provider").putArray("aws");
        Regions.partitions().forEach((region, partition) -> {
            if (partition.equals(Regions.PARTITION)) {
                String name = region.replace('-', '_');
                providers.addObject().put("alias", name).put("region", region);
                root.withObjectProperty("data")
                        .withObjectProperty("aws_region")
                        .putObject(name)
                        .put("provider", "aws." + name);
            }
        });
        Files.writeString(folder.resolve("main.tf.json"), TerraformJson.write(root));
        Set<String> refused = new TreeSet<>();
        OfflineTerraform.in(folder, root).plan().diagnostics().forEach(diagnostic -> {
            Matcher region = REFUSED.matcher(diagnostic);
            if (region.find()) {
                refused.add(region.group(1));
            }
        });
        Set<String> expected = new TreeSet<>(Regions.partitions().keySet());
        expected.removeIf(region -> !Regions.partitions().get(region).equals(Regions.PARTITION));
        Regions.names().forEach(expected::remove);
        assertEquals(expected, refused);
    }
}
