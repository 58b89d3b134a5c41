package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS protects from deletion is refused, and with an allowance the same apply switches the protection off and destroys it. */
@Tag("nightly")
class UnprotectingOnTheEmulatorTest {
    private static final String ALLOWANCE =
            """
      - unit: shop/dev/us-east-1/legacy
        address: "*"
        actions: [%s]
        reason: The former shop is gone.
        owner: platform
        expires: "2099-12-31"
      """;

    /** A unit that is no longer in the settings, as somebody applied it before. */
    private static final String LEGACY =
            """
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "~> 5.100.0"
          }
        }
        backend "s3" {
          bucket                      = "shop-terraform-state"
          key                         = "dev/us-east-1/legacy/terraform.tfstate"
          region                      = "us-east-1"
          use_path_style              = true
          skip_credentials_validation = true
          skip_metadata_api_check     = true
          skip_requesting_account_id  = true
        }
      }
      provider "aws" {
        region                      = "us-east-1"
        skip_credentials_validation = true
        skip_metadata_api_check     = true
      }
      provider "aws" {
        alias                       = "west"
        region                      = "us-west-2"
        skip_credentials_validation = true
        skip_metadata_api_check     = true
      }
      resource "aws_dynamodb_table" "orders" {
        for_each                    = toset(["${"$"}{a}", "b"])
        name                        = "orders-${length(each.key)}"
        billing_mode                = "PAY_PER_REQUEST"
        hash_key                    = "id"
        deletion_protection_enabled = true
        attribute {
          name = "id"
          type = "S"
        }
      }
      resource "aws_dynamodb_table" "copies" {
        provider                    = aws.west
        name                        = "copies"
        billing_mode                = "PAY_PER_REQUEST"
        hash_key                    = "id"
        deletion_protection_enabled = true
        attribute {
          name = "id"
          type = "S"
        }
      }
      resource "aws_cognito_user_pool" "customers" {
        name                = "customers"
        deletion_protection = "ACTIVE"
        password_policy {
          minimum_length = 12
        }
      }
      resource "aws_db_instance" "orders" {
        identifier                  = "orders"
        engine                      = "postgres"
        engine_version              = "15.7"
        instance_class              = "db.t3.micro"
        allocated_storage           = 20
        username                    = "owner"
        manage_master_user_password = true
        deletion_protection         = true
        skip_final_snapshot         = true
      }
      resource "aws_rds_cluster" "orders" {
        cluster_identifier          = "orders-cluster"
        engine                      = "aurora-postgresql"
        engine_version              = "15.4"
        master_username             = "owner"
        manage_master_user_password = true
        deletion_protection         = true
        skip_final_snapshot         = true
      }
      resource "aws_vpc" "shop" {
        cidr_block = "10.9.0.0/16"
      }
      resource "aws_subnet" "shop" {
        for_each          = { a = "10.9.0.0/24", b = "10.9.1.0/24" }
        vpc_id            = aws_vpc.shop.id
        cidr_block        = each.value
        availability_zone = "us-east-1${each.key}"
      }
      resource "aws_lb" "shop" {
        name                       = "shop"
        internal                   = true
        load_balancer_type         = "application"
        subnets                    = [for subnet in aws_subnet.shop : subnet.id]
        enable_deletion_protection = true
      }
      """;

    @Test
    void whatIsProtectedIsDestroyedOnlyWithAnAllowanceForThat(@TempDir Path folder) throws Exception {
        TempProject project = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        "region: us-east-1\naccount_id: \"123456789012\"\nstate:\n  bucket: shop-terraform-state\n"
                                + "  lock_table: shop-terraform-locks\nunits:\n  kms:\n  state:\n")
                .with("legacy/main.tf", LEGACY);
        Path file = folder.resolve("plan.json");
        try (OwnEmulator aws = new OwnEmulator(project, 0)) {
            aws.well("synth");
            aws.well("bootstrap", "shop/dev");
            terraform(aws, "init", "-input=false");
            terraform(aws, "apply", "-input=false", "-auto-approve");

            allow(project, "delete");
            Outcome refused = aws.groundplan("plan", "shop/dev", "--out", file.toString());
            assertEquals(1, refused.exit(), refused::toString);
            assertTrue(refused.out().contains("actions: [delete, unprotect]"), refused::toString);

            allow(project, "delete, unprotect");
            Outcome planned = aws.well("plan", "shop/dev", "--out", file.toString());
            assertTrue(
                    planned.out().contains("protection switched off  us-east-1/legacy aws_cognito_user_pool.customers"),
                    planned::toString);
            JsonNode plan = TerraformJson.read(Files.readString(file));
            assertEquals(
                    7,
                    plan.path("dangers").findValuesAsText("weight").stream()
                            .filter("unprotected"::equals)
                            .count());

            // The approval of the plan is not enough once the allowance is gone.
            allow(project, "delete");
            assertEquals(
                    1,
                    aws.groundplan("apply", "shop/dev", "--plan", file.toString())
                            .exit());

            allow(project, "delete, unprotect");
            Outcome applied = aws.groundplan("apply", "shop/dev", "--plan", file.toString());
            assertEquals(0, applied.exit(), applied::toString);
            assertTrue(
                    (applied.out() + applied.err()).contains("deletion protection switched off: "), applied::toString);
            assertEquals(
                    List.of(),
                    List.of(terraform(aws, "state", "list").output().strip().split("\n", 0)).stream()
                            .filter(line -> line.startsWith("aws_"))
                            .toList());
        }
    }

    private static void allow(TempProject project, String actions) {
        project.with("environments/shop/allowances.yaml", ALLOWANCE.formatted(actions));
    }

    private static ProcessRunner.Result terraform(OwnEmulator aws, String... arguments) throws Exception {
        ProcessRunner.Result result = aws.terraform("legacy", arguments);
        assertEquals(0, result.exit(), result::output);
        return result;
    }
}
