package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root modules of Terraform are renamed and split without anything being created, changed or destroyed. */
class PlainRefactorTest {
    private static final String VPC =
            """
            resource "terraform_data" "vpc" { input = "vpc" }
            output "vpc" { value = terraform_data.vpc.output }
            """;

    private static final String BEFORE = SmallTree.IGNORED
            + SmallTree.rootModule(
                    "infra/all", "all", VPC + "resource \"terraform_data\" \"queue\" { input = \"queue\" }\n")
            + app("all");

    private static final String AFTER = SmallTree.rootModule("infra/network", "network", VPC)
            + SmallTree.rootModule(
                    "infra/queue", "queue", "resource \"terraform_data\" \"main\" { input = \"queue\" }\n")
            + app("network");

    private static String app(String network) {
        return SmallTree.rootModule(
                "infra/app",
                "app",
                SmallTree.lookup("infra/app", "network", network)
                        + """
                        resource "terraform_data" "app" {
                          input = data.terraform_remote_state.network.outputs.vpc
                        }
                        """);
    }

    @TempDir
    Path folder;

    @Test
    void aRootModuleIsSplitAndGone() throws Exception {
        Path root = Files.createDirectories(folder.resolve("repository"));
        RefactoredTree made = RefactoredTree.of(TreeFiles.in(root, BEFORE), "infra", folder.resolve("home"), Map.of());
        Path states = root.resolve("states");
        WrittenState.in(states.resolve("all.tfstate"), Map.of("vpc", "vpc"), Map.of("vpc", "vpc", "queue", "queue"));
        WrittenState.in(states.resolve("app.tfstate"), Map.of(), Map.of("app", "vpc"));
        made.git("rm", "-rq", "infra/all");
        made.tree().with(AFTER);
        made.commit();
        made.moves("- {from: al, to: network}\n");
        made.refactor("--dry-run")
                .exits(2)
                .complains("moves.yaml:1:10: from: 'al' is no unit of repository/infra, and was none in the history");
        made.moves(
                """
                - {from: "all:terraform_data.queue", to: "queue:terraform_data.main"}
                - {from: all, to: network}
                """);
        made.command("plan", "--tree", "infra").exits(1);
        made.refactor("--dry-run", "--detailed-exitcode")
                .exits(2)
                .prints("all terraform_data.queue -> queue terraform_data.main  queue");
        made.refactor("--auto-approve").exits(0).prints("Moved. Nothing is left to be applied.");
        assertEquals("queue", id(states.resolve("queue.tfstate")));
        assertEquals("vpc", id(states.resolve("network.tfstate")));
        assertFalse(Files.exists(states.resolve("all.tfstate")));
        assertTrue(Files.exists(states.resolve("all.tfstate.backup")));
        made.command("plan", "--tree", "infra").exits(0).prints("No changes.");
        made.refactor("--auto-approve").exits(0).prints("There is nothing to move.");
        assertFalse(Files.exists(root.resolve("infra/network/.terraform")), "nothing is written beside the modules");
    }

    private static String id(Path state) throws IOException {
        JsonNode json = TerraformJson.read(Files.readString(state));
        assertEquals(1, json.path("resources").size(), json::toString);
        return json.path("resources")
                .path(0)
                .path("instances")
                .path(0)
                .path("attributes")
                .path("id")
                .asText();
    }
}
