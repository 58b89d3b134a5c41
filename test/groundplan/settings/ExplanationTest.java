package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain}: which value counts, where it stands, and what it overrode. */
class ExplanationTest {
    private static final String NETWORK = "shop/dev/us-east-1/network";

    @TempDir
    static Path folder;

    private static TempProject shop;

    @BeforeAll
    static void threeLayers() {
        shop = TempProject.shop(folder);
        shop.with(
                        TempProject.SYSTEM,
                        shop.text(TempProject.SYSTEM) + "    nat_gateways: none\n"
                                + "    interface_endpoints: [ecr.api, ecr.dkr, logs]\ntags:\n  Owner: shop-team\n")
                .with(TempProject.DEV, "units:\n  network:\n    nat_gateways: single\n    zones: [a, b, c]\n")
                .with("environments/shop/dev/us-east-1.yaml", "units:\n  network:\n    nat_gateways: per_zone\n");
    }

    @Test
    void aValueIsShownWithFileLineAndColumn() {
        shop.run("explain", NETWORK, "cidr").exits(0).prints("cidr = 10.0.0.0/16  " + TempProject.SYSTEM + ":9:11\n");
    }

    @Test
    void whatAValueOverrodeIsShownNearestFirstDownToTheDefault() {
        assertEquals(
                List.of(
                        "nat_gateways = per_zone  environments/shop/dev/us-east-1.yaml:3:19",
                        "    overrides single  " + TempProject.DEV + ":3:19",
                        "    overrides none  " + TempProject.SYSTEM + ":11:19",
                        "    overrides per_zone  default of network"),
                shop.run("explain", NETWORK, "nat_gateways")
                        .exits(0)
                        .out()
                        .lines()
                        .limit(4)
                        .toList());
    }

    @Test
    void aListIsShownWithTheOneThatItReplaced() {
        shop.run("explain", NETWORK, "zones")
                .prints("zones = [a, b, c]  " + TempProject.DEV + ":4:12\n    overrides [a, b]  " + TempProject.SYSTEM
                        + ":10:12\n");
    }

    @Test
    void aDefaultIsShownWithTheKindThatHasIt() {
        shop.run("explain", "shop/dev/us-east-1/kms", "deletion_window_in_days")
                .prints("deletion_window_in_days = 30  default of kms\n")
                .prints("Waiting period before a key is deleted, in days.");
    }

    @Test
    void aKeyThatNobodyGivesIsAbsent() {
        shop.run("explain", "shop/dev", "assume_role").prints("assume_role = (absent)  default of groundplan\n");
    }

    @Test
    void textThatLooksLikeANumberIsShownAsText() {
        shop.run("explain", "shop/dev", "account_id").prints("account_id = \"123456789012\"  ");
    }

    @Test
    void anEntryOfAMapHasAKeyOfItsOwnAndOverridesNothing() {
        shop.run("explain", "shop/dev", "tags.Owner")
                .exits(0)
                .prints("tags.Owner = shop-team  " + TempProject.SYSTEM + ":14:10\n    Tags of every resource");
    }

    @Test
    void withoutAKeyAllKeysOfTheUnitAreShown() {
        List<String> keys = shop.run("explain", NETWORK)
                .exits(0)
                .out()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, line.indexOf(" = ")))
                .toList();
        assertEquals(
                List.of(
                        "cidr",
                        "zones",
                        "subnets.database_tier",
                        "subnets.cidrs",
                        "subnets.network_acls",
                        "subnets.network_acl_ports.outbound",
                        "subnets.network_acl_ports.database",
                        "subnets.endpoint_zones",
                        "nat_gateways",
                        "gateway_endpoints",
                        "interface_endpoints",
                        "flow_logs.enabled",
                        "flow_logs.retention_in_days",
                        "flow_logs.own_key",
                        "kms"),
                keys);
    }

    @Test
    void theJsonFormHoldsTheSame() {
        JsonNode settings = shop.run("explain", NETWORK, "nat_gateways", "--json")
                .exits(0)
                .json()
                .path("settings");
        assertEquals(1, settings.size(), () -> "settings in " + settings);
        JsonNode one = settings.get(0);
        assertEquals(
                "nat_gateways per_zone environments/shop/dev/us-east-1.yaml:3:19",
                one.path("key").asText() + " " + one.path("value").asText() + " "
                        + one.path("source").asText());
        List<String> overrode = new ArrayList<>();
        one.path("overrode").forEach(line -> overrode.add(line.asText()));
        assertEquals(
                List.of(
                        "single  " + TempProject.DEV + ":3:19",
                        "none  " + TempProject.SYSTEM + ":11:19",
                        "per_zone  default of network"),
                overrode);
        assertTrue(one.path("meaning").asText().startsWith("NAT gateways"), () -> "meaning in " + one);
    }

    @Test
    void anUnknownUnitIsAnsweredWithTheNearestOne() {
        shop.run("explain", "shpo/dev/us-east-1/netwrk").exits(2).complains("did you mean '" + NETWORK + "'?");
    }

    @Test
    void anUnknownEnvironmentIsAnsweredWithTheNearestOne() {
        shop.run("explain", "shop/dve").exits(2).complains("did you mean 'shop/dev'?");
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestOne() {
        shop.run("explain", NETWORK, "nat_gateway")
                .exits(2)
                .complains("has no key 'nat_gateway'; did you mean 'nat_gateways'?");
    }
}
