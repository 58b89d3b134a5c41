package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.testing.IdentityStandIn;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever plans a tree is told whose the credentials are, and that they are of another account, before anything is planned. */
class TreeAccountsTest {
    private static final String TREE =
            """
            == live/account.hcl
            locals { account_id = "222222222222" }
            == live/root.hcl
            locals { account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals.account_id }
            remote_state {
              backend  = "local"
              generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
              config   = { path = "${get_repo_root()}/states/${path_relative_to_include()}.tfstate" }
            }
            generate "provider" {
              path      = "provider.tf"
              if_exists = "overwrite_terragrunt"
              contents  = <<-EOT
                provider "aws" {
                  region              = "us-east-1"
                  allowed_account_ids = ["${local.account}"]
                }
              EOT
            }
            == modules/topic/main.tf
            resource "aws_sns_topic" "main" { name = "topic" }
            == live/prod/topic/terragrunt.hcl
            include "root" { path = find_in_parent_folders("root.hcl") }
            terraform { source = "../../../modules/topic" }
            """;

    @TempDir
    Path folder;

    @Test
    void credentialsOfAnotherAccountAreRefused() throws IOException {
        try (IdentityStandIn aws = new IdentityStandIn()) {
            Outcome refused = planned(aws, "111111111111")
                    .exits(1)
                    .complains(
                            "live/prod/topic: the provider allows account 222222222222 (allowed_account_ids), and the"
                                    + " credentials are of account 111111111111: ")
                    .complains("from the profile somebody");
            assertFalse(refused.err().contains("Error: terraform"), refused::toString);
            assertEquals("", refused.out());
            assertEquals(1, aws.requests().size(), "one question: " + aws.requests());
        }
    }

    /** A tree may name its account only in a file, as for the names of buckets. */
    @Test
    void theAccountOfAFileIsCompared() throws IOException {
        try (IdentityStandIn aws = new IdentityStandIn()) {
            planned(aws, "111111111111", TREE.replace("      allowed_account_ids = [\"${local.account}\"]\n", ""))
                    .exits(1)
                    .complains(
                            "live/prod/topic: live/account.hcl:1:23 names account 222222222222, and the credentials are of"
                                    + " account 111111111111: ");
        }
    }

    private Outcome planned(IdentityStandIn aws, String account) throws IOException {
        return planned(aws, account, TREE);
    }

    private Outcome planned(IdentityStandIn aws, String account, String files) throws IOException {
        TreeFiles tree = TreeFiles.in(Files.createDirectories(folder.resolve("tree")), files);
        Map<String, String> variables = new TreeMap<>(TreeFiles.variables());
        variables.keySet().removeIf(name -> name.startsWith("AWS_"));
        variables.put("GROUNDPLAN_CWD", tree.root().toString());
        variables.put("AWS_PROFILE", "somebody");
        variables.put(
                "AWS_CONFIG_FILE",
                Files.writeString(
                                folder.resolve("config"),
                                "[profile somebody]\naws_access_key_id = AKIA" + account
                                        + "\naws_secret_access_key = secret\nservices = local\n" + aws.services(""))
                        .toString());
        return new TempProject(tree.root()).run(variables, false, "plan", "--tree", "live/prod");
    }
}
