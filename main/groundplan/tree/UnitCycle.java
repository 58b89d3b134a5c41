package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.HclParser;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Units that depend on each other. Terragrunt then lists none, and does not name them. */
final class UnitCycle {
    private final Mirror mirror;
    private final Map<Path, Map<Path, String>> reads = new TreeMap<>();

    private UnitCycle(Mirror mirror) {
        this.mirror = mirror;
    }

    /**
     * What to say of it; absent if there are no units.
     *
     * @param tree the tree's folder in the copy, of which Terragrunt lists no units
     */
    static Optional<String> in(Mirror mirror, Path tree, Terragrunt terragrunt) throws IOException {
        UnitCycle cycle = new UnitCycle(mirror);
        List<Path> units = new ArrayList<>();
        for (JsonNode entry : TerraformJson.readAny(terragrunt.output(mirror, tree, List.of("find", "--json")))) {
            if (entry.path("type").asText().equals("unit")) {
                units.add(tree.resolve(entry.path("path").asText()).normalize());
            }
        }
        for (Path unit : units) {
            cycle.read(unit);
        }
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(units.stream()
                        .flatMap(unit -> cycle.from(unit, new ArrayList<>()).stream())
                        .findFirst()
                        .orElse(mirror.shown(tree.toString())
                                + ": its units depend on each other in a circle, so Terragrunt cannot order them"));
    }

    /** What its file says, as far as that is a constant. */
    private void read(Path unit) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        Path file = unit.resolve("terragrunt.hcl");
        try {
            HclParser.body(SourceText.read(file, mirror.shown(file.toString())))
                    .blocks(OutputRules.DEPENDENCY, 1)
                    .stream()
                    .flatMap(block -> DependencyBlock.of(block).stream())
                    .forEach(block -> JsonExpressions.value(block.configPath())
                            .ifPresent(path -> found.put(
                                    unit.resolve(path.asText()).normalize(),
                                    block.block().range().toString())));
        } catch (InvalidHcl unreadable) {
            // Whoever reads it says so.
        }
        reads.put(unit, found);
    }

    private Optional<String> from(Path unit, List<Path> way) {
        int before = way.indexOf(unit);
        if (before >= 0) {
            List<Path> circle = new ArrayList<>(way.subList(before, way.size()));
            circle.add(unit);
            StringBuilder told = new StringBuilder(reads.get(unit).get(circle.get(1)))
                    .append(": units depend on each other in a circle: ");
            circle.forEach(one -> told.append(told.charAt(told.length() - 2) == ':' ? "" : " reads ")
                    .append(mirror.shown(one.toString())));
            return Optional.of(told.append("; Terragrunt cannot order them").toString());
        }
        List<Path> further = new ArrayList<>(way);
        further.add(unit);
        return reads.getOrDefault(unit, Map.of()).keySet().stream()
                .filter(Files::isDirectory)
                .flatMap(read -> from(read, further).stream())
                .findFirst();
    }
}
