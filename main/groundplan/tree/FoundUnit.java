package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit as {@code terragrunt find} lists it.
 *
 * @param folder its folder below the tree's, with {@code /}
 * @param includes the files that it includes, by the name of the include
 * @param dependencies the folders of the units that it depends on, as {@code folder}
 * @param reading the files that its configuration reads
 */
record FoundUnit(String folder, SortedMap<String, Path> includes, List<String> dependencies, List<Path> reading) {
    /**
     * Reads the list.
     *
     * @param tree the folder that Terragrunt was run in
     * @param list what it printed
     */
    static List<FoundUnit> read(Path tree, JsonNode list) {
        List<FoundUnit> units = new ArrayList<>();
        list.forEach(entry -> {
            if (!entry.path("type").asText().equals("unit")) {
                return;
            }
            SortedMap<String, Path> includes = new TreeMap<>();
            for (Map.Entry<String, JsonNode> include : entry.path("include").properties()) {
                includes.put(
                        include.getKey(),
                        tree.resolve(include.getValue().asText()).normalize());
            }
            List<String> dependencies = new ArrayList<>();
            // A config_path may name the file of a unit.
            entry.path("dependencies")
                    .forEach(one -> dependencies.add(one.asText().replaceFirst("/terragrunt\\.hcl$", "")));
            List<Path> reading = new ArrayList<>();
            entry.path("reading")
                    .forEach(file -> reading.add(tree.resolve(file.asText()).normalize()));
            units.add(new FoundUnit(
                    entry.path("path").asText(), includes, List.copyOf(dependencies), List.copyOf(reading)));
        });
        return List.copyOf(units);
    }
}
