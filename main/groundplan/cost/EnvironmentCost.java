package groundplan.cost;

import groundplan.pricing.Estimator;
import groundplan.pricing.Line;
import groundplan.pricing.PriceTable;
import groundplan.pricing.Resources;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UsageFile;
import groundplan.synth.UnitDocument;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an environment, or a part of it, costs in a month.
 *
 * @param environment {@code <system>/<environment>}
 * @param usage its assumed usage
 * @param units its units by path
 */
public record EnvironmentCost(String environment, UsageFile.Read usage, List<UnitCost> units) {

    /**
     * Estimates environments.
     *
     * @param root the project's folder
     * @param documents the units to count; environments without any are left out
     * @throws InvalidSettings when a usage file is invalid
     * @throws groundplan.pricing.NoPrice when the table lacks prices
     */
    public static List<EnvironmentCost> of(
            Path root, PriceTable prices, List<EnvironmentModel> environments, List<UnitDocument> documents)
            throws InvalidSettings {
        List<EnvironmentCost> costs = new ArrayList<>();
        for (EnvironmentModel environment : environments) {
            List<UnitDocument> own = documents.stream()
                    .filter(document -> environment.units().contains(document.unit()))
                    .sorted(Comparator.comparing(document -> document.unit().path()))
                    .toList();
            if (!own.isEmpty()) {
                UsageFile.Read usage = UsageFile.of(root, environment);
                Estimator estimator = new Estimator(prices, usage.usage());
                costs.add(new EnvironmentCost(
                        environment.path(),
                        usage,
                        own.stream()
                                .map(document -> new UnitCost(
                                        document.unit().path(), estimator.of(Resources.of(document.json()))))
                                .toList()));
            }
        }
        return costs;
    }

    /** The sum of its units. */
    public BigDecimal monthly() {
        return sum(units.stream().map(unit -> unit.estimate().monthly()).toList());
    }

    /** The same sum by AWS's services. */
    public SortedMap<String, BigDecimal> services() {
        SortedMap<String, BigDecimal> services = new TreeMap<>();
        units.stream()
                .flatMap(unit -> unit.estimate().resources().stream())
                .flatMap(resource -> resource.lines().stream())
                .forEach((Line line) -> services.merge(line.price().service(), line.monthly(), BigDecimal::add));
        return services;
    }

    /** The sum of amounts, in whole cents. */
    public static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }
}
