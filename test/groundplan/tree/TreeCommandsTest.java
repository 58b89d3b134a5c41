package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for trees that Groundplan did not write, in a repository that has nothing of Groundplan. */
class TreeCommandsTest {
    @TempDir
    Path folder;

    private TreeFiles tree;

    @Test
    void rootModulesAreApprovedAppliedAndCompared() throws Exception {
        tree(PlainTreeTest.TREE.replace(
                "  backend \"local\" { path = \"../../states/prod/database.tfstate\" }", "  backend \"local\" {}"));
        tree.with(
                """
                == infra/network/prod.tfvars
                zones = ["a"]
                == infra/database/database.tfbackend
                path = "../../states/prod/database.tfstate"
                """);
        String[] options = {"--tree", "infra", "--var-file", "prod.tfvars", "--backend-config", "database.tfbackend"};
        run("plan", options, "--out", "plans/infra.json", "--outputs").exits(0).prints("Plan: 7 to add");

        Path summary = folder.resolve("summary.md");
        groundplan(
                        Map.of("GITHUB_STEP_SUMMARY", summary.toString()),
                        "github",
                        "plans",
                        "--plans",
                        tree.root().resolve("plans").toString(),
                        "--expect",
                        "repository/infra,repository/other")
                .exits(1)
                .complains("Not planned: repository/other");
        String shown = Files.readString(summary);
        assertTrue(shown.contains("| `repository/infra` | Plan: 7 to add"), shown);

        run("apply", options, "--plan", tree.root().resolve("plans/infra.json").toString())
                .exits(0)
                .prints("2 changes");
        assertFalse(Files.exists(tree.root().resolve("infra/network/.terraform")), "what init leaves is kept apart");
        run("plan", options, "--detailed-exitcode").exits(0);
        run("drift", options, "--detailed-exitcode").exits(0).prints("repository/infra has not drifted");

        run("plan", options, "--out", "plans/next.json").exits(0);
        tree.replacing("infra/database/name.auto.tfvars", "orders", "invoices");
        run("apply", options, "--plan", tree.root().resolve("plans/next.json").toString())
                .exits(1)
                .complains("the tree has changed since this plan was made; plan again");
    }

    @Test
    void whatAChangeOfRootModulesAffectsIsToldWithReasons() throws Exception {
        tree(PlainTreeTest.TREE);
        commit();
        run("affected", new String[] {"--tree", "infra", "--base", "HEAD"})
                .exits(0)
                .prints("No unit is affected.");
        tree.replacing("modules/group/main.tf", "triggers_replace = var.ids", "triggers_replace = [var.ids]")
                .with(
                        """
                        == infra/new/main.tf
                        terraform {
                          backend "local" {}
                        }
                        """);
        assertEquals(
                """
                repository/infra/database
                    changed: ../../modules/group/main.tf
                repository/infra/app
                    reads database.endpoint, which may change
                repository/infra/new
                    is new
                """,
                run("affected", new String[] {"--tree", "infra", "--base", "HEAD"})
                        .exits(0)
                        .out());
        assertEquals(
                "{\"include\":[{\"unit\":\"database\",\"reason\":\"changed: ../../modules/group/main.tf\"},{\"unit\":\"app\","
                        + "\"reason\":\"reads database.endpoint, which may change\"},{\"unit\":\"new\",\"reason\":\"is new\"}]}\n",
                run("affected", new String[] {"--tree", "infra", "--base", "HEAD", "--format", "matrix"})
                        .exits(0)
                        .out());
        assertEquals("", git("status", "--short", "infra/app").strip(), "the repository is as it was");
    }

    @Test
    void whatAChangeOfATerragruntTreeAffectsIsToldWithReasons() throws Exception {
        tree(TreePlanTest.TREE);
        String lock =
                "provider \"%s\" {\n  version = \"5.99.0\"\n}\n".formatted(Engine.TERRAFORM.address("hashicorp/aws"));
        tree.with("== live/prod/network/.terraform.lock.hcl\n" + lock);
        commit();
        tree.replacing("live/prod/network/terragrunt.hcl", "10.0.0.0/16", "10.1.0.0/16");
        tree.replacing("live/prod/network/.terraform.lock.hcl", "5.99.0", "5.100.0");
        Files.delete(tree.root().resolve("live/prod/service/terragrunt.hcl"));
        assertEquals(
                """
                live/prod/network
                    another input: cidr
                    another version is locked: provider hashicorp/aws 5.99.0 -> 5.100.0
                live/prod/data/database
                    reads network.subnet_ids, which may change
                live/prod/service
                    is gone from the tree; its state was in %s/states/prod/service.tfstate: a plan shows what is left in it
                """
                        .formatted(tree.root()),
                run("affected", new String[] {"--tree", "live/prod", "--base", "HEAD"})
                        .exits(0)
                        .out());
        run("plan", new String[] {"--tree", "live/prod", "--var-file", "x"})
                .exits(2)
                .complains("--backend-config and --var-file are for root modules of Terraform");
    }

    private void tree(String files) throws IOException {
        tree = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), files);
    }

    private void commit() throws IOException {
        Files.delete(tree.root().resolve(".git/HEAD"));
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "one");
    }

    private String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessRunner.Result result = new ProcessRunner(command, tree.root(), Map.of()).quietly();
        assertEquals(0, result.exit(), result::output);
        return result.output();
    }

    private Outcome run(String command, String[] options, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(more));
        return groundplan(Map.of(), arguments.toArray(String[]::new));
    }

    private Outcome groundplan(Map<String, String> variables, String... arguments) {
        Map<String, String> all = new TreeMap<>(System.getenv());
        all.put("TF_VAR_tags", "{\"Team\": \"core\"}");
        all.put("GROUNDPLAN_HOME", Repository.root().resolve(".groundplan").toString());
        all.put("GITHUB_OUTPUT", folder.resolve("outputs").toString());
        all.putAll(variables);
        return new TempProject(tree.root()).run(all, false, arguments);
    }
}
