package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

/** The regions and their zones are those of the data that they come from. */
class RegionsTest {
    private static final String RESOURCE = "modules/groundplan/kernel/regions.csv";

    @Test
    void theRegionsAreThoseOfTheSdk() {
        Map<String, String> ofTheSdk = new TreeMap<>();
        Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .forEach(region ->
                        ofTheSdk.put(region.id(), region.metadata().partition().id()));
        List<String> lines = new ArrayList<>(Repository.text(Repository.root().resolve(RESOURCE))
                .lines()
                .limit(2)
                .toList());
        ofTheSdk.forEach((region, partition) -> lines.add(region + "," + partition));
        assertEquals(
                String.join("\n", lines) + "\n",
                Repository.text(Repository.root().resolve(RESOURCE)),
                RESOURCE + " is stale; what is expected is its new content");
        assertEquals(ofTheSdk, Regions.partitions());
    }

    @ParameterizedTest
    @CsvSource({
        "aws-global, is not an AWS region",
        "us-east-9, is not an AWS region",
        "cn-north-1, partition aws-cn",
        "us-gov-west-1, partition aws-us-gov",
        "eusc-de-east-1, partition aws-eusc",
        "sa-west-1, newer than the AWS provider"
    })
    void whatNoUnitCanBeInIsRefusedWithTheReason(String region, String reason) {
        assertTrue(
                Regions.problem(region)
                        .filter(problem -> problem.contains(reason))
                        .isPresent(),
                () -> region + ": " + Regions.problem(region));
    }

    /** us-west-1 has three zones, of which each account has two. */
    @ParameterizedTest
    @CsvSource({"us-east-1, abcdef", "us-west-1, abc", "ap-northeast-1, abcd", "eu-west-1, abc"})
    void aRegionHasTheZonesThatAnyAccountMayHave(String region, String letters) {
        assertEquals(Optional.of(letters), Regions.zoneLetters(region));
    }
}
