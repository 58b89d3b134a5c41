package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.apply.ApplyResult;
import groundplan.apply.ApplyRun;
import groundplan.apply.TerragruntRunner;
import groundplan.apply.TreeApply;
import groundplan.plan.EnvironmentPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An approved plan of a tree is applied through Terragrunt, and nothing else. */
class TreeApplyTest {
    @TempDir
    Path folder;

    private TreeFiles tree;
    private AppliedTree states;

    @BeforeEach
    void aTree() throws IOException {
        tree = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), TreePlanTest.TREE);
        states = new AppliedTree(tree, folder);
    }

    @Test
    void whatWasApprovedIsAppliedOnce() throws Exception {
        tree.replacing(
                "live/prod/network/terragrunt.hcl",
                "  source = \"../../..//modules/network\"\n",
                """
                  source = "../../..//modules/network"
                  # Terragrunt drops "-var" when a saved plan is applied, but not its value.
                  extra_arguments "values" {
                    commands  = get_terraform_commands_that_need_vars()
                    arguments = ["-var", "cidr=10.7.0.0/16"]
                  }
                  after_hook "told" {
                    commands = ["apply"]
                    execute  = ["touch", "${get_repo_root()}/hook-ran"]
                  }
                """);
        EnvironmentPlan approved = states.plan();
        tree.replacing("modules/service/main.tf", "var.zones > 1 ? 1 : 0", "0");
        assertEquals(
                List.of("the tree has changed since this plan was made; plan again"),
                applied(approved).problems());
        assertEquals(new TreeMap<String, JsonNode>(), states.objects());

        tree.replacing("modules/service/main.tf", "count = 0", "count = var.zones > 1 ? 1 : 0");
        assertEquals(
                List.of(
                        "live/prod/data/database APPLIED 2 changes",
                        "live/prod/network APPLIED 3 changes",
                        "live/prod/service APPLIED 2 changes"),
                ends(applied(approved)));
        assertTrue(Files.exists(tree.root().resolve("hook-ran")), "the hook of the unit has run");
        SortedMap<String, JsonNode> made = states.objects();
        assertEquals(7, made.size(), made::toString);

        String before = " APPLIED_BEFORE by an earlier run";
        assertEquals(
                List.of("live/prod/data/database" + before, "live/prod/network" + before, "live/prod/service" + before),
                ends(applied(approved)));
        assertEquals(made, states.objects());
    }

    /** The units of a stack are generated before they are applied. */
    @Test
    void aStackIsApplied() throws Exception {
        tree.with(
                """
                == units/a/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                inputs = { name = values.name }
                == units/a/main.tf
                variable "name" { type = string }
                resource "terraform_data" "a" { input = var.name }
                == live/stage/terragrunt.stack.hcl
                unit "a" {
                  source = "../../units/a"
                  path   = "a"
                  values = { name = "first" }
                }
                """);
        AppliedTree stage = new AppliedTree(tree, folder, "live/stage");
        assertEquals(
                List.of("live/stage/.terragrunt-stack/a APPLIED 1 change"), ends(applied(stage.plan(), "live/stage")));
        stage.nothing();
    }

    /** What has changed in the meantime was not approved. */
    @Test
    void aUnitThatWouldDoMoreIsRefusedAndItsReadersAreNotStarted() throws Exception {
        states.apply();
        tree.replacing("live/prod/network/terragrunt.hcl", "10.0.0.0/16", "10.1.0.0/16");
        EnvironmentPlan approved = states.plan();
        Path state = tree.root().resolve("states/prod/network.tfstate");
        Files.writeString(state, Files.readString(state).replace("\"index_key\": \"b\"", "\"index_key\": \"c\""));
        SortedMap<String, JsonNode> before = states.objects();
        assertEquals(
                List.of(
                        "live/prod/data/database NOT_STARTED blocked by live/prod/network",
                        "live/prod/network REFUSED terraform_data.subnet[\"c\"] would be destroyed, which the approved plan does"
                                + " not contain",
                        "live/prod/service NOT_STARTED blocked by live/prod/data/database"),
                ends(applied(approved)));
        assertEquals(
                new TreeSet<>(before.keySet()), new TreeSet<>(states.objects().keySet()));
    }

    private ApplyResult applied(EnvironmentPlan approved) throws IOException {
        return applied(approved, "live/prod");
    }

    private ApplyResult applied(EnvironmentPlan approved, String place) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        UnitTree read = tree.read(place, work);
        TreeApply apply = new TreeApply(
                read,
                new TreeStates(read, tree.program(), tree.engineVariables()),
                approved,
                new TerragruntRunner(read, TreeFiles.terragrunt(), tree.program(), tree.engineVariables(), work),
                work,
                line -> {});
        try {
            return apply.run(4);
        } catch (ApplyRun.NotNow changed) {
            return new ApplyResult(List.of(), List.of(changed.getMessage()));
        }
    }

    private static List<String> ends(ApplyResult result) {
        return result.outcomes().stream()
                .map(outcome -> outcome.unit() + " " + outcome.end() + " " + outcome.detail())
                .toList();
    }
}
