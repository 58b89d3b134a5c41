package groundplan.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.testing.FullSynthesis;
import groundplan.testing.JavaSources;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
    private static final String GOOD =
            """
      date: "2026-11-20"
      currency: USD
      regions: [eu-west-1, us-east-1]
      services:
        kms:
          name: KMS
          source: https://example.com/pricing
          checked: never
          prices:
            key: {unit: key-month, each: 1}
            call: {unit: call, us-east-1: 0.03}
      """;

    private static PriceTable table(String yaml) throws IOException {
        return PriceTable.of(new YAMLMapper().readTree(yaml));
    }

    @Test
    void aPriceIsARegionsOwnOrThatOfEach() throws IOException {
        PriceTable table = table(GOOD);
        assertEquals(
                "1 0.03",
                table.price("kms.key", "eu-west-1").amount() + " "
                        + table.price("kms.call", "us-east-1").amount());
        assertEquals(
                new Price(
                        "kms.key",
                        "KMS",
                        "key-month",
                        table.price("kms.key", "us-east-1").amount()),
                table.price("kms.key", "us-east-1"));
    }

    @Test
    void whatHasNoPriceIsSaidWithTheTablesName() throws IOException {
        PriceTable table = table(GOOD);
        assertEquals(
                "region 'ap-south-1' is not in modules/groundplan/pricing/prices.yaml, which has prices for eu-west-1,"
                        + " us-east-1; add the region there",
                assertThrows(NoPrice.class, () -> table.price("kms.key", "ap-south-1"))
                        .getMessage());
        assertEquals(
                "modules/groundplan/pricing/prices.yaml has no price kms.call for eu-west-1; add it there, with its unit",
                assertThrows(NoPrice.class, () -> table.price("kms.call", "eu-west-1"))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20=autumn",
                "currency: USD=",
                "name: KMS=",
                "source: https://example.com/pricing=",
                "checked: never=",
                "unit: call, =",
                "us-east-1: 0.03=mars-1: 0.03",
                "each: 1=each: one",
                "each: 1=each: -1",
                "each: 1=each: 1, us-east-1: 1",
                ", each: 1="
            })
    void aTableThatIsNotCompleteIsRefused(String change) {
        String[] parts = change.split("=", 2);
        String bad = GOOD.replace(parts[0], parts[1]);
        assertTrue(!bad.equals(GOOD), change);
        String message =
                assertThrows(IllegalArgumentException.class, () -> table(bad)).getMessage();
        assertTrue(message.startsWith("modules/groundplan/pricing/prices.yaml: "), message);
    }

    @Test
    void everyPriceThatAMeterAsksForIsThere() {
        Set<String> services = Example.PRICES.sources().keySet();
        Set<String> asked = new TreeSet<>();
        JavaSources.strings("modules").stream()
                .filter(string -> string.place().contains("/pricing/"))
                .map(JavaSources.Found::text)
                .filter(text -> text.matches("[a-z0-9]+\\.[a-z0-9_]+"))
                .filter(text -> services.contains(text.substring(0, text.indexOf('.'))))
                .forEach(asked::add);
        asked.removeAll(Example.PRICES.keys());
        assertEquals(Set.of(), asked, "prices that meters name and the table lacks");
    }

    @Test
    void everyRegionThatHoldsAUnitHasPrices() {
        Set<String> regions = new TreeSet<>();
        FullSynthesis.environments().forEach(environment -> regions.addAll(environment.regions()));
        regions.remove("_global");
        assertTrue(Example.PRICES.regions().containsAll(regions), () -> regions + " among " + Example.PRICES.regions());
    }

    @Test
    void everyTypeThatIsGeneratedHasATariff() {
        Set<String> types = new TreeSet<>();
        FullSynthesis.documents()
                .forEach(document ->
                        document.json().path("resource").fieldNames().forEachRemaining(types::add));
        assertTrue(types.size() > 50, () -> "types of the committed settings: " + types);
        types.removeAll(Tariffs.types());
        assertEquals(Set.of(), types, "types of resources that are neither priced, nor free, nor part of another");
    }

    @Test
    void everyResourceThatIsGeneratedHasAKnownCost() {
        Estimator estimator = new Estimator(Example.PRICES, Example.usage("desired"));
        List<String> unknown = FullSynthesis.documents().stream()
                .flatMap(document -> estimator.of(Resources.of(document.json())).unknown().stream()
                        .map(cost ->
                                document.unit().path() + " " + cost.resource().address() + ": " + cost.note()))
                .toList();
        assertEquals(List.of(), unknown);
    }
}
