package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan is what the apply does, for less usual ways of writing trees. */
class TreeWaysPlanTest {
    private static final String ROOT =
            """
            == live/root.hcl
            remote_state {
              backend  = "local"
              generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
              config   = { path = "${get_repo_root()}/states/${path_relative_to_include()}.tfstate" }
            }
            """;

    @TempDir
    Path folder;

    private AppliedTree tree(String files) throws Exception {
        return new AppliedTree(
                TreeFiles.in(Files.createDirectories(folder.resolve("repository")), ROOT + files), folder);
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
                  {"mode": "managed", "type": "aws_sqs_queue", "name": "own", "provider": "provider[\\"registry.terraform.io/hashicorp/aws\\"].own",
                    "instances": [{"schema_version": 0, "attributes": {"id": "q1", "name": "own", "delay_seconds": 0,
                      "max_message_size": 262144, "message_retention_seconds": 345600, "receive_wait_time_seconds": 0,
                      "visibility_timeout_seconds": 30, "fifo_queue": false, "content_based_deduplication": false,
                      "kms_data_key_reuse_period_seconds": 300, "sqs_managed_sse_enabled": true}}]},
                  {"mode": "managed", "module": "module.inner", "type": "aws_sqs_queue", "name": "inner",
                    "provider": "provider[\\"registry.terraform.io/hashicorp/aws\\"].main",
                    "instances": [{"schema_version": 0, "attributes": {"id": "q2", "name": "old", "delay_seconds": 0,
                      "max_message_size": 262144, "message_retention_seconds": 345600, "receive_wait_time_seconds": 0,
                      "visibility_timeout_seconds": 30, "fifo_queue": false, "content_based_deduplication": false,
                      "kms_data_key_reuse_period_seconds": 300, "sqs_managed_sse_enabled": true}}]}
                ]}
                """);
        assertEquals(
                new TreeSet<>(List.of("app REPLACE module.inner.aws_sqs_queue.inner", "app UPDATE aws_sqs_queue.own")),
                AppliedTree.planned(tree.plan(List.of("-refresh=false"))));
    }
}
