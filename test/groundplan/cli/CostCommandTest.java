package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project costs in a month. */
class CostCommandTest {
    private static final String USAGE = "environments/shop/usage.yaml";
    private static final String KMS = "shop/dev/us-east-1/kms";
    private static final String NETWORK = "shop/dev/us-east-1/network";
    private static final String FAR_KMS = "shop/dev/eu-west-1/kms";
    private static final String FAR = "shop/dev/eu-west-1/network";
    /** Three keys of 1.00 with requests for 0.03. */
    private static final String KEYS = "3.09";
    /** Two NAT gateways (32.85 and 2.25 for data), their addresses (3.65), and a flow log (2.50 in, 0.27 kept). */
    private static final String NEAR_NETWORK = "80.27";
    /** The same where gateways cost 35.04 and 2.40, and the log 2.85. */
    private static final String FAR_NETWORK = "85.30";

    @TempDir
    static Path folder;

    private static TempProject shop;

    @BeforeAll
    static void threeUnits() {
        shop = TempProject.shop(folder)
                .with("environments/shop/dev/eu-west-1.yaml", "units:\n  kms:\n  network:\n    cidr: 10.1.0.0/16\n");
    }

    @BeforeEach
    void nothingIsSaidOfUsage() {
        shop.with(USAGE, "{}\n");
    }

    @Test
    void unitsCostWhatTheirResourcesAddUpTo() {
        Outcome table = shop.run("cost", "--by", "unit").exits(0);
        assertEquals(
                List.of(
                        "shop/dev USD a month",
                        "eu-west-1/kms " + KEYS,
                        "eu-west-1/network " + FAR_NETWORK,
                        "us-east-1/kms " + KEYS,
                        "us-east-1/network " + NEAR_NETWORK,
                        "total of shop/dev 171.75"),
                rows(table).subList(0, 6));
        table.prints("List prices of 20").prints(" in USD, on demand, without free tiers and taxes");
        assertEquals("", table.err(), "the error stream");
    }

    @Test
    void servicesAddUpToTheSame() {
        assertEquals(
                List.of(
                        "CloudWatch 5.89",
                        "KMS 6.18",
                        "NAT gateways 145.08",
                        "VPC endpoints and addresses 14.60",
                        "total of shop/dev 171.75"),
                rows(shop.run("cost", "--by", "service").exits(0)).subList(1, 6));
    }

    @Test
    void aResourceShowsQuantityUnitAndPrice() {
        List<String> rows = rows(shop.run("cost", NETWORK).exits(0));
        assertTrue(rows.contains("aws_nat_gateway.public_a NAT gateway 730 hour 0.045 32.85"), rows::toString);
        assertTrue(rows.contains("processed data 50 GB 0.045 2.25"), rows::toString);
        assertTrue(
                rows.stream().anyMatch(row -> row.matches("\\d+ resources that cost nothing by themselves")),
                rows::toString);
        assertTrue(rows.contains("total of shop/dev " + NEAR_NETWORK), rows::toString);
    }

    @Test
    void columnsStandUnderEachOther() {
        List<String> lines = shop.run("cost")
                .exits(0)
                .out()
                .lines()
                .filter(line -> line.matches(".*\\d\\.\\d\\d"))
                .toList();
        assertTrue(lines.size() > 20, lines::toString);
        assertEquals(
                1,
                lines.stream().map(String::length).distinct().count(),
                () -> "amounts end in one column:\n" + String.join("\n", lines));
    }

    @Test
    void whatIsFreeIsShownWhenAskedFor() {
        List<String> rows = rows(shop.run("cost", "--all", NETWORK).exits(0));
        assertTrue(rows.contains("aws_subnet.public_a free"), rows::toString);
        assertTrue(
                rows.contains("aws_flow_log.main part of the log group or bucket that it writes to"), rows::toString);
        assertTrue(rows.contains("aws_vpc_endpoint.s3 no usage"), rows::toString);
    }

    @Test
    void severalEnvironmentsHaveATotal(@TempDir Path other) {
        TempProject two = TempProject.shop(other)
                .with(TempProject.DEV, "units:\n  network:\n    enabled: false\n")
                .with(
                        "environments/shop/prod/environment.yaml",
                        "units:\n  network:\n    enabled: false\nstate:\n  bucket: shop-prod-state\n");
        List<String> rows = rows(two.run("cost", "--by", "unit").exits(0));
        assertTrue(
                rows.containsAll(List.of(
                        "total of shop/dev " + KEYS, "total of shop/prod " + KEYS, "Total of 2 environments 6.18")),
                rows::toString);
    }

