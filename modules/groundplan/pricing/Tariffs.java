package groundplan.pricing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How every supported resource type is charged. */
final class Tariffs {
    private static final Map<String, Charge> CHARGES = all();

    private Tariffs() {}

    /** How a type is charged; empty for an unknown type. */
    static Optional<Charge> of(String type) {
        return Optional.ofNullable(CHARGES.get(type));
    }

    /** All supported types. */
    static Set<String> types() {
        return Collections.unmodifiableSet(CHARGES.keySet());
    }

    private static Map<String, Charge> all() {
        Map<String, Charge> charges = new TreeMap<>();
        List<Tariff> tariffs = List.of(
                Audit.tariff(),
                Backups.tariff(),
                Balancers.tariff(),
                Buckets.tariff(),
                Caches.tariff(),
                Containers.tariff(),
                Databases.tariff(),
                Delivery.tariff(),
                Domains.tariff(),
                FileSystems.tariff(),
                Firewalls.tariff(),
                Functions.tariff(),
                Images.tariff(),
                KubernetesClusters.tariff(),
                Logs.tariff(),
                Messages.tariff(),
                Monitoring.tariff(),
                Networks.tariff(),
                Permissions.tariff(),
                Secrets.tariff(),
                Tables.tariff());
        for (Tariff tariff : tariffs) {
            tariff.charges().forEach((type, charge) -> {
                if (charges.put(type, charge) != null) {
                    throw new IllegalStateException(type + " is in two tariffs");
                }
            });
        }
        return charges;
    }
}
