package groundplan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.json.TerraformJson;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An approved plan of a tree that Groundplan did not write is applied only while what its {@code dynamic} blocks and the modules that
 * its units call would set is what was approved.
 */
@Tag("nightly")
class TreeApplyOnTheEmulatorTest {
    private static final Caller SOMEBODY = Caller.root("123456789012");
    private static final String APPROVED = "10.0.0.0/8";

    @Test
    void whatDynamicBlocksAndModulesSetIsComparedWithWhatWasApproved(@TempDir Path folder) throws Exception {
        TempProject project = new TempProject(folder)
                .with(
                        "live/prod/firewall/terragrunt.hcl",
                        """
                        remote_state {
                          backend  = "local"
                          generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
                          config   = { path = "${get_terragrunt_dir()}/terraform.tfstate" }
                        }
                        """)
                .with(
                        "live/prod/firewall/main.tf",
                        """
                        provider "aws" { region = "eu-west-1" }
                        data "aws_ssm_parameter" "range" { name = "/office/range" }
                        resource "aws_security_group" "web" {
                          name = "web"
                          dynamic "ingress" {
                            for_each = [data.aws_ssm_parameter.range.insecure_value]
                            content {
                              from_port   = 443
                              to_port     = 443
                              protocol    = "tcp"
                              cidr_blocks = [ingress.value]
                            }
                          }
                        }
                        module "allowed" {
                          source = "./allowed"
                          range  = data.aws_ssm_parameter.range.insecure_value
                        }
                        """)
                .with(
                        "live/prod/firewall/allowed/main.tf",
                        """
                        variable "range" { type = string }
                        resource "aws_ec2_managed_prefix_list" "office" {
                          name           = "office"
                          address_family = "IPv4"
                          max_entries    = 1
                          entry { cidr = var.range }
                        }
                        """);
        String plan = folder.resolve("plan.json").toString();
        try (OwnEmulator emulator = new OwnEmulator(project, 0)) {
            EmulatedAws aws = new EmulatedAws(emulator.url()).in("eu-west-1");
            range(aws, APPROVED);
            emulator.groundplan("plan", "--tree", "live/prod", "--out", plan)
                    .exits(0)
                    .prints("Plan: 2 to add, 0 to change, 0 to destroy.");

            range(aws, "0.0.0.0/0");
            emulator.groundplan("apply", "--tree", "live/prod", "--plan", plan)
                    .exits(1)
                    .prints("aws_security_group.web")
                    .prints("module.allowed.aws_ec2_managed_prefix_list.office")
                    .prints("0.0.0.0/0");
            emulator.groundplan("plan", "--tree", "live/prod")
                    .exits(0)
                    .prints("Plan: 2 to add, 0 to change, 0 to destroy.");

            range(aws, APPROVED);
            emulator.well("apply", "--tree", "live/prod", "--plan", plan);
            emulator.groundplan("plan", "--tree", "live/prod").exits(0).prints("No changes.");
        }
    }

    private static void range(EmulatedAws aws, String value) throws IOException {
        JsonNode request = TerraformJson.read(
                "{\"Name\": \"/office/range\", \"Type\": \"String\", \"Overwrite\": true, \"Value\": \"" + value
                        + "\"}");
        aws.json(SOMEBODY, "ssm", "AmazonSSM.PutParameter", request).well();
    }
}
