package groundplan.settings;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.ReservesConcurrency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares what the functions of an account reserve in a region with Lambda's quota of concurrent executions. */
final class ConcurrencyQuota {
    private ConcurrencyQuota() {}

    /** A unit whose functions reserve executions. */
    private record Reservation(UnitModel<?, ?> unit, int executions) {}

    /** Reports each account and region whose functions reserve more than AWS allows. */
    static void check(List<EnvironmentModel> environments, List<Problem> problems) {
        Map<String, List<Reservation>> places = new TreeMap<>();
        EnvironmentModel.units(environments).stream()
                .filter(unit -> unit.environment() != null && unit.environment().reservableConcurrency() > 0)
                .forEach(unit -> {
                    int executions = reserved(unit.settings());
                    if (executions > 0) {
                        places.computeIfAbsent(
                                        "account " + unit.environment().accountId() + " and region "
                                                + unit.path().region(),
                                        place -> new ArrayList<>())
                                .add(new Reservation(unit, executions));
                    }
                });
        places.forEach((place, reservations) -> compare(place, reservations, problems));
    }

    private static void compare(String place, List<Reservation> reservations, List<Problem> problems) {
        int all = reservations.stream().mapToInt(Reservation::executions).sum();
        EnvironmentSettings tightest = reservations.stream()
                .map(one -> one.unit().environment())
                .min(Comparator.comparingInt(EnvironmentSettings::lambdaConcurrency))
                .orElseThrow();
        if (all > tightest.reservableConcurrency()) {
            UnitModel<?, ?> most = reservations.stream()
                    .max(Comparator.comparingInt(Reservation::executions))
                    .orElseThrow()
                    .unit();
            problems.add(new Problem(
                    most.node().mark(),
                    "units." + most.path().unit(),
                    "the functions in " + place + " reserve " + all + " concurrent executions, and AWS allows "
                            + tightest.reservableConcurrency() + ", since 100 of lambda_concurrency "
                            + tightest.lambdaConcurrency() + " stay unreserved; reserve fewer, or have the quota raised"
                            + " and set lambda_concurrency"));
        }
    }

    private static int reserved(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(ConcurrencyQuota::reserved).orElse(0);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().mapToInt(ConcurrencyQuota::reserved).sum();
        }
        if (!(value instanceof Record settings)) {
            return 0;
        }
        int own = settings instanceof ReservesConcurrency some ? some.reservedConcurrency() : 0;
        return own
                + RecordShape.of(settings.getClass()).keys().stream()
                        .filter(RecordShape.Key::nests)
                        .mapToInt(key -> reserved(key.of(settings)))
                        .sum();
    }
}
