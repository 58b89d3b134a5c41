package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.plan.EnvironmentPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole plan of root modules that read each other's states is what Terraform then does in each of them. */
class PlainTreeTest {
    private static final String NETWORK =
            """
            == infra/network/main.tf
            terraform {
              backend "local" {
                path = "../../states/prod/network.tfstate"
              }
            }
            variable "cidr" { type = string }
            variable "zones" {
              type    = list(string)
              default = ["a"]
            }
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
            == infra/network/terraform.tfvars
            cidr  = "10.0.0.0/16"
            zones = ["a", "b"]
            """;

    static final String TREE = NETWORK
            + """
            == infra/database/main.tf
            locals {
              states = "${path.module}/../../states/prod"
            }
            data "terraform_remote_state" "network" {
              backend = "local"
              config = {
                path = "${local.states}/network.tfstate"
              }
            }
            module "group" {
              source = "../../modules/group"
              ids    = data.terraform_remote_state.network.outputs.subnet_ids
            }
            resource "terraform_data" "database" {
              input            = "${var.name} in ${terraform.workspace}"
              triggers_replace = module.group.id
            }
            output "endpoint" { value = "${var.name}.${terraform_data.database.id}.example.com" }
            == infra/database/variables.tf
            variable "name" {}
            == infra/database/backend.tf
            terraform {
              backend "local" { path = "../../states/prod/database.tfstate" }
            }
            == infra/database/name.auto.tfvars
            name = "orders"
            == modules/group/main.tf
            variable "ids" { type = list(string) }
            resource "terraform_data" "group" { triggers_replace = var.ids }
            output "id" { value = terraform_data.group.id }
            == infra/modules/nobody/main.tf
            resource "terraform_data" "nobody" {}
            == infra/app/main.tf.json
            {
              "terraform": { "backend": { "local": { "path": "../../states/prod/app.tfstate" } } },
              "variable": { "tags": { "type": "map(string)" } },
              "data": { "terraform_remote_state": {
                "all": {
                  "for_each": "${{ network = \\"network\\", database = \\"database\\" }}",
                  "backend": "local",
                  "config": { "path": "../../states/prod/${each.value}.tfstate" }
                },
                "net": {
                  "backend": "local",
                  "config": { "path": "${abspath(path.module)}/../../states/prod/network.tfstate" },
                  "defaults": { "legacy": "none" }
                },
                "elsewhere": { "backend": "local", "config": { "path": "../../states/elsewhere.tfstate" } }
              } },
              "resource": { "terraform_data": {
                "service": {
                  "input": { "endpoint": "${data.terraform_remote_state.all[\\"database\\"].outputs.endpoint}", "tags": "${var.tags}" },
                  "triggers_replace": ["${data.terraform_remote_state.net.outputs.vpc_id}"],
                  "depends_on": ["data.terraform_remote_state.all"]
                },
                "each": {
                  "for_each": "${toset([\\"network\\"])}",
                  "input": "${data.terraform_remote_state.all[each.key].outputs.settings.cidr} ${data.terraform_remote_state.net.outputs.legacy}"
                },
                "elsewhere": { "input": "${data.terraform_remote_state.elsewhere.outputs.zone}" }
              } }
            }
            == states/elsewhere.tfstate
            {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "x", "resources": [],
              "outputs": {"zone": {"value": "example.com", "type": "string"}}}
            """;

    @TempDir
    Path folder;

    @Test
    void theWholePlanIsWhatTheAppliesDo() throws Exception {
        PlainTree tree = PlainTree.of(folder, TREE).with(Map.of("TF_VAR_tags", "{\"Team\": \"core\"}"));
        String[] order = {"network", "database", "app"};
        tree.everything("new root modules", order);
        EnvironmentPlan nothing = tree.plan();
        assertEquals("Plan: 0 to add, 0 to change, 0 to destroy.", nothing.summary());
        assertEquals(
                List.of(
                        "read as root modules of Terraform, since there is no terragrunt.hcl in infra",
                        "not planned, since nothing shows that they are root modules: infra/modules/nobody"),
                tree.read().notes());
        tree.tree().replacing("infra/network/terraform.tfvars", "10.0.0.0/16", "10.1.0.0/16");
        tree.everything("another range", order);
        tree.tree().replacing("infra/network/terraform.tfvars", "[\"a\", \"b\"]", "[\"a\"]");
        tree.with(Map.of("TF_VAR_tags", "{\"Team\": \"shop\"}")).everything("a zone less, and another tag", order);
    }

