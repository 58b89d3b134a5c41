package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line of a tree's files that explains a change, found by what Git knows. The states are those of an apply before. */
class TreeCausesTest {
    private static final String NETWORK =
            """
            variable "cidr" { type = string }
            variable "name" { type = string }
            resource "terraform_data" "vpc" {
              input = var.cidr
            }
            resource "terraform_data" "name" {
              input = var.name
            }
            output "cidr" { value = var.cidr }
            """;

    private static final String APP =
            """
            variable "cidr" { type = string }
            variable "key" {
              type      = string
              sensitive = true
            }
            resource "terraform_data" "rule" {
              input = "from ${var.cidr}"
            }
            resource "terraform_data" "key" {
              input = var.key
            }
            """;

    private static final String TREE = SmallTree.IGNORED
            + "== modules/network/main.tf\n" + NETWORK
            + "== modules/app/main.tf\n" + APP
            + SmallTree.ROOT
            + """
            == live/prod/env.hcl
            locals {
              cidr = "10.0.0.0/16"
              name = "prod"
            }
            """
            + SmallTree.unit(
                    "network",
                    "network",
                    """
                    locals {
                      env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
                    }
                    inputs = merge({ name = local.env.name }, {
                      cidr = local.env.cidr
                    })
                    """)
            + SmallTree.unit(
                    "app",
                    "app",
                    SmallTree.dependency("network")
                            + """
                            inputs = {
                              cidr = dependency.network.outputs.cidr
                              key  = "a-secret-of-prod"
                            }
                            """);

    private static final String ROOTS = SmallTree.IGNORED
            + SmallTree.rootModule("infra/network", "prod/network", NETWORK)
            + """
            == infra/network/terraform.tfvars
            cidr = "10.0.0.0/16"
            name = "prod"
            """
            + SmallTree.rootModule(
                    "infra/app",
                    "prod/app",
                    SmallTree.lookup("infra/app", "network", "prod/network")
                            + """
                            resource "terraform_data" "rule" {
                              input = "from ${data.terraform_remote_state.network.outputs.cidr}"
                            }
                            """);

    @TempDir
    Path folder;

    private RefactoredTree made;

    @Test
    void linesOfATerragruntTreeExplainWhatTheyChange() throws Exception {
        repository(TREE, "live/prod");
        state("network", Map.of("vpc", "10.0.0.0/16", "name", "prod"));
        state("app", Map.of("rule", "from 10.0.0.0/16", "key", "a-secret-of-prod"));
        made.tree()
                .replacing("live/prod/env.hcl", "10.0.0.0/16", "10.1.0.0/16")
                .replacing("live/prod/env.hcl", "\"prod\"", "\"production\"")
                .replacing("live/prod/app/terragrunt.hcl", "a-secret-of-prod", "a-new-secret-of-prod");
        Outcome text = plan("live/prod");
        assertEquals(
                """
                Causes
                  live/prod/env.hcl:2: locals.cidr "10.0.0.0/16" -> "10.1.0.0/16"
                      updates 2 objects in 2 units
                  live/prod/env.hcl:3: locals.name "prod" -> "production"
                      updates 1 object in 1 unit
                  live/prod/app/terragrunt.hcl:12: inputs.key (sensitive) -> (sensitive)
                      updates 1 object in 1 unit
                """,
                causes(text));
        assertFalse(text.out().contains("secret-of-prod"), text::out);
        // On the default branch it is the last commit that explains, here with a unit that it adds.
        made.commit();
        made.tree()
                .with("== live/prod/other/terragrunt.hcl\n"
                        + Files.readString(made.tree().root().resolve("live/prod/network/terragrunt.hcl")));
        made.commit();
        plan("live/prod")
                .prints("  live/prod/other/terragrunt.hcl is new: 12 lines\n      creates 2 objects in 1 unit\n")
                .prints("  network: terraform_data.name.input, changed in the configuration\n");
    }

