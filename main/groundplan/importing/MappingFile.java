package groundplan.importing;

import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.settings.ImportsFile;
import groundplan.settings.Nearest;
import groundplan.settings.Problem;
import groundplan.settings.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody's own list of things with their addresses: YAML as in {@code imports.yaml}, or CSV with unit, address and id. */
public final class MappingFile {
    private static final List<String> COLUMNS = List.of("unit", "address", "id");

    private MappingFile() {}

    /** The entries with their units, but for what is wrong. */
    public static List<ImportTarget> resolve(
            List<ImportsFile.ImportEntry> entries, ResourceInventory inventory, List<Problem> problems) {
        List<ImportTarget> found = new ArrayList<>();
        for (ImportsFile.ImportEntry entry : entries) {
            Optional<UnitPath> unit = inventory.units().stream()
                    .filter(path -> List.of(path.toString(), shown(path)).contains(entry.unit()))
                    .findFirst();
            if (unit.isEmpty()) {
                problems.add(new Problem(
                        entry.mark(),
                        entry.unit(),
                        "is no unit of the environment"
                                + Nearest.hint(
                                        entry.unit(),
                                        inventory.units().stream()
                                                .map(MappingFile::shown)
                                                .toList())));
            } else if (inventory.places().stream()
                    .noneMatch(place -> place.unit().equals(unit.get())
                            && place.address()
                                    .equals(ResourceAddress.parse(entry.address())
                                            .resource()))) {
                problems.add(new Problem(
                        entry.mark(),
                        entry.address(),
                        shown(unit.get()) + " has no such resource"
                                + Nearest.hint(entry.address(), near(entry.address(), unit.get(), inventory))));
            } else {
                found.add(new ImportTarget(unit.get(), entry.address(), entry.id(), entry.mark()));
            }
        }
        return found;
    }

    /** Reads CSV with the header {@code unit,address,id}; fields may stand in double quotes. */
    public static List<ImportsFile.ImportEntry> csv(String text, String shown, List<Problem> problems) {
        List<ImportsFile.ImportEntry> entries = new ArrayList<>();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !fields(lines.get(0)).equals(COLUMNS)) {
            problems.add(new Problem(
                    new SourceLocation(shown, 1, 1), "", "expected the header " + String.join(",", COLUMNS)));
            return entries;
        }
        for (int i = 1; i < lines.size(); i++) {
            SourceLocation mark = new SourceLocation(shown, i + 1, 1);
            List<String> fields = fields(lines.get(i));
            if (lines.get(i).isBlank()) {
                continue;
            }
            if (fields.size() != COLUMNS.size() || fields.contains("")) {
                problems.add(new Problem(
                        mark,
                        "",
                        "expected " + String.join(",", COLUMNS) + "; found "
                                + lines.get(i).strip()));
            } else if (!ImportsFile.isAddress(fields.get(1))) {
                problems.add(
                        new Problem(mark, "", "'" + fields.get(1) + "' is not an address of the form <type>.<name>"));
            } else {
                entries.add(new ImportsFile.ImportEntry(fields.get(0), fields.get(1), fields.get(2), mark));
            }
        }
        return entries;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    /** Those of the type, if the unit has any of it. */
    private static List<String> near(String address, UnitPath unit, ResourceInventory inventory) {
        List<ResourceInventory.Place> own = inventory.places().stream()
                .filter(place -> place.unit().equals(unit))
                .toList();
        List<String> same = own.stream()
                .filter(place -> address.startsWith(place.type() + "."))
                .map(ResourceInventory.Place::address)
                .toList();
        return same.isEmpty()
                ? own.stream().map(ResourceInventory.Place::address).toList()
                : same;
    }

    private static String shown(UnitPath path) {
        return path.region() + "/" + path.unit();
    }
}
