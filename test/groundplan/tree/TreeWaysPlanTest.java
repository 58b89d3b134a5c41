package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.plan.EnvironmentPlan;
import groundplan.terraform.TerraformFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan is what the apply does, for less usual ways of writing trees. */
class TreeWaysPlanTest {
    @TempDir
    Path folder;

    private AppliedTree tree(String files) throws Exception {
        return new AppliedTree(
                TreeFiles.in(Files.createDirectories(folder.resolve("repository")), SmallTree.ROOT + files), folder);
    }

    /** Resources of a provider in the module are recorded with that provider, also in the copy of the states. */
    @Test
    void resourcesOfProvidersInModulesAreFoundAgain() throws Exception {
        AppliedTree tree = tree(
                """
                == live/prod/app/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                == live/prod/app/main.tf
                terraform {
                  required_providers {
                    aws = { source = "hashicorp/aws" }
                  }
                }
                resource "terraform_data" "region" { input = "eu-west-1" }
                provider "aws" {
                  alias                       = "own"
                  region                      = terraform_data.region.input
                  access_key                  = "a"
                  secret_key                  = "b"
                  skip_credentials_validation = true
                  skip_requesting_account_id  = true
                  skip_metadata_api_check     = true
                }
                provider "aws" {
                  alias                       = "main"
                  region                      = "eu-west-1"
                  access_key                  = "a"
                  secret_key                  = "b"
                  skip_credentials_validation = true
                  skip_requesting_account_id  = true
                  skip_metadata_api_check     = true
                }
                resource "aws_sqs_queue" "own" {
                  provider = aws.own
                  name     = "own"
                }
                module "inner" {
                  source    = "./inner"
                  providers = { aws = aws.main }
                }
                == live/prod/app/inner/main.tf
                resource "aws_sqs_queue" "inner" { name = "inner" }
                == states/prod/app.tfstate
                {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "x", "outputs": {}, "resources": [
                  {"mode": "managed", "type": "terraform_data", "name": "region", "provider": "provider[\\"terraform.io/builtin/terraform\\"]",
                    "instances": [{"schema_version": 0, "attributes": {"id": "1", "input": {"value": "eu-west-1", "type": "string"},
                      "output": {"value": "eu-west-1", "type": "string"}, "triggers_replace": null}}]},
                  {"mode": "managed", "type": "aws_sqs_queue", "name": "own", "provider": "provider[\\"REGISTRY/hashicorp/aws\\"].own",
                    "instances": [{"schema_version": 0, "attributes": {"id": "q1", "name": "own", "delay_seconds": 0,
                      "max_message_size": 262144, "message_retention_seconds": 345600, "receive_wait_time_seconds": 0,
                      "visibility_timeout_seconds": 30, "fifo_queue": false, "content_based_deduplication": false,
                      "kms_data_key_reuse_period_seconds": 300, "sqs_managed_sse_enabled": true}}]},
                  {"mode": "managed", "module": "module.inner", "type": "aws_sqs_queue", "name": "inner",
                    "provider": "provider[\\"REGISTRY/hashicorp/aws\\"].main",
                    "instances": [{"schema_version": 0, "attributes": {"id": "q2", "name": "old", "delay_seconds": 0,
                      "max_message_size": 262144, "message_retention_seconds": 345600, "receive_wait_time_seconds": 0,
                      "visibility_timeout_seconds": 30, "fifo_queue": false, "content_based_deduplication": false,
                      "kms_data_key_reuse_period_seconds": 300, "sqs_managed_sse_enabled": true}}]}
                ]}
                """
                        .replace("REGISTRY", String.join(".", "registry", "terraform", "io")));
        assertEquals(
                new TreeSet<>(List.of("app REPLACE module.inner.aws_sqs_queue.inner", "app UPDATE aws_sqs_queue.own")),
                AppliedTree.planned(tree.plan(List.of("-refresh=false"))));
    }

