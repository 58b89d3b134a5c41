package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command: the plan of an environment where nothing is yet, which takes no Terragrunt. */
class FirstCommandTest {
    private static final String ENVIRONMENT = "credlink/dev";

    @Test
    void everythingIsPlannedWithoutTerragrunt(@TempDir Path folder) throws Exception {
        assertTrue(
                Repository.text(Repository.root().resolve("README.md"))
                        .contains("```\n./groundplan plan " + ENVIRONMENT + " --emulator\n"),
                "the README begins with another command");
        TestFiles.copy(Repository.root().resolve("environments"), folder.resolve("environments"));
        TempProject project = new TempProject(folder)
                .with(
                        "program/tools/tool",
                        "#!/bin/bash\n[[ $* != *terragrunt* ]] || { echo 'nobody may ask for it' >&2; exit 1; }\nexec '"
                                + Repository.root().resolve("tools/tool") + "' \"$@\"\n");
        Path program = folder.resolve("program");
        Files.setPosixFilePermissions(program.resolve("tools/tool"), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (OwnEmulator cloud = new OwnEmulator(project, 0)) {
            cloud.variables().put("GROUNDPLAN_PROGRAM", program.toString());
            SortedSet<String> planned = new TreeSet<>();
            TerraformJson.read(cloud.well("plan", ENVIRONMENT, "--json").out())
                    .path("units")
                    .forEach(unit -> unit.path("changes")
                            .forEach(change -> planned.add(unit.path("path").asText() + " "
                                    + change.path("address").asText() + " "
                                    + change.path("action").asText())));
            SortedSet<String> everything = new TreeSet<>();
            FullSynthesis.documents().stream()
                    .filter(document -> document.unit().path().toString().startsWith(ENVIRONMENT + "/"))
                    .forEach(document -> document.addresses()
                            .forEach(address -> everything.add(document.unit().path() + " " + address + " create")));
            assertEquals(everything, planned);
        }
    }
}
