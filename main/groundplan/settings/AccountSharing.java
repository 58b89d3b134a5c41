package groundplan.settings;

import groundplan.kernel.OtherEnvironments;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells the units that create permissions boundaries which other environments of the system share the account. */
final class AccountSharing {
    private AccountSharing() {}

    /** The same environments, with units that know it. */
    static List<EnvironmentModel> of(List<EnvironmentModel> environments) {
        return environments.stream()
                .map(environment -> new EnvironmentModel(
                        environment.system(),
                        environment.name(),
                        environment.settings(),
                        environment.node(),
                        environment.units().stream()
                                .<UnitModel<?, ?>>map(unit ->
                                        unit.makesBoundary() ? unit.knowing(others(environment, environments)) : unit)
                                .toList()))
                .toList();
    }

    private static OtherEnvironments others(EnvironmentModel environment, List<EnvironmentModel> environments) {
        Set<UnitPath> read = environment.units().stream()
                .flatMap(unit -> unit.reads().values().stream())
                .map(UnitModel::path)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> names = new ArrayList<>();
        List<String> states = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        environments.stream()
                .filter(other -> !other.path().equals(environment.path())
                        && other.system().equals(environment.system())
                        && other.settings()
                                .accountId()
                                .equals(environment.settings().accountId()))
                .forEach(other -> {
                    String keys = "arn:aws:s3:::" + other.settings().state().bucket() + "/";
                    names.add(other.name());
                    states.add(keys + other.name() + "/*");
                    unread(other, read).forEach(key -> unread.add(keys + key));
                });
        return new OtherEnvironments(List.copyOf(names), List.copyOf(states), List.copyOf(unread));
    }

    /**
     * Patterns of the keys of what an environment keeps, without those of the units that are read. A denial cannot except keys of
     * one bucket only, so that the units beside them are named one by one.
     */
    private static List<String> unread(EnvironmentModel other, Set<UnitPath> all) {
        List<UnitPath> units = other.units().stream().map(UnitModel::path).toList();
        List<UnitPath> read = units.stream().filter(all::contains).toList();
        if (read.isEmpty()) {
            return List.of(other.name() + "/*");
        }
        // Its lock and its journal.
        List<String> patterns = new ArrayList<>(List.of(other.name() + "/groundplan-*"));
        if (read.stream().allMatch(UnitPath::global)) {
            // Names of regions begin so, whether or not the environment still uses them.
            patterns.add(other.name() + "/??-*");
        }
        for (String region : other.regions()) {
            if (read.stream().anyMatch(unit -> unit.region().equals(region))) {
                units.stream()
                        .filter(unit -> unit.region().equals(region) && !read.contains(unit))
                        .map(unit -> unread(unit, read))
                        .sorted()
                        .forEach(patterns::add);
            } else if (region.equals(UnitPath.GLOBAL) || !read.stream().allMatch(UnitPath::global)) {
                patterns.add(other.name() + "/" + region + "/*");
            }
        }
        return patterns;
    }

    private static String unread(UnitPath unit, List<UnitPath> read) {
        boolean above = read.stream().anyMatch(one -> one.toString().startsWith(unit + "/"));
        String folder = unit.environment() + "/" + unit.inEnvironment() + "/";
        return above ? unit.stateKey() + "*" : folder + "*";
    }
}
