package groundplan.offers;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The instance classes that RDS and Aurora offer, by engine, version and region. */
public final class DatabaseClasses {
    private static final OfferTable TABLE = OfferTable.read("database-classes.csv");
    private static final Map<String, RegionalOffers> OFFERED = offered();
    /** The classes that a version lacks, by engine and version. */
    private static final Map<String, Set<String>> LACKING = lacking();

    private DatabaseClasses() {}

    /** Whether an engine has a class in any region and version. */
    public static boolean has(String engine, String instanceClass) {
        return OFFERED.get(engine).has(instanceClass);
    }

    /**
     * Why a database cannot have a class that its engine has somewhere, with the classes that are nearest to it; empty when it can. A
     * version without data of its own, such as a major version, has all classes of its engine.
     *
     * @param engine RDS's name of the engine, such as {@code aurora-mysql}
     * @param version its version, such as {@code 16.10}
     */
    public static Optional<String> problem(String engine, String version, String instanceClass, String region) {
        RegionalOffers offers = OFFERED.get(engine);
        Set<String> lacking = lackingOf(engine, version);
        boolean here = offers.has(instanceClass, region);
        if (here && !lacking.contains(instanceClass)) {
            return Optional.empty();
        }
        return Optional.of("AWS does not offer " + instanceClass + " for " + engine + (here ? " " + version : "")
                + " in " + region + offers.instead(instanceClass, region, lacking));
    }

    private static Set<String> lackingOf(String engine, String version) {
        Set<String> names = new LinkedHashSet<>();
        names.add(version);
        names.add(version.replaceFirst("\\.[0-9]+$", ""));
        EngineVersions.major(engine, version).ifPresent(names::add);
        return names.stream()
                .map(name -> LACKING.get(engine + " " + name))
                .filter(found -> found != null)
                .findFirst()
                .orElse(Set.of());
    }

    private static Map<String, RegionalOffers> offered() {
        Map<String, RegionalOffers> offered = new TreeMap<>();
        TABLE.rows().forEach(row -> offered.computeIfAbsent(row.get(0), engine -> new RegionalOffers(TABLE.date()))
                .add(row.get(1), row.get(2)));
        return offered;
    }

    private static Map<String, Set<String>> lacking() {
        Map<String, Set<String>> lacking = new TreeMap<>();
        OfferTable.read("database-class-gaps.csv")
                .rows()
                .forEach(row -> lacking.put(row.get(0) + " " + row.get(1), Set.copyOf(OfferTable.list(row.get(2)))));
        return lacking;
    }
}
