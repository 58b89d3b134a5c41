package groundplan.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of the settings leaves alone. */
class InvarianceTest {
    private static final String NETWORK = "shop/dev/us-east-1/network";

    @TempDir
    Path folder;

    private TempProject shop;
    private SortedMap<String, String> before;

    @BeforeEach
    void twoZones() {
        shop = TempProject.shop(folder);
        before = tree();
    }

    @Test
    void changingOneSettingOfOneUnitChangesThatUnitOnly() {
        shop.with(
                TempProject.SYSTEM,
                shop.text(TempProject.SYSTEM).replace("kms:\n", "kms:\n    rotation_period_in_days: 90\n"));
        assertEquals(List.of("shop/dev/us-east-1/kms/main.tf.json"), differing(before, tree()));
    }

    @Test
    void aSettingOfAnEnvironmentChangesThatEnvironmentOnly() {
        String prod = "environments/shop/prod/environment.yaml";
        shop.with(prod, "state:\n  bucket: shop-prod-state\n");
        before = tree();
        shop.with(prod, "state:\n  bucket: shop-prod-state\nunits:\n  network:\n    nat_gateways: single\n");
        assertEquals(
                List.of("shop/prod/us-east-1/network/main.tf.json", "shop/prod/us-east-1/network/terragrunt.hcl"),
                differing(before, tree()));
    }

    @Test
    void addingAnEnvironmentChangesNoFileOfAnother() {
        shop.with("environments/shop/prod/environment.yaml", "state:\n  bucket: shop-prod-state\n");
        assertOnlyAdded("shop/prod/");
    }

    @Test
    void addingAUnitChangesNoFileOfAnother() {
        shop.with(
                TempProject.DEV,
                "units:\n  data/network:\n    kind: network\n    cidr: 10.1.0.0/16\n    zones: [a, b]\n");
        assertOnlyAdded("shop/dev/us-east-1/data/network/");
    }

    @Test
    void addingAZoneKeepsEveryAddressAndEveryRange() {
        Map<String, String> ranges = ranges(before);
        shop.with(TempProject.DEV, "units:\n  network:\n    zones: [a, b, c]\n");
        SortedMap<String, String> after = tree();
        assertEquals(
                List.of(),
                addresses(before)
                        .filter(address -> addresses(after).noneMatch(address::equals))
                        .toList(),
                "addresses that a third zone takes away");
        Map<String, String> now = ranges(after);
        ranges.forEach((address, range) ->
                assertEquals(range, now.get(address), () -> "range of " + address + " beside a third zone"));
        assertTrue(now.size() > ranges.size(), () -> "the third zone has no subnets: " + now);
    }

    @Test
    void addingAZoneBeforeTheOthersMovesNoneOfThem() {
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM).replace("zones: [a, b]", "zones: [b, c]"));
        Map<String, String> ranges = ranges(tree());
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM).replace("zones: [b, c]", "zones: [a, b, c]"));
        Map<String, String> now = ranges(tree());
        ranges.forEach((address, range) -> assertEquals(range, now.get(address), () -> "range of " + address));
    }

    @Test
    void removingAZoneOnlyRemoves() {
        shop.with(TempProject.DEV, "units:\n  network:\n    zones: [a, b, c]\n");
        SortedMap<String, String> three = tree();
        shop.with(TempProject.DEV, "units: {}\n");
        SortedMap<String, String> two = tree();
        assertEquals(
                List.of(),
                addresses(two)
                        .filter(address -> addresses(three).noneMatch(address::equals))
                        .toList(),
                "addresses that a zone less brings");
        Map<String, String> ranges = ranges(three);
        ranges(two).forEach((address, range) -> assertEquals(range, ranges.get(address), () -> "range of " + address));
    }

    @Test
    void addressesCarryNoHash() {
        assertEquals(
                List.of(),
                addresses(before)
                        .filter(address -> address.matches(".*_[0-9A-Fa-f]{8}"))
                        .toList());
    }

    private SortedMap<String, String> tree() {
        return new TreeMap<>(LiveTree.files(shop.environments(), shop.documents()));
    }

    private void assertOnlyAdded(String below) {
        SortedMap<String, String> after = tree();
        List<String> differing = differing(before, after);
        assertTrue(
                !differing.isEmpty() && differing.stream().allMatch(path -> path.startsWith(below)),
                () -> "only files below " + below + " should be new: " + differing);
    }

    private static List<String> differing(Map<String, String> left, Map<String, String> right) {
        return Stream.concat(left.keySet().stream(), right.keySet().stream())
                .distinct()
                .sorted()
                .filter(path -> !Objects.equals(left.get(path), right.get(path)))
                .toList();
    }

    private static Stream<String> addresses(Map<String, String> tree) {
        return UnitDocument.addresses(TerraformJson.read(tree.get(NETWORK + "/main.tf.json"))).stream();
    }

    /** The range of each subnet by its address. */
    private static Map<String, String> ranges(Map<String, String> tree) {
        Map<String, String> ranges = new TreeMap<>();
        TerraformJson.read(tree.get(NETWORK + "/main.tf.json"))
                .at("/resource/aws_subnet")
                .properties()
                .forEach(subnet -> ranges.put(
                        subnet.getKey(), subnet.getValue().path("cidr_block").asText()));
        return ranges;
    }
}