    /** As modules of a whole plan they are in other folders than alone, and nothing changes for that. */
    @Test
    void pathsOfModulesAreNoChanges() throws Exception {
        AppliedTree tree = tree(
                """
                == modules/app/main.tf
                resource "terraform_data" "paths" {
                  input = {
                    file = "${path.module}/code/main.py"
                    root = "${path.root}/code/main.py"
                    hash = filesha256("${path.module}/code/main.py")
                    text = file("code/main.py")
                    mod  = path.module
                    abs  = abspath("${path.module}/code")
                  }
                }
                module "inner" {
                  source = "../inner"
                }
                module "below" {
                  source = "./below"
                }
                == modules/app/code/main.py
                print("hello")
                == modules/app/below/main.tf
                resource "terraform_data" "below" { input = "${path.module}/main.tf" }
                == modules/inner/main.tf
                resource "terraform_data" "inner" {
                  input            = "${path.module}/x.txt"
                  triggers_replace = file("${path.module}/x.txt")
                }
                == modules/inner/x.txt
                x
                == live/prod/app/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                terraform {
                  source = "../../..//modules/app"
                }
                == live/prod/other/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                terraform {
                  source = "../../..//modules/app"
                }
                """);
        tree.everything("new");
        tree.nothing();
        tree.tree().replacing("modules/app/code/main.py", "hello", "world");
        tree.everything("another text");
        assertEquals(
                "./code/main.py",
                tree.objects()
                        .get("app terraform_data.paths")
                        .path("input")
                        .path("value")
                        .path("file")
                        .asText());
    }

    private static final String THREE =
            """
            == modules/network/main.tf
            variable "name" { default = "n" }
            resource "terraform_data" "network" { input = var.name }
            output "id" { value = terraform_data.network.id }
            == modules/app/main.tf
            variable "id" { type = string }
            locals { all = [var.id] }

            resource "terraform_data" "app" {
              for_each = toset(local.all)
              input    = each.key
            }
            output "app" { value = "app" }
            """
                    + SmallTree.unit("network", "network", "")
                    + SmallTree.unit(
                            "app",
                            "app",
                            SmallTree.dependency("network") + "inputs = { id = dependency.network.outputs.id }\n")
                    + SmallTree.unit(
                            "reader",
                            "network",
                            SmallTree.dependency("app") + "inputs = { name = dependency.app.outputs.app }\n");

    /** How many objects there are Terraform has to know; the other units are planned. */
    @Test
    void unitsWithAnUnknownNumberOfObjectsAreLeftOut() throws Exception {
        AppliedTree tree = tree(THREE);
        EnvironmentPlan plan = tree.plan();
        assertEquals(new TreeSet<>(List.of("network CREATE terraform_data.network")), AppliedTree.planned(plan));
        assertEquals(
                List.of(
                        "live/prod/app is not planned: for_each of terraform_data.app (modules/app/main.tf:4) depends on output id of"
                                + " live/prod/network, which is known only after an apply of live/prod/network: apply that first, or let"
                                + " for_each depend on something that is known",
                        "live/prod/reader is not planned: it reads outputs of live/prod/app"),
                plan.verdict().notes());
        tree.apply();
        tree.nothing();
    }

    @Test
    void errorsNameUnitsAndTheirFiles() throws Exception {
        AppliedTree tree = tree(THREE.replace("input = var.name", "input = file(\"${path.module}/none\")"));
        TerraformFailure failure = assertThrows(TerraformFailure.class, tree::plan);
        assertTrue(
                failure.getMessage()
                        .contains(
                                "in live/prod/network (modules/network/main.tf:2), in resource.terraform_data.network:\n"),
                failure::getMessage);
        assertTrue(failure.getMessage().contains("no file exists at\n  \"./none\""), failure::getMessage);
        assertFalse(failure.getMessage().contains("sources/"), failure::getMessage);
    }

