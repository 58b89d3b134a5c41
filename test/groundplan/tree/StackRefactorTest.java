package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit that a stack generates is renamed with all that it has. */
@Tag("nightly")
class StackRefactorTest {
    @Test
    void aUnitOfAStackIsRenamed(@TempDir Path folder) throws Exception {
        Path root = Files.createDirectories(folder.resolve("repository"));
        RefactoredTree made = RefactoredTree.of(
                TreeFiles.in(
                        root,
                        SmallTree.IGNORED + SmallTree.ROOT
                                + """
                                == units/part/terragrunt.hcl
                                include "root" {
                                  path = find_in_parent_folders("root.hcl")
                                }
                                == units/part/main.tf
                                resource "terraform_data" "part" { input = "part" }
                                == live/prod/terragrunt.stack.hcl
                                unit "one" {
                                  source = "../../units/part"
                                  path   = "one"
                                }
                                """),
                "live/prod",
                folder.resolve("home"),
                Map.of());
        Path states = root.resolve("states/prod/.terragrunt-stack");
        WrittenState.in(states.resolve("one.tfstate"), Map.of(), Map.of("part", "part"));
        made.tree().replacing("live/prod/terragrunt.stack.hcl", "\"one\"\n}", "\"uno\"\n}");
        made.commit();
        made.moves("- {from: .terragrunt-stack/one, to: .terragrunt-stack/uno}\n");
        made.refactor("--auto-approve").exits(0).prints("Moved. Nothing is left to be applied.");
        assertEquals(1, WrittenState.size(states.resolve("uno.tfstate")));
        made.command("plan", "--tree", "live/prod").exits(0).prints("No changes.");
    }
}
