package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one name of a unit, and what follows from it. */
class UnitPathTest {
    private static final UnitPath NESTED = UnitPath.parse("sarc-ng/dev/us-east-1/services/sarcng-api/ecs");

    @Test
    void aPathIsReadBackAsItWasWritten() {
        assertEquals("sarc-ng/dev/us-east-1/services/sarcng-api/ecs", NESTED.toString());
        assertEquals("services/sarcng-api/ecs", NESTED.unit());
    }

    /** As files of a tree are listed: a hyphen comes before a slash. */
    @Test
    void pathsAreInTheOrderOfTheirTexts() {
        List<String> texts = List.of(
                "shop-a/dev/us-east-1/kms",
                "shop/dev-b/us-east-1/kms",
                "shop/dev/_global/dns",
                "shop/dev/us-east-1/data-b/kms",
                "shop/dev/us-east-1/data/kms",
                "shop/prod/us-east-1/kms");
        List<UnitPath> paths =
                new ArrayList<>(texts.stream().map(UnitPathTest::path).toList());
        Collections.reverse(paths);
        Collections.sort(paths);
        assertEquals(texts, paths.stream().map(UnitPath::toString).toList());
    }

    private static UnitPath path(String text) {
        String[] parts = text.split("/", 4);
        return new UnitPath(parts[0], parts[1], parts[2], parts[3]);
    }

    @Test
    void theStackIdIsThePathWithTwoHyphensForEachSlash() {
        assertEquals("sarc-ng--dev--us-east-1--services--sarcng-api--ecs", NESTED.stackId());
    }

    @Test
    void theStateKeyLeavesOutTheSystemWhoseBucketItIsIn() {
        assertEquals("dev/us-east-1/services/sarcng-api/ecs/terraform.tfstate", NESTED.stateKey());
    }

    @ParameterizedTest
    @CsvSource({
        "shop/dev/us-east-1/kms,         shop/dev/us-east-1/network, kms",
        "shop/dev/us-east-1/data/my-kms, shop/dev/us-east-1/network, data_my_kms",
        "shop/dev/us-west-2/kms,         shop/dev/us-east-1/network, us_west_2_kms",
        "shop/dev/_global/dns,           shop/dev/us-east-1/network, dns",
        "shop/dev/us-east-1/network,     shop/dev/_global/dns,       us_east_1_network",
        "shop/dev/_global/dns,           shop/prod/_global/dns,      dev_dns",
        "shop/dev/us-east-1/kms,         shop/prod/us-east-1/kms,    dev_kms",
        "shop/pre-prod/us-west-2/kms,    shop/prod/us-east-1/kms,    pre_prod_us_west_2_kms"
    })
    void aUnitIsReadUnderANameThatTellsItFromThoseOfOtherRegionsAndEnvironments(
            String unit, String reader, String name) {
        assertEquals(
                name,
                UnitPath.parse(unit).wireName(UnitPath.parse(reader)),
                () -> "wire name of " + unit + " in " + reader);
    }

    @ParameterizedTest
    @CsvSource({
        "shop/dev/us-east-1/kms, shop/dev/us-east-1/network,  kms",
        "shop/dev/_global/dns,   shop/dev/us-east-1/network,  dns",
        "shop/dev/us-west-2/kms, shop/dev/us-east-1/network,  us-west-2/kms",
        "shop/dev/_global/dns,   shop/prod/_global/dns,       dev/_global/dns",
        "shop/dev/us-east-1/kms, shop/prod/us-east-1/network, dev/us-east-1/kms"
    })
    void settingsNameAUnitByWhatTheReaderDoesNotShareWithIt(String unit, String reader, String name) {
        assertEquals(
                name,
                UnitPath.parse(unit).nameFor(UnitPath.parse(reader)),
                () -> "name of " + unit + " in the settings of " + reader);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "shop/dev/us-east-1",
                "Shop/dev/us-east-1/kms",
                "shop/dev/us-east/kms",
                "shop/dev/us-east-1/",
                "shop/dev/us-east-1/a//b",
                "shop/dev/us-east-1/a--b",
                "shop/dev/us-east-1/a_b",
                "shop/1dev/us-east-1/kms",
                "shop/dev/global/kms",
                "shop/dev/us-east-1/../kms",
                "shop/dev/us-east-1/kms-"
            })
    void whatIsNoPathIsRefused(String text) {
        assertThrows(
                IllegalArgumentException.class,
                () -> UnitPath.parse(text),
                () -> "'" + text + "' was taken for a path");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1/data/Main_DB, us-east-1, data/Main_DB, live/prod/us-east-1/data/Main_DB",
        "_global/dns,            _global,   dns,          live/prod/_global/dns",
        "vpc.v2,                 '',        vpc.v2,       live/prod/vpc.v2",
        "network/vpc,            '',        network/vpc,  live/prod/network/vpc"
    })
    void aUnitOfAnotherTreeHasTheNamesOfItsFolders(String folder, String region, String unit, String text) {
        UnitPath path = UnitPath.inTree("live", "prod", folder);
        assertEquals(region, path.region());
        assertEquals(unit, path.unit());
        assertEquals(folder, path.inEnvironment());
        assertEquals(text, path.toString());
        assertEquals(path, UnitPath.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "live",
                "live/prod",
                "live/prod/",
                "live/prod/a//b",
                "live/../a",
                "live/prod/a/..",
                "a/b/\u0007"
            })
    void whatIsNoFolderIsNoUnitOfAnotherTree(String text) {
        assertThrows(IllegalArgumentException.class, () -> UnitPath.read(text));
    }

    @Test
    void twoPathsNeverShareAStackId() {
        assertFalse(UnitPath.parse("shop/dev/us-east-1/a/b")
                .stackId()
                .equals(UnitPath.parse("shop/dev/us-east-1/a-b").stackId()));
    }

    @Test
    void aGlobalUnitTalksToTheRegionOfGlobalServices() {
        assertTrue(UnitPath.parse("shop/dev/_global/dns").global());
        assertEquals("us-east-1", new UnitContext(UnitPath.parse("shop/dev/_global/dns"), null).region());
        assertEquals("eu-west-1", new UnitContext(UnitPath.parse("shop/dev/eu-west-1/kms"), null).region());
    }
}