    /** A unit may read the state of another one by itself; Terragrunt is told of the order only. */
    @Test
    void remoteStatesOfUnitsOfTheTreeAreTheirModules() throws Exception {
        AppliedTree tree = tree(
                """
                == modules/network/main.tf
                variable "cidr" { default = "10.0.0.0/16" }
                resource "terraform_data" "network" { triggers_replace = var.cidr }
                output "id" { value = terraform_data.network.id }
                == modules/app/main.tf
                variable "states" { type = string }
                locals { name = "network" }
                data "terraform_remote_state" "network" {
                  backend = "local"
                  config = {
                    path = "${var.states}/prod/${local.name}.tfstate"
                  }
                }
                locals { outputs = data.terraform_remote_state.network.outputs }
                resource "terraform_data" "app" { input = data.terraform_remote_state.network.outputs.id }
                resource "terraform_data" "all" { input = [local.outputs.id, try(local.outputs.none, "none")] }
                == live/prod/network/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                terraform {
                  source = "../../..//modules/network"
                }
                == live/prod/app/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                terraform {
                  source = "../../..//modules/app"
                }
                dependencies {
                  paths = ["../network"]
                }
                inputs = { states = "${get_repo_root()}/states" }
                """);
        tree.everything("new");
        tree.nothing();
        tree.tree().replacing("modules/network/main.tf", "10.0.0.0/16", "10.1.0.0/16");
        tree.everything("another range");
    }

    @Test
    void anOutputThatAUnitDoesNotHaveIsToldOfItsReader() throws Exception {
        AppliedTree tree = tree(THREE.replace("outputs.id", "outputs.nothing"));
        TerraformFailure failure = assertThrows(TerraformFailure.class, tree::plan);
        assertTrue(failure.getMessage().contains("in live/prod/app, in its inputs:"), failure::getMessage);
        assertTrue(
                failure.getMessage().contains("live/prod/network has no output nothing; it has id"),
                failure::getMessage);
    }

    /** Modules may be in the folders of the units, and texts may have several lines. */
    @Test
    void modulesMayBeInTheFoldersOfTheUnits() throws Exception {
        AppliedTree tree = tree(
                """
                == live/prod/base/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                == live/prod/base/main.tf
                resource "terraform_data" "base" { input = path.module }
                output "id" { value = terraform_data.base.id }
                output "map" { value = { a = "1", b = terraform_data.base.id } }
                == live/prod/base/upper/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                dependency "base" {
                  config_path = ".."
                }
                generate "made" {
                  path      = "made.tf"
                  if_exists = "overwrite"
                  contents  = <<-EOF
                    resource "terraform_data" "made" {
                      input = "id ${dependency.base.outputs.id}"
                      triggers_replace = ${jsonencode(dependency.base.outputs.map)}
                    }
                  EOF
                }
                inputs = {
                  policy = <<-EOT
                    %{ for key, value in dependency.base.outputs.map ~}
                    ${key}: ${value}
                    %{ endfor ~}
                    $${text}
                  EOT
                  list = [for key, value in dependency.base.outputs.map : "${key}-${value}" if value != ""]
                }
                == live/prod/base/upper/main.tf
                variable "policy" { type = string }
                variable "list" { type = list(string) }
                resource "terraform_data" "upper" { input = [var.policy, var.list] }
                """);
        tree.everything("new");
        tree.nothing();
        tree.tree().replacing("live/prod/base/main.tf", "a = \"1\"", "a = \"2\"");
        tree.everything("another value");
    }

