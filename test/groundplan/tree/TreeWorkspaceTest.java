package groundplan.tree;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree of Terragrunt is planned in the workspace that is selected, whose name its modules may read. */
class TreeWorkspaceTest {
    @Test
    void theStateIsThatOfTheWorkspace(@TempDir Path folder) throws Exception {
        Path root = Files.createDirectories(folder.resolve("repository"));
        String unit = SmallTree.unit(
                "app",
                """
                remote_state {
                  backend  = "local"
                  generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
                  config   = { path = "none", workspace_dir = "${get_repo_root()}/states" }
                }
                """);
        RefactoredTree made = RefactoredTree.of(
                TreeFiles.in(
                        root,
                        SmallTree.IGNORED
                                + "== live/root.hcl\n"
                                + unit
                                + "== live/prod/app/main.tf\n"
                                + "resource \"terraform_data\" \"name\" { input = terraform.workspace }\n"),
                "live/prod",
                folder.resolve("home"),
                Map.of("TF_WORKSPACE", "blue"));
        WrittenState.in(root.resolve("states/blue/terraform.tfstate"), Map.of(), Map.of("name", "blue"));
        made.command("plan", "--tree", "live/prod").exits(0).prints("No changes.");
    }
}
