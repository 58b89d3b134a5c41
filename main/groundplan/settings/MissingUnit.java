package groundplan.settings;

import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import java.util.List;

/**
 * A unit that a setting names and that does not exist, and how it comes to exist.
 *
 * @param name as the setting has it
 * @param kind the kind that is needed
 * @param wanted where it would be
 * @param regional whether the name says the region
 * @param reader the unit whose setting it is
 * @param known the units of this kind in the environment
 */
record MissingUnit(String name, String kind, UnitPath wanted, boolean regional, UnitPath reader, List<UnitPath> known) {

    /** What to append to the message that there is no such unit. */
    String advice() {
        List<String> names = known.stream()
                .filter(path -> !regional || path.region().equals(wanted.region()))
                .map(path -> path.nameFor(reader))
                .toList();
        String hint = Nearest.hint(name, names);
        return hint.isEmpty() || regional && !hint.startsWith("; did you mean") ? make() : hint;
    }

    private String make() {
        String folder = SettingsTree.FOLDER + "/" + wanted.system() + "/";
        if (!regional) {
            return "; add it below units in " + folder + SettingsTree.SYSTEM_FILE + kindNamed();
        }
        String file = folder + wanted.environment() + "/" + wanted.region() + ".yaml";
        boolean inherits = known.stream().anyMatch(path -> path.unit().equals(wanted.unit()));
        return "; add it below units in " + file + kindNamed()
                + (inherits
                        ? ": the line '" + wanted.unit()
                                + ":' is enough, as it inherits the settings of the unit of that name"
                        : "");
    }

    /** A unit whose name's last word is another than its kind says the kind. */
    private String kindNamed() {
        String last = wanted.unit().replaceFirst(".*/", "");
        return last.equals(kind) || last.endsWith("-" + kind) ? "" : ", with kind: " + kind;
    }
}
