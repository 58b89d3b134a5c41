package groundplan.settings;

import groundplan.address.ResourceAddress;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.settings.Refactoring.Adoption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads {@code environments/<system>/<environment>/imports.yaml}: existing resources to import, as
 * {@code <region>/<unit>: {<address>: <id>}}.
 */
public final class ImportsFile {
    static final String NAME = "imports.yaml";

    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_-]*");

    private ImportsFile() {}

    /**
     * A resource to import.
     *
     * @param unit the unit, as {@code <region>/<unit>}
     * @param address its address there
     * @param id the id by which it is imported
     * @param mark its position in the file
     */
    public record ImportEntry(String unit, String address, String id, SourceLocation mark) {}

    /** The path of an environment's file, relative to the project. */
    public static String shown(EnvironmentModel environment) {
        return SettingsTree.FOLDER + "/" + environment.path() + "/" + NAME;
    }

    /**
     * The entries of a file of this form, wherever it is.
     *
     * @throws InvalidSettings when anything in it is wrong
     */
    public static List<ImportEntry> read(Path file, String shown) throws InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        List<ImportEntry> entries = YamlFile.read(file, shown, problems)
                .map(mapping -> entries(mapping, problems))
                .orElse(List.of());
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return entries;
    }

    /** Whether an address is of the form {@code <type>.<name>}, which an instance key may follow. */
    public static boolean isAddress(String text) {
        return ResourceAddress.find(text)
                .filter(address -> address.modules().isEmpty() && address.mode().isEmpty())
                .filter(address -> ADDRESS.matcher(address.resource()).matches())
                .isPresent();
    }

    /**
     * The draft, with the imports added to its units.
     *
     * @param file the content of the file
     */
    static EnvironmentDraft onto(EnvironmentDraft draft, Node.Mapping file, List<Problem> problems) {
        Map<String, SortedMap<String, Adoption>> byUnit = new LinkedHashMap<>();
        entries(file, problems).forEach(entry -> byUnit.computeIfAbsent(entry.unit(), unit -> new TreeMap<>())
                .put(entry.address(), new Adoption(entry.id(), entry.mark())));
        List<UnitModel<?, ?>> units = new ArrayList<>();
        for (UnitModel<?, ?> unit : draft.units()) {
            SortedMap<String, Adoption> imports = byUnit.remove(shown(unit.path()));
            units.add(imports == null ? unit : unit.taking(imports));
        }
        draft.unreadable().forEach(path -> byUnit.remove(shown(path)));
        byUnit.keySet()
                .forEach(name -> problems.add(new Problem(
                        file.entries().get(name).mark(),
                        name,
                        draft.path() + " has no such unit"
                                + Nearest.hint(
                                        name,
                                        draft.units().stream()
                                                .map(unit -> shown(unit.path()))
                                                .toList()))));
        return new EnvironmentDraft(
                draft.system(), draft.name(), draft.settings(), draft.node(), units, draft.unreadable());
    }

    private static List<ImportEntry> entries(Node.Mapping file, List<Problem> problems) {
        List<ImportEntry> found = new ArrayList<>();
        file.entries().forEach((unit, entry) -> {
            if (!(entry.value() instanceof Node.Mapping addresses)) {
                problems.add(new Problem(
                        entry.value().mark(),
                        unit,
                        "expected addresses with ids, found " + entry.value().describe()));
                return;
            }
            addresses.entries().forEach((address, id) -> {
                String key = unit + "." + address;
                if (!isAddress(address)) {
                    problems.add(new Problem(id.mark(), key, "is not an address of the form <type>.<name>"));
                } else if (!(id.value() instanceof Node.Scalar scalar) || scalar.type() != Node.Type.TEXT) {
                    problems.add(new Problem(
                            id.value().mark(),
                            key,
                            "expected the id as text, found " + id.value().describe()
                                    + (id.value() instanceof Node.Scalar number && number.type() != Node.Type.NOTHING
                                            ? "; quote it: \"" + number.text() + "\""
                                            : "")));
                } else {
                    found.add(new ImportEntry(unit, address, scalar.text(), id.mark()));
                }
            });
        });
        return found;
    }

    private static String shown(UnitPath path) {
        return path.inEnvironment();
    }
}
