package groundplan.permissions;

import groundplan.console.Console;
import groundplan.iam.AccessDecision.Outcome;
import groundplan.permissions.EnvironmentPermissions.NeededAction;
import groundplan.permissions.EnvironmentPermissions.UnitPermissions;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/**
 * The permissions of a role, for people.
 *
 * @param all whether actions that the role may take are listed too
 */
public record PermissionsText(Console console, boolean all) {
    /** How many addresses are named for one action. */
    private static final int MOST = 3;

    /** Prints them. */
    public void print(EnvironmentPermissions permissions) {
        int width = permissions.units().stream()
                .mapToInt(unit -> unit.unit().length())
                .max()
                .orElse(0);
        console.out()
                .println(console.bold(permissions.environment()) + ": what role " + permissions.role() + " needs to "
                        + permissions.task());
        console.out().println();
        console.out().println(console.dim(row(width, "unit", "actions", "lacking", "depends")));
        for (UnitPermissions unit : permissions.units()) {
            console.out()
                    .println(row(
                            width,
                            unit.unit(),
                            "" + unit.actions().size(),
                            count(unit, Outcome.REFUSED),
                            count(unit, Outcome.UNDECIDED)));
            for (NeededAction action : unit.actions()) {
                if (all || action.decision().refused()) {
                    show(action);
                }
            }
        }
        console.out().println();
        if (!permissions.administrators().isEmpty()) {
            console.out()
                    .println("Applied by an administrator, because they decide what the role may do: "
                            + String.join(", ", permissions.administrators()) + ".");
        }
        if (!permissions.unknownTypes().isEmpty()) {
            console.out()
                    .println("Not counted, because it is not known what they need: "
                            + String.join(", ", permissions.unknownTypes()) + ".");
        }
        long lacking = permissions.lacking();
        console.out()
                .println(
                        lacking == 0
                                ? console.green("The role lacks nothing.")
                                : console.red("The role lacks " + lacking + (lacking == 1 ? " action." : " actions.")));
    }

    private void show(NeededAction action) {
        String line = "    " + action.action() + " on " + action.resource();
        String outcome =
                switch (action.decision().outcome()) {
                    case ALLOWED -> "";
                    case REFUSED -> console.red(": " + action.decision().reason());
                    case UNDECIDED -> console.yellow(": " + action.decision().reason());
                };
        console.out().println(line + outcome);
        console.out().println(console.dim("        for " + some(action.neededBy())));
    }

    private static String some(SortedSet<String> addresses) {
        List<String> first = addresses.stream().limit(MOST).toList();
        int more = addresses.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String count(UnitPermissions unit, Outcome outcome) {
        long count = unit.actions().stream()
                .filter(action -> action.decision().outcome() == outcome)
                .count();
        return count == 0 ? "-" : "" + count;
    }

    private static String row(int width, String unit, String actions, String lacking, String depends) {
        return String.format(Locale.ROOT, "%-" + width + "s %8s %8s %8s", unit, actions, lacking, depends);
    }
}
