package groundplan.settings;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A loss that a system accepts, from {@code environments/<system>/allowances.yaml}.
 *
 * @param mark its position in the file
 * @param terms its keys
 */
public record Allowance(SourceLocation mark, AllowanceTerms terms) implements AcceptedFile.AcceptedEntry {
    static final AcceptedFile<AllowanceTerms, Allowance> FILE =
            new AcceptedFile<>("allowances.yaml", AllowanceTerms.class, "an allowance", Allowance::new);
    /** The file of a tree that Groundplan did not write, in its folder. */
    public static final String OF_TREE = "groundplan-allowances.yaml";

    /** The keys of an entry. */
    public record AllowanceTerms(
            @Setting(
                            value =
                                    "Units that it applies to, as <system>/<environment>/<region>/<unit>; * matches anything.",
                            pattern = "[A-Za-z0-9_.*/-]+")
                    String unit,
            @Setting("Addresses that it applies to, as <type>.<name>, or output.<name>; * matches anything.")
                    String address,
            @Setting(
                            value =
                                    "Actions that it allows; update is for a loss without a deletion, such as a shorter retention, unprotect lets"
                                            + " the apply switch off the deletion protection of what it then destroys.",
                            min = 1,
                            oneOf = {"delete", "replace", "update", "unprotect"})
                    List<String> actions,
            @Setting("Why it is accepted.") String reason,
            @Setting("Who is responsible for it.") String owner,
            @Setting(value = "Last day on which it is valid, as YYYY-MM-DD.", pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    String expires)
            implements Checked {
        @Override
        public void check(Check check) {
            AcceptedUntil.check(reason, owner, expires, check);
        }
    }

    /** The path of a system's file, relative to the project. */
    public static String shown(String system) {
        return FILE.shown(system);
    }

    /**
     * The allowances of a system; none if it has no file.
     *
     * @param root the project's folder
     * @throws InvalidSettings when anything in the file is wrong
     */
    public static List<Allowance> of(Path root, String system) throws InvalidSettings {
        return FILE.read(root.resolve(shown(system)), shown(system));
    }

    /**
     * The allowances of a tree that Groundplan did not write, from a file in its folder; none if it has none.
     *
     * @param tree the tree's folder
     * @throws InvalidSettings when anything in the file is wrong
     */
    public static List<Allowance> ofTree(Path tree) throws InvalidSettings {
        return FILE.read(tree.resolve(OF_TREE), tree.resolve(OF_TREE).toString());
    }

    @Override
    public String units() {
        return terms.unit;
    }

    /** Whether it has expired. */
    public boolean expired(LocalDate today) {
        return AcceptedUntil.expired(terms.expires, today);
    }

    /** Whether it can apply to a unit of an environment, {@code <system>/<environment>}. */
    public boolean concerns(String environment) {
        return AcceptedUntil.concerns(terms.unit, environment);
    }

    /** Whether it applies to this unit. */
    public boolean isAbout(String unit) {
        return AcceptedUntil.matches(terms.unit, unit);
    }

    /** Whether it applies to this address of a unit. */
    public boolean isAbout(String unit, String address) {
        return isAbout(unit) && AcceptedUntil.matches(terms.address, address);
    }

    /** Whether it allows this action. */
    public boolean allows(String action) {
        return terms.actions.contains(action);
    }
}