    /** A provider that an output of another root module configures is configured in the root, so that one process serves all. */
    @Test
    void providersGetOutputsOfOtherRootModules() throws Exception {
        PlainTree tree = PlainTree.of(
                folder,
                NETWORK
                        + """
                        == infra/queue/main.tf
                        data "terraform_remote_state" "network" {
                          backend = "local"
                          config  = { path = "../../states/prod/network.tfstate" }
                        }
                        provider "aws" {
                          region = data.terraform_remote_state.network.outputs.settings.cidr
                          dynamic "assume_role" {
                            for_each = ["arn:aws:iam::111122223333:role/plan"]
                            content { role_arn = assume_role.value }
                          }
                        }
                        """);
        TreeUnit queue = tree.read().units().get(1);
        assertEquals(
                "{\"region\":\"${(groundplan_unit.groundplan_state_network_settings).cidr}\",\"dynamic\":{\"assume_role\":"
                        + "[{\"for_each\":[\"arn:aws:iam::111122223333:role/plan\"],\"content\":[{\"role_arn\":\"${assume_role.value}\"}]}]}}",
                queue.unit().providers().get(0).configuration().value().toString());
        assertEquals(
                "[repository/infra/network]",
                queue.unit().reads().toString().replaceAll("[^\\[\\]]*/(?=repository)", ""));
    }

    /** The state of a workspace is another one, and terraform.workspace is its name. */
    @Test
    void aWorkspaceHasItsOwnStates() throws Exception {
        PlainTree tree = PlainTree.of(
                        folder,
                        """
                        == infra/a/main.tf
                        resource "terraform_data" "a" { input = terraform.workspace }
                        output "name" { value = terraform_data.a.output }
                        == infra/b/main.tf
                        data "terraform_remote_state" "a" {
                          backend   = "local"
                          workspace = terraform.workspace
                          config = {
                            path          = "../a/terraform.tfstate"
                            workspace_dir = "${path.module}/../a/terraform.tfstate.d"
                          }
                        }
                        resource "terraform_data" "b" { input = data.terraform_remote_state.a.outputs.name }
                        """)
                .with(Map.of("TF_WORKSPACE", "stage"));
        for (String unit : List.of("a", "b")) {
            tree.terraform(unit, "init", "-input=false");
            tree.terraform(unit, "apply", "-auto-approve", "-input=false");
        }
        assertEquals("Plan: 0 to add, 0 to change, 0 to destroy.", tree.plan().summary());
        assertEquals(
                new TreeSet<>(List.of("a CREATE terraform_data.a", "b CREATE terraform_data.b")),
                AppliedTree.planned(tree.with(Map.of()).plan()));
    }