    @Test
    void jsonHasEveryResourceAndWhatItRestsOn() {
        ObjectNode json = shop.run("cost", "--json").exits(0).json();
        assertEquals("[environments, monthly, prices]", keys(json));
        assertEquals("[currency, date, sources]", keys(json.path("prices")));
        assertEquals(
                "https://aws.amazon.com/kms/pricing/",
                json.at("/prices/sources/kms").asText());
        assertEquals(171.75, json.path("monthly").asDouble());
        JsonNode dev = json.at("/environments/0");
        assertEquals("[assumptions, environment, monthly, services, units]", keys(dev));
        assertEquals(
                "shop/dev 171.75 50 6.18",
                dev.path("environment").asText() + " " + dev.path("monthly").asText() + " "
                        + dev.path("assumptions").path("traffic.nat_gb").asText() + " "
                        + dev.at("/services/KMS").asText());
        List<String> units = new ArrayList<>();
        dev.path("units")
                .forEach(unit -> units.add(
                        unit.path("unit").asText() + " " + unit.path("monthly").asText()));
        assertEquals(
                List.of(
                        FAR_KMS + " " + KEYS,
                        FAR + " " + FAR_NETWORK.replaceFirst("0$", ""),
                        KMS + " " + KEYS,
                        NETWORK + " " + NEAR_NETWORK),
                units);
        JsonNode key = dev.at("/units/2/resources/3");
        assertEquals("[address, lines, monthly, region, status]", keys(key));
        assertEquals(
                "aws_kms_key.data us-east-1 priced 1.03",
                key.path("address").asText() + " " + key.path("region").asText() + " "
                        + key.path("status").asText() + " "
                        + key.path("monthly").asText());
        assertEquals(
                "[item, list_price, monthly, price, price_key, quantity, service, unit]", keys(key.at("/lines/0")));
        assertEquals(
                "kms.key KMS key-month 1.0 1 1",
                key.at("/lines/0/price_key").asText() + " "
                        + key.at("/lines/0/service").asText() + " "
                        + key.at("/lines/0/unit").asText() + " "
                        + key.at("/lines/0/quantity").asText() + " "
                        + key.at("/lines/0/price").asText() + " "
                        + key.at("/lines/0/list_price").asText());
        assertEquals("free", dev.at("/units/2/resources/0/status").asText(), "an alias has no price and is there");
    }

    @Test
    void whatAnEnvironmentUsesMayBeSaid() {
        shop.with(USAGE, "dev:\n  traffic:\n    nat_gb: 1000\n  monitoring:\n    flow_log_gb: 0\n");
        // 32.85 and 45.00 for data, twice; two addresses; no flow log.
        assertTrue(rows(shop.run("cost", NETWORK, "--by", "unit").exits(0)).contains("us-east-1/network 163.00"));
        shop.run("cost", "--assumptions", NETWORK)
                .exits(0)
                .prints("traffic.nat_gb = 1000  " + USAGE + ":3:13\n")
                .prints("traffic.endpoint_gb = 10  default of usage\n")
                .prints("GB through each NAT gateway.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prd: {}|1:1: prd: is not an environment of the system; known: dev",
                "dev: {trafic: {}}|1:7: dev.trafic: unknown key; did you mean 'traffic'?",
                "dev: {traffic: {nat_gb: many}}|1:25: dev.traffic.nat_gb: expected a number, found the text 'many'",
                "dev: {traffic: {nat_gb: -1}}|1:25: dev.traffic.nat_gb: -1 is out of range: at least 0",
                "dev: {compute: {tasks: most}}|1:24: dev.compute.tasks: 'most' is not one of desired, min, average, max",
                "dev: 5|1:6: dev: expected the usage of the environment, found the number 5"
            })
    void usageIsReadAsStrictlyAsSettings(String usage, String problem) {
        shop.with(USAGE, usage + "\n");
        for (String command : List.of("cost", "validate")) {
            shop.run(command).exits(2).complains(USAGE + ":" + problem);
        }
    }

    @Test
    void aRegionWithoutPricesIsSaidWithTheTablesName(@TempDir Path other) {
        TempProject far = TempProject.shop(other);
        far.with(TempProject.SYSTEM, far.text(TempProject.SYSTEM).replace("us-east-1", "ap-south-1"));
        Outcome failed = far.run("cost", "shop/dev/ap-south-1/kms")
                .exits(1)
                .complains(
                        "region 'ap-south-1' is not in modules/groundplan/pricing/prices.yaml, which has prices for eu-west-1");
        assertEquals("", failed.out(), "the output");
    }

    @Test
    void aCostThatNobodyKnowsFailsAndIsShown(@TempDir Path other) {
        TempProject unknown = TempProject.shop(other);
        unknown.with(
                TempProject.SYSTEM,
                unknown.text(TempProject.SYSTEM)
                        + """
          rds:
            instance_class: db.t3.small
            storage:
              allocated_storage: 20
            database:
              engine_version: "16"
              db_name: shop
            monitoring:
              performance_insights_retention_in_days: 31
        """
                                .indent(0));
        String why = "performance_insights_retention_period is above 7, for which the table has no price";
        Outcome table = unknown.run("cost", "shop/dev/us-east-1/rds")
                .exits(1)
                .complains("Unknown cost: shop/dev/us-east-1/rds aws_db_instance.main: " + why);
        assertTrue(rows(table).contains("aws_db_instance.main unknown: " + why + " ?"), table::toString);
        JsonNode resources = unknown.run("cost", "shop/dev/us-east-1/rds", "--json")
                .exits(1)
                .json()
                .at("/environments/0/units/0/resources");
        List<String> found = new ArrayList<>();
        resources.forEach(resource -> found.add(
                resource.path("status").asText() + " " + resource.path("note").asText()));
        assertTrue(found.contains("unknown " + why), found::toString);
    }

    @Test
    void aPipeGetsNoColour() {
        assertTrue(shop.run(Map.of(), true, "cost", KMS).out().contains("\u001b["), "a terminal gets colour");
        assertFalse(shop.run("cost", KMS).out().contains("\u001b["), "a pipe gets none");
    }

    @Test
    void aFilterThatSelectsNothingIsRefused() {
        shop.run("cost", "shop/prod").exits(2).complains("no unit matches 'shop/prod'");
        shop.run("cost", "--by", "day").exits(2).complains("Usage: groundplan cost");
    }

    /** The table's lines, each with single spaces. */
    private static List<String> rows(Outcome table) {
        return table.out()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    private static String keys(JsonNode node) {
        TreeSet<String> keys = new TreeSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys.toString();
    }
}
