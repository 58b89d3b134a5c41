package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees, and units that they no longer have, are destroyed: readers first, nothing without a word, and to the end after a failure. */
class TreeDestroyTest {
    private static final String MODULES = SmallTree.IGNORED
            + """
            == modules/network/main.tf
            resource "terraform_data" "vpc" {
              input = "vpc"
              provisioner "local-exec" {
                when    = destroy
                command = "test -e $OPEN"
              }
            }
            output "id" { value = terraform_data.vpc.output }
            == modules/app/main.tf
            variable "network" { type = string }
            resource "terraform_data" "app" { input = var.network }
            """;

    private static final String APP =
            SmallTree.dependency("network") + "inputs = {\n  network = dependency.network.outputs.id\n}\n";

    private static final String TREE =
            MODULES + SmallTree.ROOT + SmallTree.unit("network", "network", "") + SmallTree.unit("app", "app", APP);

    private static final String ROOTS = SmallTree.IGNORED
            + SmallTree.rootModule(
                    "live/prod/network",
                    "prod/network",
                    """
                    resource "terraform_data" "vpc" {
                      input = "vpc"
                    }
                    output "id" { value = terraform_data.vpc.output }
                    """)
            + SmallTree.rootModule(
                    "live/prod/app",
                    "prod/app",
                    SmallTree.lookup("live/prod/app", "network", "prod/network")
                            + """
                            resource "terraform_data" "app" {
                              input = data.terraform_remote_state.network.outputs.id
                            }
                            """);

    private static final String ALLOWANCE =
            """
            - unit: live/prod/app
              address: "*"
              actions: [delete]
              reason: Nobody uses it any more.
              owner: platform
              expires: "2999-12-31"
            """;

    @TempDir
    Path folder;

    private RefactoredTree made;
    private Path network;
    private Path app;

    private void applied(String files) throws IOException {
        Path root = Files.createDirectories(folder.resolve("repository"));
        made = RefactoredTree.of(
                TreeFiles.in(root, files),
                "live/prod",
                folder.resolve("home"),
                Map.of("OPEN", root.toRealPath().resolve("open").toString()));
        network = root.resolve("states/prod/network.tfstate");
        app = root.resolve("states/prod/app.tfstate");
        WrittenState.in(network, Map.of("id", "vpc"), Map.of("vpc", "vpc"));
        WrittenState.in(app, Map.of(), Map.of("app", "vpc"));
    }

    private Outcome destroy(String... more) throws IOException {
        return made.command(Stream.concat(
                        Stream.of("destroy", "--tree", "live/prod", "--confirm", "live/prod"), Arrays.stream(more))
                .toArray(String[]::new));
    }

    @Test
    @Tag("nightly")
    void aTerragruntTreeIsDestroyedReadersFirstAndContinuedAfterAFailure() throws Exception {
        applied(TREE);
        made.command("destroy", "--tree", "live/prod", "--confirm", "live/dev")
                .exits(2)
                .complains("--confirm says 'live/dev'; the tree is live/prod");
        destroy("--unit", "network")
                .exits(1)
                .complains(
                        "live/prod/app is applied and reads live/prod/network. Destroy it first, or with it: --unit app");
        made.tree()
                .replacing(
                        "modules/network/main.tf",
                        "input = \"vpc\"",
                        "input = \"vpc\"\n  lifecycle { prevent_destroy = true }");
        destroy()
                .exits(1)
                .prints(
                        "network terraform_data.vpc is destroyed, and has prevent_destroy, so that Terraform will refuse it");
        assertEquals(List.of(1, 1), left(), "nothing was begun");
        made.git("checkout", "-q", "--", ".");
        destroy()
                .exits(1)
                .prints("live/prod/app      applied")
                .prints("live/prod/network  failed")
                .prints("Some resources are left. To continue, run the same command again.");
        assertEquals(List.of(1, 0), left());
        Files.createFile(made.tree().root().resolve("open"));
        destroy().exits(0).prints("Destroyed.");
        assertEquals(List.of(0, 0), left());
        destroy().exits(0).prints("There are no resources to destroy.");
    }

    @Test
    void rootModulesAreDestroyedReadersFirst() throws Exception {
        applied(ROOTS);
        Outcome outcome = destroy().exits(0).prints("Destroyed.");
        assertEquals(List.of(0, 0), left());
        assertEquals(
                "live/prod/app: planning\nlive/prod/app: applied, 1 change\nlive/prod/network: planning\nlive/prod/network: applied, 1 change\n",
                outcome.err(),
                "in this order");
    }

    @Test
    void aRootModuleThatIsGoneIsPlannedAndDestroyed() throws Exception {
        applied(ROOTS);
        gone("live/prod/app");
    }

    @Test
    @Tag("nightly")
    void aUnitThatIsGoneIsPlannedAndDestroyed() throws Exception {
        applied(TREE);
        gone("live/prod/app");
        // One that was renamed and has its state still is not gone.
        WrittenState.in(app, Map.of(), Map.of("app", "vpc"));
        made.git("checkout", "-q", "HEAD~1", "--", "live/prod/app");
        made.tree()
                .replacing(
                        "live/prod/app/terragrunt.hcl",
                        "inputs =",
                        "remote_state {\n  backend = \"local\"\n  config = { path = \"" + app
                                + "\" }\n  generate = { path = \"backend.tf\", if_exists = \"overwrite_terragrunt\" }\n}\ninputs =");
        made.commit();
        made.git("mv", "live/prod/app", "live/prod/service");
        made.command("plan", "--tree", "live/prod").exits(0).prints("No changes.");
    }

