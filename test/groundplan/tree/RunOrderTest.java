package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.kernel.UnitPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a unit waits for is what Terragrunt lets it wait for. */
class RunOrderTest {
    @TempDir
    Path folder;

    @Test
    void dependenciesWithoutOutputsCountAndFoldersInWhichTerragruntRunsAreTold() throws Exception {
        String module = "terraform {\n  source = \"../../..//modules/part\"\n}\n";
        UnitTree tree = TreeFiles.in(
                        Files.createDirectories(folder.resolve("repository")),
                        SmallTree.ROOT
                                + """
                                == modules/part/main.tf
                                variable "it" { default = "" }
                                output "it" { value = var.it }
                                """
                                + SmallTree.unit("placed", "part", "")
                                + "== live/prod/alone/terragrunt.hcl\n" + module
                                + "== live/prod/middle/terragrunt.hcl\n" + module + SmallTree.dependency("alone")
                                + "inputs = { it = dependency.alone.outputs.it }\n"
                                + SmallTree.unit(
                                        "app",
                                        "part",
                                        SmallTree.dependency("middle") + SmallTree.dependency("placed")
                                                + "dependencies {\n  paths = [\"../first\"]\n}\n"
                                                + "inputs = { it = dependency.middle.outputs.it }\n")
                                + SmallTree.unit("first", "part", ""))
                .read("live/prod", folder.resolve("work"));
        RunOrder app = tree.units().stream()
                .filter(unit -> unit.unit().path().inEnvironment().equals("app"))
                .findFirst()
                .orElseThrow()
                .order();
        assertEquals(Set.of("first", "middle", "placed"), names(app.after()));
        assertEquals(Set.of("alone", "middle"), names(app.evaluated()));
    }

    private static Set<String> names(Set<UnitPath> units) {
        return units.stream().map(UnitPath::inEnvironment).collect(Collectors.toCollection(TreeSet::new));
    }
}
