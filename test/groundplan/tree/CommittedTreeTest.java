package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.Repository;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree of this repository, read as if somebody else had written it. */
class CommittedTreeTest {
    private static final String SYSTEM = "credlink";
    private static final String PLACE = "terragrunt/" + SYSTEM + "/dev";

    @TempDir
    Path folder;

    @Test
    void itsUnitsHaveTheResourcesAndInputsThatAreCommitted() throws IOException {
        Path live = Repository.root().resolve("terragrunt");
        TreeFiles tree = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), "");
        TestFiles.copy(live.resolve(SYSTEM), tree.root().resolve("terragrunt").resolve(SYSTEM));
        Repository.copyHandwrittenHcl(tree.root().resolve("terragrunt"));
        UnitTree read = tree.read(PLACE, Files.createTempDirectory(folder, "work"));
        Map<String, SortedSet<String>> resources = new TreeMap<>();
        Map<String, SortedSet<String>> committed = new TreeMap<>();
        for (TreeUnit unit : read.units()) {
            String name = unit.unit().path().inEnvironment();
            JsonNode main = TerraformJson.read(
                    Repository.text(tree.root().resolve(PLACE).resolve(name).resolve("main.tf.json")));
            resources.put(name, addresses(unit.unit().configuration()));
            committed.put(name, addresses(main));
            SortedSet<String> variables = new TreeSet<>();
            main.path("variable").fieldNames().forEachRemaining(variables::add);
            unit.unit().inputs().keySet().forEach(input -> assertEquals(true, variables.contains(input), input));
        }
        assertEquals(committed, resources);
        assertEquals(13, resources.size(), "all units but the one that is made before them");
    }

    private static SortedSet<String> addresses(JsonNode configuration) {
        SortedSet<String> addresses = new TreeSet<>();
        configuration.path("resource").properties().forEach(type -> type.getValue()
                .fieldNames()
                .forEachRemaining(name -> addresses.add(type.getKey() + "." + name)));
        return addresses;
    }
}