    /** Terragrunt leaves the folder of such a unit where it has generated it. */
    @Test
    @Tag("nightly")
    void aUnitThatAStackNoLongerHasIsPlannedAndDestroyed() throws Exception {
        Path root = Files.createDirectories(folder.resolve("repository"));
        String unit =
                "unit \"NAME\" {\n  source = \"../../units/part\"\n  path   = \"NAME\"\n  values = { name = \"NAME\" }\n}\n";
        String stack = "live/prod/terragrunt.stack.hcl";
        made = RefactoredTree.of(
                TreeFiles.in(
                        root,
                        SmallTree.IGNORED + SmallTree.ROOT
                                + """
                                == units/part/terragrunt.hcl
                                include "root" {
                                  path = find_in_parent_folders("root.hcl")
                                }
                                inputs = { name = values.name }
                                == units/part/main.tf
                                variable "name" { type = string }
                                resource "terraform_data" "vpc" { input = var.name }
                                """
                                + "== " + stack + "\n" + unit.replace("NAME", "a") + unit.replace("NAME", "b")),
                "live/prod",
                folder.resolve("home"),
                Map.of());
        for (String name : List.of("a", "b")) {
            WrittenState.in(
                    root.resolve("states/prod/.terragrunt-stack/" + name + ".tfstate"), Map.of(), Map.of("vpc", name));
        }
        made.command("plan", "--tree", "live/prod").exits(0).prints("No changes.");
        made.tree().with("== live/prod/.terragrunt-stack/b/terragrunt.hcl\n# generated before\n");
        made.tree().replacing(stack, unit.replace("NAME", "b"), "");
        made.command("plan", "--tree", "live/prod")
                .exits(1)
                .prints(".terragrunt-stack/b is no longer in the tree; 1 resource would be destroyed")
                .prints("run terragrunt stack clean");
        made.command("affected", "--tree", "live/prod", "--base", "HEAD")
                .exits(0)
                .prints("live/prod/.terragrunt-stack/b\n    is gone from the tree");
        made.tree().with("== live/prod/groundplan-allowances.yaml\n" + ALLOWANCE.replace("app", ".terragrunt-stack/b"));
        Path plan = folder.resolve("plan.json");
        made.command("plan", "--tree", "live/prod", "--out", plan.toString()).exits(0);
        made.command("apply", "--tree", "live/prod", "--plan", plan.toString()).exits(0);
        assertEquals(0, WrittenState.size(root.resolve("states/prod/.terragrunt-stack/b.tfstate")));
        assertEquals(1, WrittenState.size(root.resolve("states/prod/.terragrunt-stack/a.tfstate")));
    }

    /** It is there, and nothing of it is destroyed, also when another unit is gone. */
    @Test
    @Tag("nightly")
    void aUnitThatIsExcludedNowIsNotGone() throws Exception {
        applied(TREE);
        made.git("rm", "-rq", "live/prod/app");
        made.tree()
                .replacing(
                        "live/prod/network/terragrunt.hcl",
                        "terraform {",
                        "exclude {\n  if      = true\n  actions = [\"plan\"]\n}\nterraform {");
        made.tree().with(SmallTree.unit("other", "app", "inputs = { network = \"vpc\" }\n"));
        made.command("plan", "--tree", "live/prod")
                .exits(1)
                .prints("app is no longer in the tree; 1 resource would be destroyed")
                .prints("live/prod/network is not planned: its exclude block leaves it out of plan")
                .prints("Plan: 1 to add, 0 to change, 1 to destroy.");
    }

    private void gone(String unit) throws Exception {
        made.git("rm", "-rq", unit);
        String refusal = "app is no longer in the tree; 1 resource would be destroyed";
        made.command("plan", "--tree", "live/prod").exits(1).prints(refusal).prints("app  (removed)");
        made.command("affected", "--tree", "live/prod", "--base", "HEAD")
                .exits(0)
                .prints("live/prod/app\n    is gone from the tree; its state was in " + app.toRealPath());
        // Once that is committed and merged it is still told.
        made.commit();
        made.command("plan", "--tree", "live/prod", "--unit", "app").exits(1).prints(refusal);
        made.tree().with("== live/prod/groundplan-allowances.yaml\n" + ALLOWANCE);
        made.git("add", "-A");
        made.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--amend", "-m", "gone");
        Path plan = folder.resolve("plan.json");
        made.command("plan", "--tree", "live/prod", "--out", plan.toString())
                .exits(0)
                .prints("app is no longer in the tree, and its state is left in " + app.toRealPath());
        made.command("apply", "--tree", "live/prod", "--plan", plan.toString())
                .exits(0)
                .prints("live/prod/app");
        assertEquals(List.of(1, 0), left());
        made.command("plan", "--tree", "live/prod").exits(0).prints("No changes.");
    }

    /** How many resources are left in the states of the network and the application. */
    private List<Integer> left() throws IOException {
        return List.of(WrittenState.size(network), WrittenState.size(app));
    }
}
