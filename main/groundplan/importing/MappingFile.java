package groundplan.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import groundplan.address.ResourceAddress;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.settings.ImportsFile;
import groundplan.settings.Problem;
import groundplan.settings.SourceLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A hand-written list of existing resources with their addresses: YAML as in {@code imports.yaml}, or CSV with unit, address and id. */
public final class MappingFile {
    private static final List<String> COLUMNS = List.of("unit", "address", "id");
    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private MappingFile() {}

    /** The valid entries, with their units. */
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
                        "is not a unit of the environment"
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

    /** Reads CSV with the header {@code unit,address,id}; fields may be in double quotes. */
    public static List<ImportsFile.ImportEntry> csv(String text, String shown, List<Problem> problems) {
        List<MappingRow> rows = rows(text, shown, problems);
        List<ImportsFile.ImportEntry> entries = new ArrayList<>();
        if (rows.isEmpty() || !rows.get(0).fields().equals(COLUMNS)) {
            problems.add(new Problem(
                    new SourceLocation(shown, 1, 1), "", "expected the header " + String.join(",", COLUMNS)));
            return entries;
        }
        for (MappingRow row : rows.subList(1, rows.size())) {
            List<String> fields = row.fields();
            if (fields.size() != COLUMNS.size() || fields.contains("")) {
                problems.add(new Problem(
                        row.mark(),
                        "",
                        "expected " + String.join(",", COLUMNS) + "; found " + String.join(",", fields)));
            } else if (!ImportsFile.isAddress(fields.get(1))) {
                problems.add(new Problem(
                        row.mark(), "", "'" + fields.get(1) + "' is not an address of the form <type>.<name>"));
            } else {
                entries.add(new ImportsFile.ImportEntry(fields.get(0), fields.get(1), fields.get(2), row.mark()));
            }
        }
        return entries;
    }

    private record MappingRow(SourceLocation mark, List<String> fields) {}

    /** The rows that can be read, without empty ones. */
    private static List<MappingRow> rows(String text, String shown, List<Problem> problems) {
        List<MappingRow> rows = new ArrayList<>();
        SourceLocation mark = new SourceLocation(shown, 1, 1);
        // Spreadsheet programs write a byte order mark first.
        try (JsonParser parser = CSV.createParser(text.replaceFirst("^\uFEFF", ""))) {
            List<String> fields = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    mark = new SourceLocation(shown, parser.currentLocation().getLineNr(), 1);
                } else if (token == JsonToken.END_ARRAY) {
                    rows.add(new MappingRow(mark, List.copyOf(fields)));
                    fields.clear();
                } else {
                    fields.add(parser.getText());
                }
            }
        } catch (JsonProcessingException e) {
            problems.add(new Problem(mark, "", "is not valid CSV: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** The candidates for a hint: resources of the type, if the unit has any of it. */
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
        return path.inEnvironment();
    }
}
