package groundplan.settings;

import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;

/**
 * A unit that a setting names and that does not exist, and how it comes to exist.
 *
 * @param name as the setting has it
 * @param kind the kind that is needed
 * @param wanted where it would be
 * @param regional whether the name says the region
 * @param reader the unit whose setting it is
 * @param units the units of the environment
 * @param environment the environment's settings, as nodes
 */
record MissingUnit(
        String name,
        String kind,
        UnitPath wanted,
        boolean regional,
        UnitPath reader,
        List<UnitModel<?, ?>> units,
        Node.Mapping environment) {

    /** What to append to the message that there is no such unit. */
    String advice() {
        Optional<SourceLocation> disabled = disabled();
        if (disabled.isPresent()) {
            return "; it is disabled in " + disabled.get() + ": enable it, or name another";
        }
        List<UnitPath> known = units.stream()
                .filter(unit -> unit.kind().name().equals(kind))
                .map(unit -> unit.path())
                .toList();
        List<String> names = known.stream()
                .filter(path -> !regional || path.region().equals(wanted.region()))
                .map(path -> path.nameFor(reader))
                .toList();
        String hint = Nearest.hint(name, names);
        Optional<UnitPath> elsewhere = known.stream()
                .filter(path -> path.unit().equals(wanted.unit()) && !wanted.global())
                .findFirst();
        boolean make = hint.isEmpty() || regional || elsewhere.isPresent();
        return make && !hint.startsWith("; did you mean") ? make(elsewhere.isPresent()) : hint;
    }

    /** Where the unit is disabled, if the settings have it. */
    private Optional<SourceLocation> disabled() {
        return entry(Optional.of(environment), EnvironmentReader.UNITS)
                .flatMap(all -> entry(Optional.of(all), wanted.unit()))
                .filter(unit -> unit instanceof Node.Mapping mapping
                        && mapping.get("enabled")
                                .filter(value -> value instanceof Node.Scalar on && "false".equals(on.text()))
                                .isPresent())
                .map(unit -> Binder.find((Node.Mapping) unit, "enabled"));
    }

    private static Optional<Node> entry(Optional<Node> of, String key) {
        return of.filter(Node.Mapping.class::isInstance).flatMap(node -> ((Node.Mapping) node).get(key));
    }

    /** @param inherits whether another region has a unit of this name */
    private String make(boolean inherits) {
        String folder = SettingsTree.FOLDER + "/" + wanted.system() + "/";
        if (regional || inherits) {
            return "; add it below units in " + folder + wanted.environment() + "/" + wanted.region() + ".yaml"
                    + kindNamed()
                    + (inherits
                            ? ": the line '" + wanted.unit()
                                    + ":' is enough, as it inherits the settings of the unit of that name"
                            : "");
        }
        return "; add it below units in " + folder + SettingsTree.SYSTEM_FILE + kindNamed()
                + (reader.global() ? ", and name it <region>/" + wanted.unit() + " here if it has a region" : "");
    }

    /** A unit whose name's last word is another than its kind says the kind. */
    private String kindNamed() {
        String last = wanted.unit().replaceFirst(".*/", "");
        return last.equals(kind) || last.endsWith("-" + kind) ? "" : ", with kind: " + kind;
    }
}
