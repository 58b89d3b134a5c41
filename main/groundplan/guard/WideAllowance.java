package groundplan.guard;

import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One allowance, with wildcards, for all that a plan is refused for: for a destroy, say, nobody writes one for each resource. */
final class WideAllowance {
    private static final String ANY = "*";

    private WideAllowance() {}

    /**
     * What an allowance would have to allow.
     *
     * @param address the address, or {@code *}
     * @param action {@code delete} or {@code replace}
     */
    record Missing(UnitPath unit, String address, String action) {}

    /**
     * A note with the narrowest allowance that covers all; empty if there are fewer than two.
     *
     * @param file where allowances are, as messages show it
     * @param until the last day of the proposed allowance
     */
    static Optional<String> note(List<Missing> all, String file, LocalDate until) {
        if (all.size() < 2) {
            return Optional.empty();
        }
        String actions = all.stream().map(Missing::action).distinct().sorted().collect(Collectors.joining(", "));
        return Optional.of("One entry in " + file + " allows all " + all.size()
                + " of these, and the same of whatever else it matches: {unit: \"" + unit(all) + "\", address: \""
                + address(all)
                + "\", actions: [" + actions + "], reason: ..., owner: ..., expires: \"" + until + "\"}");
    }

    private static String unit(List<Missing> all) {
        Optional<String> one = only(all, missing -> missing.unit().toString());
        UnitPath first = all.get(0).unit();
        String environment = first.system() + "/" + first.environment() + "/";
        return one.orElseGet(() -> environment
                + only(all, missing -> missing.unit().region())
                        .map(region -> region + "/")
                        .orElse("")
                + ANY);
    }

    private static String address(List<Missing> all) {
        return only(all, Missing::address).orElseGet(() -> only(all, missing -> type(missing.address()))
                .filter(type -> !type.equals(ANY))
                .map(type -> type + "." + ANY)
                .orElse(ANY));
    }

    private static String type(String address) {
        boolean resource = !address.startsWith("output.") && !address.startsWith("module.") && !address.equals(ANY);
        return resource ? ResourceAddress.parse(address).type() : ANY;
    }

    private static Optional<String> only(List<Missing> all, Function<Missing, String> part) {
        TreeSet<String> found = all.stream().map(part).collect(Collectors.toCollection(TreeSet::new));
        return found.size() == 1 ? Optional.of(found.first()) : Optional.empty();
    }
}
