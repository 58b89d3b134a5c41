package groundplan.tree;

import groundplan.terraform.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole plan of a tree is what {@code terragrunt run --all apply} then does. Its resources need no provider and no account; their
 * ids are known only after they are created, as those of AWS are.
 */
class TreePlanTest {
    static final String TREE =
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

    @Test
    void theWholePlanIsWhatTheApplyDoes() throws Exception {
        TreeFiles tree = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), TREE);
        AppliedTree applied = new AppliedTree(tree, folder);
        applied.everything("a new tree");
        applied.nothing();
        tree.replacing("live/prod/network/terragrunt.hcl", "10.0.0.0/16", "10.1.0.0/16");
        applied.everything("another range");
        tree.replacing("live/prod/network/terragrunt.hcl", "[\"a\", \"b\"]", "[\"a\"]")
                .replacing("live/root.hcl", "Team = \"core\"", "Team = \"shop\"")
                .replacing(
                        "modules/network/main.tf",
                        "zones = var.zones }",
                        "zones = { for zone in var.zones : zone => 1 } }")
                .with(
                        """
                        == live/prod/alarms/terragrunt.hcl
                        include "root" {
                          path = find_in_parent_folders("root.hcl")
                        }
                        terraform {
                          source = "../../..//modules/group"
                        }
                        dependency "network" {
                          config_path = "../network"
                        }
                        inputs = { ids = keys(dependency.network.outputs.settings.zones) }
                        """);
        applied.everything("a zone less, another tag, an output of another type, and a new unit");
    }

    /** The quick part of the nightly tests, which run with either engine. */
    @Test
    void soItIsWithOpenTofu() throws Exception {
        TreeFiles tree = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), TREE)
                .with(Engine.TOFU);
        AppliedTree applied = new AppliedTree(tree, folder);
        applied.everything("a new tree");
        tree.replacing("live/prod/network/terragrunt.hcl", "10.0.0.0/16", "10.1.0.0/16");
        applied.everything("another range");
    }

    /** OpenTofu keeps the mark of a sensitive output between modules, which the input of a unit does not have. */
    @Test
    void sensitiveOutputsArePassedOnWithoutTheirMarkWithOpenTofu() throws Exception {
        TreeForm.read(TreeFormsPlanTest.FORMS.resolve("sensitive-outputs.txt")).run(folder, Engine.TOFU);
    }
}
