package groundplan.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From settings to applied units with nothing but the archive, and the emulator that it installs. */
@Tag("nightly")
class ArchiveOnTheEmulatorTest {
    @TempDir
    Path folder;

    @Test
    void aSystemIsPlannedAndApplied() throws Exception {
        UnpackedArchive archive = UnpackedArchive.in(
                folder, List.of("java", "node", "terraform", "python3", "python3.11", "git", "curl"));
        Path terragrunt = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv())
                .path("terragrunt");
        Files.createSymbolicLink(archive.scratch().resolve("bin/terragrunt"), terragrunt);
        Path repository = Files.createDirectories(folder.resolve("repository"));
        TempProject shop = TempProject.shop(repository);
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM) + "  state:\n");
        TestFiles.copy(archive.program().resolve("terragrunt"), repository.resolve("terragrunt"));
        Map<String, String> none = Map.of();
        archive.run(repository, none, "validate").exits(0);
        archive.run(repository, none, "list").exits(0).prints("shop/dev/us-east-1/network");
        archive.run(repository, none, "synth").exits(0);
        archive.run(repository, none, "synth", "--check").exits(0);
        try {
            archive.run(repository, none, "emulator", "start", "--port", "0").exits(0);
            archive.run(repository, none, "plan", "shop/dev", "--emulator", "--detailed-exitcode")
                    .exits(2)
                    .prints("aws_kms_key");
            archive.run(repository, none, "run", "shop/dev/us-east-1/kms", "apply", "--emulator", "--auto-approve")
                    .exits(0);
            Map<String, Integer> left = new TreeMap<>();
            archive.run(repository, none, "plan", "shop/dev", "--emulator", "--json")
                    .exits(0)
                    .json()
                    .path("units")
                    .forEach(unit -> left.put(
                            unit.path("path").asText(), unit.path("changes").size()));
            assertEquals(
                    0,
                    left.getOrDefault("shop/dev/us-east-1/kms", 0),
                    () -> "what is applied is not planned again: " + left);
            assertTrue(left.getOrDefault("shop/dev/us-east-1/network", 0) > 0, () -> "what is not applied is: " + left);
        } finally {
            archive.run(repository, none, "emulator", "stop");
        }
    }
}
