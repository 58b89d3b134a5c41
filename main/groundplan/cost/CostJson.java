package groundplan.cost;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.pricing.Line;
import groundplan.pricing.PriceTable;
import groundplan.pricing.ResourceCost;
import groundplan.settings.Explanation;
import java.util.List;
import java.util.Locale;

/** Costs as JSON; the shape is described in {@code docs/costs.md}. */
public final class CostJson {
    private CostJson() {}

    /** Environments with all their resources, the assumed usage, and the sources of the prices. */
    public static ObjectNode of(PriceTable prices, List<EnvironmentCost> environments) {
        ObjectNode document = TerraformJson.object();
        ObjectNode table = document.putObject("prices");
        table.put("date", prices.date().toString());
        table.put("currency", prices.currency());
        ObjectNode sources = table.putObject("sources");
        prices.sources().forEach(sources::put);
        document.put(
                "monthly",
                EnvironmentCost.sum(
                        environments.stream().map(EnvironmentCost::monthly).toList()));
        environments.forEach(
                environment -> document.withArrayProperty("environments").add(of(environment)));
        return document;
    }

    private static ObjectNode of(EnvironmentCost cost) {
        ObjectNode node = TerraformJson.object();
        node.put("environment", cost.environment());
        node.put("monthly", cost.monthly());
        ObjectNode services = node.putObject("services");
        cost.services().forEach(services::put);
        ObjectNode assumptions = node.putObject("assumptions");
        cost.usage().explanations().forEach((Explanation one) -> assumptions.put(one.key(), one.value()));
        for (UnitCost unit : cost.units()) {
            ObjectNode below = node.withArrayProperty("units").addObject();
            below.put("unit", unit.path().toString());
            below.put("monthly", unit.estimate().monthly());
            below.putArray("resources");
            unit.estimate().resources().forEach(resource -> below.withArrayProperty("resources")
                    .add(of(resource)));
        }
        return node;
    }

    private static ObjectNode of(ResourceCost cost) {
        ObjectNode node = TerraformJson.object();
        node.put("address", cost.resource().address());
        node.put("region", cost.resource().region());
        node.put("status", cost.status().name().toLowerCase(Locale.ROOT));
        if (!cost.note().isEmpty()) {
            node.put("note", cost.note());
        }
        node.put("monthly", cost.monthly());
        node.putArray("lines");
        for (Line line : cost.lines()) {
            ObjectNode below = node.withArrayProperty("lines").addObject();
            below.put("item", line.item());
            below.put("service", line.price().service());
            below.put("price_key", line.price().key());
            below.put("unit", line.price().unit());
            below.put("quantity", line.quantity());
            below.put("list_price", line.price().amount());
            below.put("price", line.paid());
            below.put("monthly", line.monthly());
        }
        return node;
    }
}