    /** What of a backend is only given on the command line, or was when Terraform was initialised. */
    @Test
    void backendsAreCompletedAsTerraformCompletesThem() throws Exception {
        PlainTree tree = PlainTree.of(
                folder,
                """
                == infra/a/main.tf
                terraform {
                  backend "s3" { key = "a" }
                }
                variable "name" { type = string }
                resource "terraform_data" "a" { input = var.name }
                == infra/b/main.tf
                terraform {
                  backend "s3" {}
                }
                data "terraform_remote_state" "a" {
                  backend = "s3"
                  config  = { bucket = "states", key = "a", region = "eu-west-1" }
                }
                resource "terraform_data" "b" {}
                == infra/a/prod.tfvars
                name = "prod"
                == infra/b/.terraform/terraform.tfstate
                {"version": 3, "backend": {"type": "s3", "config": {"bucket": "old", "key": "b", "region": null}}}
                == prod.tfbackend
                bucket = "states"
                """);
        assertEquals(
                List.of(
                        "infra/a/main.tf:4: the variable name has no value; set it in terraform.tfvars, in a file that --var-file"
                                + " names, or in TF_VAR_name",
                        "infra/a: the backend s3 has no bucket; give it with --backend-config, or run terraform init in this"
                                + " folder first"),
                assertThrows(UnreadableTree.class, tree::read).problems());
        UnitTree read = tree.with(new PlainOptions(
                        tree.tree().root(), List.of("prod.tfbackend", "encrypt=true"), List.of("prod.tfvars")))
                .read();
        assertEquals(
                List.of(
                        "{\"s3\":{\"key\":\"a\",\"bucket\":\"states\",\"encrypt\":\"true\"}}",
                        "{\"s3\":{\"bucket\":\"states\",\"encrypt\":\"true\",\"key\":\"b\"}}"),
                read.units().stream().map(unit -> unit.backend().toString()).toList());
        assertTrue(
                read.notes().contains("infra/b has no prod.tfvars, so that file of variables was not read for it"),
                read.notes()::toString);
        assertEquals(
                List.of("stage.tfvars: there is no such file, neither here nor in a root module"),
                assertThrows(UnreadableTree.class, () -> tree.with(new PlainOptions(
                                        tree.tree().root(),
                                        List.of("prod.tfbackend"),
                                        List.of("prod.tfvars", "stage.tfvars")))
                                .read())
                        .problems());
    }

    @Test
    void whatCannotBePlannedIsTold() throws Exception {
        PlainTree tree = PlainTree.of(
                folder,
                """
                == infra/a/main.tf
                terraform {
                  backend "s3" {
                    bucket = "states"
                    key    = "a"
                  }
                }
                data "terraform_remote_state" "b" {
                  backend = "s3"
                  config  = { bucket = "states", key = "b" }
                }
                output "b" { value = data.terraform_remote_state.b.outputs.x }
                == infra/b/main.tf
                terraform {
                  backend "s3" {
                    bucket = "states"
                    key    = "b"
                  }
                }
                data "terraform_remote_state" "a" {
                  backend = "s3"
                  config  = { bucket = "states", key = "a" }
                }
                output "x" { value = data.terraform_remote_state.a.outputs.b }
                == infra/c/main.tf
                terraform {
                  backend "s3" {
                    bucket = "states"
                    key    = "c"
                  }
                }
                data "aws_caller_identity" "current" {}
                data "terraform_remote_state" "a" {
                  backend = "s3"
                  config  = { bucket = "tf-${data.aws_caller_identity.current.account_id}", key = "a" }
                }
                data "terraform_remote_state" "else" {
                  backend = "s3"
                  config  = { bucket = "tf-${data.aws_caller_identity.current.account_id}", key = "else" }
                }
                """);
        assertEquals(
                List.of(
                        "infra/c/main.tf:8: data.terraform_remote_state.a: it may read the state of repository/infra/a, but its bucket reads"
                                + " data.aws_caller_identity.current, which is known only in a plan; write a constant, or what depends on"
                                + " variables and local values only",
                        "infra/a reads infra/b reads infra/a: units that read each other's states cannot be planned as a whole; move"
                                + " what both need into a unit that both read"),
                assertThrows(UnreadableTree.class, tree::read).problems().stream()
                        .map(problem -> problem.replaceAll("of \\S*repository/", "of repository/"))
                        .toList());
        assertEquals(
                List.of(
                        "infra/a and infra/copy keep their state in the same place, s3 [states, a]: each would destroy what the other one has"
                                + " made; give each of them a place of its own"),
                assertThrows(UnreadableTree.class, () -> PlainTree.of(
                                        folder.resolve("other"),
                                        """
                                                == infra/a/main.tf
                                                terraform {
                                                  backend "s3" {
                                                    bucket = "states"
                                                    key    = "a"
                                                  }
                                                }
                                                == infra/copy/main.tf
                                                terraform {
                                                  backend "s3" {
                                                    bucket = "states"
                                                    key    = "a"
                                                  }
                                                }
                                                """)
                                .read())
                        .problems());
    }
}
