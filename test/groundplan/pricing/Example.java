package groundplan.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.cost.Prices;
import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Map;

/** Resources of a test, and what they cost at the committed prices. */
record Example(Resources resources, Usage usage) {
    static final PriceTable PRICES = Prices.read();

    /** Resources in {@code us-east-1}: Terraform JSON as it stands below {@code resource}. */
    static Example of(String resource) {
        return in("us-east-1", resource);
    }

    /** Resources in a region. */
    static Example in(String region, String resource) {
        return document(
                "{\"provider\": {\"aws\": [{\"region\": \"" + region + "\"}]}, \"resource\": {" + resource + "}}");
    }

    /** A whole configuration. */
    static Example document(String json) {
        return new Example(Resources.of(TerraformJson.read(json)), usage("desired"));
    }

    /** Round figures: each of them can be told from the others in a line. */
    static Usage usage(String tasks) {
        return usage(tasks, "europe_north_america");
    }

    static Usage usage(String tasks, String viewers) {
        return new Usage(
                730,
                new ComputeUsage(tasks, 70, 10, 500, 100),
                new TrafficUsage(100, 20, 2, 300, 4, 5, 6, 0.7),
                new DeliveryUsage(viewers, 1000, 8, 40, 2),
                new StorageUsage(10, Map.of("large", 200.0), 30, 400, 50, 6, 70, 8),
                new DatabaseUsage(0, 100, 20, 0, 1000, 2, new ClusterUsage(50, 30, 4, 2)),
                new MonitoringUsage(2, 20, 0.5, 15, 8, 17, 25),
                new SecurityUsage(10, 20, new AuditUsage(3, 4, 5, 6, 7, 8, 9)));
    }

    Example when(Usage other) {
        return new Example(resources, other);
    }

    ResourceCost cost(String address) {
        return new Estimator(PRICES, usage)
                .of(resources).resources().stream()
                        .filter(cost -> cost.resource().address().equals(address))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + address));
    }

    /** Fails unless a resource has exactly these lines, each as {@code item: quantity unit = cost}. */
    void costs(String address, String... lines) {
        ResourceCost cost = cost(address);
        assertEquals(ResourceCost.Status.PRICED, cost.status(), () -> address + ": " + cost.note());
        assertEquals(
                List.of(lines),
                cost.lines().stream()
                        .map(line -> line.item() + ": " + Quantities.plain(line.quantity()) + " "
                                + line.price().unit() + " = " + line.monthly())
                        .toList(),
                () -> "lines of " + address);
    }

    /** Fails unless nobody knows what a resource costs, for this reason. */
    void doesNotKnow(String address, String reason) {
        ResourceCost cost = cost(address);
        assertEquals("UNKNOWN " + reason, cost.status() + " " + cost.note(), () -> "status of " + address);
        assertEquals(List.of(), cost.lines(), () -> "lines of " + address);
    }
}