    /** One reaches the argument through an output of another unit, the other one is in it. */
    @Test
    void bothLinesThatChangeAnArgumentExplainIt() throws Exception {
        repository(TREE, "live/prod");
        state("network", Map.of("vpc", "10.0.0.0/16", "name", "prod"));
        state("app", Map.of("rule", "from 10.0.0.0/16", "key", "a-secret-of-prod"));
        made.tree()
                .replacing("live/prod/env.hcl", "10.0.0.0/16", "10.1.0.0/16")
                .replacing("modules/app/main.tf", "\"from ${var.cidr}\"", "\"to ${var.cidr}\"");
        // The state that is written here does not mark what is sensitive.
        assertEquals(
                """
                Causes
                  live/prod/env.hcl:2: locals.cidr "10.0.0.0/16" -> "10.1.0.0/16"
                      updates 2 objects in 2 units
                  app: terraform_data.key, set by the provider
                      updates 1 object in 1 unit
                  modules/app/main.tf:7: resource.terraform_data.rule.input "from ${var.cidr}" -> "to ${var.cidr}"
                      updates 1 object in 1 unit
                """,
                causes(plan("live/prod")));
    }

    @Test
    void linesOfRootModulesExplainWhatTheyChange() throws Exception {
        repository(ROOTS, "infra");
        state("network", Map.of("vpc", "10.0.0.0/16", "name", "prod"));
        state("app", Map.of("rule", "from 10.0.0.0/16"));
        made.tree()
                .replacing("infra/network/terraform.tfvars", "10.0.0.0/16", "10.1.0.0/16")
                .replacing("infra/network/main.tf", "input = var.name", "input = upper(var.name)");
        assertEquals(
                """
                Causes
                  infra/network/terraform.tfvars:1: cidr "10.0.0.0/16" -> "10.1.0.0/16"
                      updates 2 objects in 2 units
                  infra/network/main.tf:10: resource.terraform_data.name.input var.name -> upper(var.name)
                      updates 1 object in 1 unit
                """,
                causes(plan("infra")));
        made.git("checkout", "-q", "--", ".");
        // What was changed by hand is no line's doing.
        state("network", Map.of("vpc", "10.9.0.0/16", "name", "prod"));
        assertEquals(
                "Causes\n  network: terraform_data.vpc.input, changed in the configuration\n      updates 1 object in 1 unit\n",
                causes(plan("infra")));
    }

    /** More than are undone one by one, in a file that the tree does not read, and in what Terraform left. */
    @Test
    void changesOfOtherFilesHideNone() throws Exception {
        String other = IntStream.range(0, 25)
                .mapToObj(i -> "locals {\n  v" + i + " = 1\n}\n")
                .collect(Collectors.joining());
        repository(ROOTS + "== another/main.tf\n" + other, "infra");
        state("network", Map.of("vpc", "10.0.0.0/16", "name", "prod"));
        state("app", Map.of("rule", "from 10.0.0.0/16"));
        Path root = made.tree().root();
        Files.writeString(root.resolve("another/main.tf"), other.replace("= 1", "= 2"));
        for (int i = 0; i < 25; i++) {
            Path left = root.resolve("infra/app/.terraform/modules/m" + i + "/main.tf");
            Files.createDirectories(left.getParent());
            Files.writeString(left, "locals {}\n");
        }
        made.tree().replacing("infra/network/terraform.tfvars", "10.0.0.0/16", "10.1.0.0/16");
        assertEquals(
                """
                Causes
                  infra/network/terraform.tfvars:1: cidr "10.0.0.0/16" -> "10.1.0.0/16"
                      updates 2 objects in 2 units
                """,
                causes(plan("infra")));
    }

    private void repository(String files, String place) throws IOException {
        Path root = Files.createDirectories(folder.resolve("repository"));
        made = RefactoredTree.of(TreeFiles.in(root, files), place, folder.resolve("home"), Map.of());
    }

    private Outcome plan(String place) throws IOException {
        return made.command("plan", "--tree", place).exits(0);
    }

    private static String causes(Outcome outcome) {
        int start = outcome.out().indexOf("Causes\n");
        return outcome.out().substring(start, outcome.out().indexOf("\n\n", start) + 1);
    }

    private void state(String unit, Map<String, String> inputs) throws IOException {
        WrittenState.in(
                made.tree().root().resolve("states/prod/" + unit + ".tfstate"),
                unit.equals("network") ? Map.of("cidr", inputs.get("vpc")) : Map.of(),
                inputs);
    }
}
