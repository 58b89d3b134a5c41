package groundplan.settings;

import groundplan.address.ResourceAddress;
import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The keys by which a unit keeps its resources while its settings change. They are set next to the keys of its kind, until
 * they are applied.
 */
public record RefactoringSettings(
        @Setting(
                        value =
                                "Resources that got another address in the unit: the former one, and the one they have now.",
                        byDefault = "{}",
                        names = RefactoringSettings.ADDRESS)
                Map<String, String> moved,
        @Setting(
                        value =
                                "Resources that the unit gives up and that stay what they are, by address; * for all of them, when the"
                                        + " whole unit goes. Another unit takes them over through imports.yaml.",
                        byDefault = "[]",
                        pattern = "\\*|" + RefactoringSettings.ADDRESS)
                List<String> released)
        implements Checked {
    static final String ADDRESS = "[a-z][a-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_-]*";

    /** Nothing: the usual case. */
    static final RefactoringSettings NONE = new RefactoringSettings(Map.of(), List.of());

    /** Means all resources of a unit. */
    public static final String ALL = "*";

    /** Whether the unit gives up all its resources. */
    public boolean releasesAll() {
        return released.contains(ALL);
    }

    @Override
    public void check(Check check) {
        HashSet<String> targets = new HashSet<>();
        moved.forEach((from, to) -> {
            check.that(
                    to.matches(ADDRESS), "moved." + from, "'" + to + "' is not an address of the form <type>.<name>");
            check.that(
                    !to.matches(ADDRESS) || type(to).equals(type(from)),
                    "moved." + from,
                    "the type of a resource cannot change, and " + to + " is of another type");
            check.that(targets.add(to), "moved." + from, "another resource is moved to " + to + " as well");
        });
        check.that(
                !releasesAll() || released.size() == 1 && moved.isEmpty(),
                "released",
                "'*' means all resources: list no others, and leave 'moved' empty");
    }

    private static String type(String address) {
        return ResourceAddress.parse(address).type();
    }
}
