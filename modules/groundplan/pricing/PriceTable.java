package groundplan.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** On-demand list prices by region, with the date on which they were recorded and the source page of each service. */
public final class PriceTable {
    /** The resource next to this class with the table. */
    public static final String FILE = "prices.yaml";

    /** The table's path, for messages. */
    static final String SHOWN = "modules/groundplan/pricing/" + FILE;

    private static final String EVERYWHERE = "each";
    private static final Set<String> NO_REGION = Set.of("unit", "note", EVERYWHERE);

    private final LocalDate date;
    private final String currency;
    private final List<String> regions = new ArrayList<>();
    private final SortedMap<String, String> sources = new TreeMap<>();
    private final SortedMap<String, String> names = new TreeMap<>();
    private final SortedMap<String, JsonNode> prices = new TreeMap<>();

    private PriceTable(JsonNode file) {
        this.currency = text(file, "currency");
        file.path("regions").forEach(region -> regions.add(region.asText()));
        try {
            this.date = LocalDate.parse(text(file, "date"));
        } catch (DateTimeParseException e) {
            throw wrong("date", "must have the form YYYY-MM-DD");
        }
        file.path("services").properties().forEach(service -> {
            names.put(service.getKey(), text(service.getValue(), "name"));
            sources.put(service.getKey(), text(service.getValue(), "source"));
            text(service.getValue(), "checked");
            service.getValue()
                    .path("prices")
                    .properties()
                    .forEach(price -> add(service.getKey() + "." + price.getKey(), price.getValue()));
        });
    }

    /**
     * Reads a table.
     *
     * @param file the content of {@link #FILE}
     * @throws IllegalArgumentException when something is missing, or when a price is for a region that it does not list
     */
    public static PriceTable of(JsonNode file) {
        return new PriceTable(file);
    }

    /** The date on which the prices were recorded. */
    public LocalDate date() {
        return date;
    }

    /** The currency of all prices. */
    public String currency() {
        return currency;
    }

    /** The regions that have prices. */
    public List<String> regions() {
        return Collections.unmodifiableList(regions);
    }

    /** The source page of each service's prices, by the service's key. */
    public SortedMap<String, String> sources() {
        return Collections.unmodifiableSortedMap(sources);
    }

    /** The keys of all prices. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(prices.keySet());
    }

    /**
     * A price.
     *
     * @throws NoPrice when the table has none for the region
     */
    public Price price(String key, String region) {
        if (!regions.contains(region)) {
            throw new NoPrice("region '" + region + "' is not in " + SHOWN + ", which has prices for "
                    + String.join(", ", regions) + "; add the region there");
        }
        JsonNode found = prices.get(key);
        JsonNode amount = found == null ? null : found.has(region) ? found.get(region) : found.get(EVERYWHERE);
        if (amount == null) {
            throw new NoPrice(SHOWN + " has no price " + key + " for " + region + "; add it there, with its unit");
        }
        String service = key.substring(0, key.indexOf('.'));
        return new Price(key, names.get(service), found.path("unit").asText(), amount.decimalValue());
    }

    private void add(String key, JsonNode price) {
        text(price, "unit");
        Set<String> known = new TreeSet<>(NO_REGION);
        known.addAll(regions);
        int amounts = 0;
        for (Map.Entry<String, JsonNode> entry : price.properties()) {
            if (!known.contains(entry.getKey())) {
                throw wrong(key, "'" + entry.getKey() + "' is not one of " + known);
            }
            if (!Set.of("unit", "note").contains(entry.getKey())) {
                if (!entry.getValue().isNumber()
                        || entry.getValue().decimalValue().signum() < 0) {
                    throw wrong(key, entry.getKey() + " is not a valid price");
                }
                amounts++;
            }
        }
        if (amounts == 0 || price.has(EVERYWHERE) && amounts > 1) {
            throw wrong(key, "needs a price for each region, or one for '" + EVERYWHERE + "' region");
        }
        prices.put(key, price);
    }

    private static String text(JsonNode node, String key) {
        if (node.path(key).asText().isBlank()) {
            throw wrong(key, "is missing");
        }
        return node.path(key).asText();
    }

    private static IllegalArgumentException wrong(String key, String problem) {
        return new IllegalArgumentException(SHOWN + ": " + key + ": " + problem);
    }
}
