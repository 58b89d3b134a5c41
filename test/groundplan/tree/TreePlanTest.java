package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.plan.CodeOwners;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.WholePlan;
import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole plan of a tree is what {@code terragrunt run --all apply} then does. Its resources need no provider and no account; their
 * ids are known only after they are created, as those of AWS are.
 */
class TreePlanTest {
    private static final String TREE =
            """
            == modules/network/main.tf
            variable "cidr" { type = string }
            variable "zones" { type = list(string) }
            resource "terraform_data" "vpc" {
              input            = "vpc"
              triggers_replace = var.cidr
            }
            resource "terraform_data" "subnet" {
              for_each         = toset(var.zones)
              input            = each.key
              triggers_replace = terraform_data.vpc.id
            }
            output "vpc_id" { value = terraform_data.vpc.id }
            output "subnet_ids" { value = [for subnet in terraform_data.subnet : subnet.id] }
            output "settings" { value = { cidr = var.cidr, zones = var.zones } }
            == modules/database/main.tf
            variable "subnet_ids" { type = list(string) }
            variable "name" { type = string }
            module "group" {
              source = "../group"
              ids    = var.subnet_ids
            }
            resource "terraform_data" "database" {
              input            = var.name
              triggers_replace = module.group.id
            }
            output "endpoint" { value = "${var.name}.${terraform_data.database.id}.example.com" }
            == modules/group/main.tf
            variable "ids" { type = list(string) }
            resource "terraform_data" "group" { input = var.ids }
            output "id" { value = terraform_data.group.id }
            == modules/service/main.tf
            variable "vpc_id" { type = string }
            variable "endpoint" { type = string }
            variable "zones" { type = number }
            variable "tags" { type = map(string) }
            locals { all = merge(var.tags, { Zones = tostring(var.zones) }) }
            resource "terraform_data" "service" {
              input            = { endpoint = var.endpoint, tags = local.all, }
              triggers_replace = [var.vpc_id]
            }
            resource "terraform_data" "alarm" {
              count = var.zones > 1 ? 1 : 0
              input = <<-EOT
                alarm of ${var.zones} zones
                $${literal}
              EOT
            }
            == live/root.hcl
            remote_state {
              backend  = "local"
              generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
              config   = { path = "${get_repo_root()}/states/${path_relative_to_include()}.tfstate" }
            }
            inputs = { tags = { Team = "core" } }
            == live/prod/network/terragrunt.hcl
            include "root" {
              path = find_in_parent_folders("root.hcl")
            }
            terraform {
              source = "../../..//modules/network"
            }
            inputs = { cidr = "10.0.0.0/16", zones = ["a", "b"] }
            == live/prod/data/database/terragrunt.hcl
            include "root" {
              path = find_in_parent_folders("root.hcl")
            }
            terraform {
              source = "../../../..//modules/database"
            }
            dependency "network" {
              config_path = "../../network"
            }
            inputs = {
              name       = "orders"
              subnet_ids = dependency.network.outputs.subnet_ids
            }
            == live/prod/service/terragrunt.hcl
            include "root" {
              path   = find_in_parent_folders("root.hcl")
              expose = true
            }
            terraform {
              source = "../../..//modules/service"
            }
            dependency "network" {
              config_path = "../network"
            }
            dependency "database" {
              config_path = "../data/database"
            }
            inputs = merge(
              { endpoint = dependency.database.outputs.endpoint },
              {
                vpc_id = dependency.network.outputs.vpc_id
                zones  = length(dependency.network.outputs.settings.zones)
                tags   = merge(include.root.inputs.tags, { Range = dependency.network.outputs.settings["cidr"] })
              })
            """;

    @TempDir
    Path folder;

    private TreeFiles tree;

    @Test
    void theWholePlanIsWhatTheApplyDoes() throws Exception {
        tree = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), TREE);
        everything("a new tree");
        nothing();
        tree.replacing("live/prod/network/terragrunt.hcl", "10.0.0.0/16", "10.1.0.0/16");
        everything("another range");
        tree.replacing("live/prod/network/terragrunt.hcl", "[\"a\", \"b\"]", "[\"a\"]")
                .replacing("live/root.hcl", "Team = \"core\"", "Team = \"shop\"");
        everything("a zone less, and another tag");
    }

    private void nothing() throws IOException {
        EnvironmentPlan plan = plan();
        assertEquals(new TreeSet<>(), planned(plan));
        assertEquals("Plan: 0 to add, 0 to change, 0 to destroy.", plan.summary());
    }

    private void everything(String change) throws IOException {
        SortedSet<String> planned = planned(plan());
        SortedMap<String, JsonNode> before = objects();
        apply();
        assertEquals(done(before, objects()), planned, change);
    }

    private EnvironmentPlan plan() throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        TerragruntTree read = tree.read("live/prod", work);
        return new WholePlan(
                        TreeFiles.terraform(),
                        TreeFiles.variables(),
                        folder.resolve("providers"),
                        Optional.empty(),
                        CodeOwners.of(tree.root()))
                .of(
                        read.environment(read.paths()),
                        new TreeStates(read, TreeFiles.terraform(), TreeFiles.variables()),
                        List.of(),
                        parts -> {});
    }

    private static SortedSet<String> planned(EnvironmentPlan plan) {
        SortedSet<String> actions = new TreeSet<>();
        plan.units().forEach(unit -> unit.changes()
                .forEach(change ->
                        actions.add(unit.unit().inEnvironment() + " " + change.action() + " " + change.address())));
        return actions;
    }

    private void apply() throws IOException {
        ProcessRunner.Result applied = new ProcessRunner(
                        List.of(
                                TreeFiles.terragrunt().toString(),
                                "run",
                                "--all",
                                "--non-interactive",
                                "--tf-path",
                                TreeFiles.terraform().toString(),
                                "--",
                                "apply",
                                "-auto-approve"),
                        tree.root().resolve("live/prod"),
                        TreeFiles.variables())
                .quietly();
        assertEquals(0, applied.exit(), applied::output);
    }

    /** The objects of all states, by unit and address. */
    private SortedMap<String, JsonNode> objects() throws IOException {
        SortedMap<String, JsonNode> objects = new TreeMap<>();
        for (String unit : List.of("network", "data/database", "service")) {
            Path state = tree.root().resolve("states/prod/" + unit + ".tfstate");
            if (Files.exists(state)) {
                TerraformJson.read(Files.readString(state)).path("resources").forEach(resource -> {
                    String module = resource.path("module").asText("");
                    String address = (module.isEmpty() ? "" : module + ".")
                            + resource.path("type").asText() + "."
                            + resource.path("name").asText();
                    resource.path("instances").forEach(instance -> {
                        JsonNode key = instance.path("index_key");
                        objects.put(
                                unit + " " + address + (key.isMissingNode() ? "" : "[" + key + "]"),
                                instance.path("attributes"));
                    });
                });
            }
        }
        return objects;
    }

    private static SortedSet<String> done(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        SortedSet<String> actions = new TreeSet<>();
        SortedSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String object : all) {
            JsonNode old = before.get(object);
            JsonNode now = after.get(object);
            String action = old == null
                    ? "CREATE"
                    : now == null
                            ? "DELETE"
                            : !old.path("id").equals(now.path("id")) ? "REPLACE" : old.equals(now) ? "" : "UPDATE";
            if (!action.isEmpty()) {
                actions.add(object.replaceFirst(" ", " " + action + " "));
            }
        }
        return actions;
    }
}