    /** Several files with inputs, merged deeply, comments inside of expressions, sensitive outputs, and resources under new names. */
    @Test
    void includesAreMergedAsTerragruntDoes() throws Exception {
        AppliedTree tree = tree(
                """
                == live/common.hcl
                locals { owner = "ops" }
                inputs = {
                  tags  = { Owner = local.owner, Level = "common" }
                  zones = ["a"]
                  name  = "common"
                }
                == live/_env/app.hcl
                locals { env = "prod" }
                terraform {
                  source = "${get_repo_root()}//modules/app"
                }
                dependency "base" {
                  config_path = "${get_terragrunt_dir()}/../base"
                  mock_outputs = { password = "mock" }
                  mock_outputs_allowed_terraform_commands = ["validate"]
                }
                inputs = {
                  secret = dependency.base.outputs.password
                  tags   = { Env = local.env }
                  zones  = ["b"]
                }
                == modules/base/main.tf
                variable "length" { default = 1 }
                resource "terraform_data" "password" { input = "secret-${var.length}" }
                output "password" {
                  value     = terraform_data.password.output
                  sensitive = true
                }
                output "list" { value = [for i in range(var.length) : { name = "n${i}", id = terraform_data.password.id }] }
                == modules/app/main.tf
                variable "tags" { type = map(string) }
                variable "zones" { type = list(string) }
                variable "secret" {
                  type      = string
                  sensitive = true
                }
                variable "name" {}
                variable "names" { type = map(string) }
                variable "size" {
                  type    = object({ min = number, max = optional(number, 3) })
                  default = { min = 1 }
                }
                resource "terraform_data" "app" {
                  input = [var.tags, var.zones, var.name, var.size, nonsensitive(sha256(var.secret)), var.names]
                }
                == live/prod/base/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                terraform {
                  source = "../../..//modules/base"
                }
                == live/prod/app/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                include "common" {
                  path           = find_in_parent_folders("common.hcl")
                  merge_strategy = "deep"
                }
                include "env" {
                  path           = "${dirname(find_in_parent_folders("root.hcl"))}/_env/app.hcl"
                  merge_strategy = "deep"
                  expose         = true
                }
                inputs = {
                  # what the base is named
                  name  = "${include.env.locals.env}-app"
                  zones = ["c"]
                  names = {
                    for one in dependency.base.outputs.list : # each
                    one.name => upper(one.id)
                    if one.id != "" /* always */
                  }
                }
                """);
        tree.everything("new");
        tree.nothing();
        tree.tree()
                .replacing("modules/app/main.tf", "\"terraform_data\" \"app\"", "\"terraform_data\" \"main\"")
                .replacing("live/common.hcl", "\"common\" }", "\"all\" }")
                .with(
                        "== modules/app/moved.tf\nmoved {\n  from = terraform_data.app\n  to   = terraform_data.main\n}\n");
        assertEquals(new TreeSet<>(List.of("app UPDATE terraform_data.main")), AppliedTree.planned(tree.plan()));
        tree.apply();
        tree.nothing();
        tree.tree().replacing("modules/base/main.tf", "default = 1", "default = 2");
        tree.everything("another length");
    }

    /** A provider's configuration that is known only after an apply, as that of a cluster that is not there yet. */
    @Test
    void generatedProvidersMayReadWhatIsNotThereYet() throws Exception {
        AppliedTree tree = tree(
                """
                == live/prod/cluster/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                == live/prod/cluster/main.tf
                resource "terraform_data" "key" { input = "a" }
                output "key" { value = terraform_data.key.id }
                == live/prod/app/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                dependency "cluster" {
                  config_path = "../cluster"
                }
                generate "provider" {
                  path      = "provider.tf"
                  if_exists = "overwrite"
                  contents  = <<-EOF
                    provider "aws" {
                      region                      = "eu-west-1"
                      access_key                  = "a"
                      secret_key                  = "b"
                      sts_region                  = "${dependency.cluster.outputs.key}"
                      ec2_metadata_service_endpoint = ${jsonencode(upper(dependency.cluster.outputs.key))}
                      skip_credentials_validation = true
                      skip_requesting_account_id  = true
                      skip_metadata_api_check     = true
                    }
                  EOF
                }
                == live/prod/app/main.tf
                resource "aws_sqs_queue" "app" { name = "app" }
                """);
        assertEquals(
                new TreeSet<>(List.of("app CREATE aws_sqs_queue.app", "cluster CREATE terraform_data.key")),
                AppliedTree.planned(tree.plan()));
    }
}
