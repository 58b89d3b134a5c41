package groundplan.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Estimates the monthly cost of resources.
 *
 * @param prices the list prices
 * @param usage the assumed usage
 */
public record Estimator(PriceTable prices, Usage usage) {

    /**
     * Estimates the resources of one configuration.
     *
     * @throws NoPrice when the table lacks prices; lists all of them
     */
    public Estimate of(Resources resources) {
        List<ResourceCost> costs = new ArrayList<>();
        TreeSet<String> missing = new TreeSet<>();
        for (Resource resource : resources.all()) {
            try {
                costs.add(of(new Subject(resource, resources)));
            } catch (NoPrice e) {
                missing.add(e.getMessage());
            }
        }
        if (!missing.isEmpty()) {
            throw new NoPrice(String.join("\n", missing));
        }
        return new Estimate(List.copyOf(costs));
    }

    /** Estimates the resources that have prices; those of which the table lacks one have an unknown cost. */
    public Estimate known(Resources resources) {
        return new Estimate(resources.all().stream()
                .map(resource -> {
                    try {
                        return of(new Subject(resource, resources));
                    } catch (NoPrice e) {
                        return new ResourceCost(resource, ResourceCost.Status.UNKNOWN, e.getMessage(), List.<Line>of());
                    }
                })
                .toList());
    }

    private ResourceCost of(Subject subject) {
        Resource resource = subject.resource();
        Charge charge = Tariffs.of(resource.type()).orElse(null);
        if (charge instanceof Charge.Metered metered) {
            List<Line> lines = new ArrayList<>();
            try {
                metered.meter().read(subject, usage, new Bill(prices, resource.region(), lines));
                return new ResourceCost(resource, ResourceCost.Status.PRICED, "", List.copyOf(lines));
            } catch (Subject.Unreadable e) {
                return new ResourceCost(resource, ResourceCost.Status.UNKNOWN, e.getMessage(), List.of());
            }
        }
        if (charge instanceof Charge.PartOf part) {
            return new ResourceCost(resource, ResourceCost.Status.PART, part.what(), List.of());
        }
        return charge instanceof Charge.Free
                ? new ResourceCost(resource, ResourceCost.Status.FREE, "", List.of())
                : new ResourceCost(
                        resource, ResourceCost.Status.UNKNOWN, "the table has no prices for its type", List.of());
    }
}
