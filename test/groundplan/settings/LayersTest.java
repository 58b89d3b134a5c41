package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.network.NetworkSettings;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What remains of a value that several files give. */
class LayersTest {
    private static final String REGION = "environments/shop/dev/eu-west-1.yaml";

    @TempDir
    Path folder;

    @Test
    void mapsMergeByKey() {
        TempProject shop = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        TempProject.shop(folder).text(TempProject.SYSTEM) + "tags:\n  Owner: shop-team\n  Cost: low\n")
                .with(TempProject.DEV, "tags:\n  Cost: high\n  Stage: trial\n");
        assertEquals(
                Map.of("Owner", "shop-team", "Cost", "high", "Stage", "trial"),
                shop.environments().get(0).settings().tags(),
                "tags of shop/dev");
    }

    @Test
    void aScalarReplacesTheOneBelow() {
        TempProject shop =
                TempProject.shop(folder).with(TempProject.DEV, "units:\n  network:\n    nat_gateways: single\n");
        assertEquals("single", network(shop, "shop/dev/us-east-1/network").natGateways());
    }

    @Test
    void aListReplacesTheOneBelowAsAWhole() {
        TempProject shop = TempProject.shop(folder).with(TempProject.DEV, "units:\n  network:\n    zones: [b, c]\n");
        assertEquals(
                List.of("b", "c"), network(shop, "shop/dev/us-east-1/network").zones());
    }

    @Test
    void theOtherKeysOfAUnitStayAsTheyAre() {
        TempProject shop = TempProject.shop(folder).with(TempProject.DEV, "units:\n  network:\n    zones: [b, c]\n");
        assertEquals("10.0.0.0/16", network(shop, "shop/dev/us-east-1/network").cidr());
    }

    @Test
    void aRegionsFileMakesItsUnitsInThatRegionFromWhatTheLayersBelowSay() {
        TempProject shop = TempProject.shop(folder)
                .with(TempProject.DEV, "units:\n  network:\n    nat_gateways: single\n")
                .with(REGION, "units:\n  kms:\n  network:\n    cidr: 10.9.0.0/16\n");
        NetworkSettings there = network(shop, "shop/dev/eu-west-1/network");
        assertEquals("10.9.0.0/16 [a, b] single", there.cidr() + " " + there.zones() + " " + there.natGateways());
        assertEquals(
                "10.0.0.0/16",
                network(shop, "shop/dev/us-east-1/network").cidr(),
                "the unit of the environment's own region");
    }

    @Test
    void aUnitKnowsTheFilesThatSpeakOfItLowestLayerFirst() {
        TempProject shop = TempProject.shop(folder)
                .with(TempProject.DEV, "units:\n  network:\n    nat_gateways: single\n")
                .with("environments/shop/dev/us-east-1.yaml", "units:\n  network:\n    zones: [a, b, c]\n");
        assertEquals(
                List.of(TempProject.SYSTEM, TempProject.DEV, "environments/shop/dev/us-east-1.yaml"),
                unit(shop, "shop/dev/us-east-1/network").files());
        assertEquals(
                List.of(TempProject.SYSTEM),
                unit(shop, "shop/dev/us-east-1/kms").files());
    }

    @Test
    void aUnitThatIsSwitchedOffDoesNotExist() {
        TempProject shop = TempProject.shop(folder).with(TempProject.DEV, "units:\n  network:\n    enabled: false\n");
        assertEquals(
                List.of("shop/dev/us-east-1/kms"),
                shop.units().stream().map(unit -> unit.path().toString()).toList());
    }

    @Test
    void unitsStandBehindThoseThatTheyRead() {
        TempProject shop = TempProject.shop(folder)
                .with(TempProject.DEV, "units:\n  network:\n    kms: z-keys\n" + "  z-keys:\n    kind: kms\n");
        assertEquals(
                List.of("kms", "z-keys", "network"),
                shop.units().stream().map(unit -> unit.path().unit()).toList());
    }

    private static NetworkSettings network(TempProject project, String path) {
        return (NetworkSettings) unit(project, path).settings();
    }

    private static UnitModel<?, ?> unit(TempProject project, String path) {
        return project.units().stream()
                .filter(unit -> unit.path().toString().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no unit " + path + " among "
                        + project.units().stream().map(UnitModel::path).toList()));
    }
}
