package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** AWS denies what is in a region that the boundary's aws:RequestedRegion has not, so the settings are refused before that. */
class BoundaryRegionsTest {
    private static final String REPLICATED =
            """
            boundary: %s
            kms:
            storage: {buckets: {docs: {replication: {region: eu-west-1}}}}
            """;

    @Test
    void aBucketThatIsReplicatedBeyondTheBoundaryIsRefused() {
        assertEquals(
                List.of("shop/dev/us-east-1/storage: its resources in eu-west-1 are beyond the permissions boundary of"
                        + " shop/dev/_global/boundary, which allows us-east-1; add to its regions: [eu-west-1]"),
                problems(REPLICATED.formatted("{}")));
    }

    @Test
    void withTheRegionItIsNot() {
        assertEquals(List.of(), problems(REPLICATED.formatted("{regions: [eu-west-1]}")));
        assertEquals(List.of(), problems(REPLICATED.formatted("{enabled: false}")), "no boundary limits anything");
    }

    private static List<String> problems(String units) {
        Map<UnitPath, JsonNode> documents = new TreeMap<>();
        Synthesized.of(units)
                .documents()
                .forEach(document -> documents.put(document.unit().path(), document.json()));
        return BoundaryRegions.problems(documents);
    }
}
