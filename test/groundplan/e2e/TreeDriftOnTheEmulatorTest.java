package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.e2e.EmulatedAws.Caller;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody changes and deletes by hand is told of a tree that Groundplan did not write, and put back by an apply. */
@Tag("nightly")
class TreeDriftOnTheEmulatorTest {
    private static final Caller SOMEBODY = Caller.root("123456789012");

    private static final String UNIT =
            """
            remote_state {
              backend  = "local"
              generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
              config   = { path = "${get_terragrunt_dir()}/terraform.tfstate" }
            }
            generate "provider" {
              path      = "provider.tf"
              if_exists = "overwrite_terragrunt"
              contents  = "provider \\"aws\\" {\\n  region = \\"eu-west-1\\"\\n}\\n"
            }
            """;

    @Test
    void whatWasChangedByHandIsFoundAndPutBack(@TempDir Path folder) throws Exception {
        TempProject project = new TempProject(folder)
                .with("live/prod/people/terragrunt.hcl", UNIT)
                .with(
                        "live/prod/people/main.tf",
                        """
                        resource "aws_iam_user" "alice" {
                          name = "alice"
                          tags = { Team = "jobs" }
                        }
                        output "name" { value = aws_iam_user.alice.name }
                        """)
                .with(
                        "live/prod/groups/terragrunt.hcl",
                        UNIT
                                + """
                                dependency "people" {
                                  config_path = "../people"
                                }
                                inputs = { name = dependency.people.outputs.name }
                                """)
                .with(
                        "live/prod/groups/main.tf",
                        """
                        variable "name" { type = string }
                        resource "aws_iam_group" "of" { name = "friends-of-${var.name}" }
                        """);
        try (OwnEmulator emulator = new OwnEmulator(project, 0)) {
            apply(emulator, folder);
            emulator.groundplan("drift", "--tree", "live/prod", "--detailed-exitcode")
                    .exits(0)
                    .prints("live/prod has not drifted.");

            EmulatedAws aws = new EmulatedAws(emulator.url());
            aws.iam(
                            SOMEBODY,
                            "TagUser",
                            Map.of(
                                    "UserName",
                                    "alice",
                                    "Tags.member.1.Key",
                                    "Team",
                                    "Tags.member.1.Value",
                                    "all",
                                    "Tags.member.2.Key",
                                    "By",
                                    "Tags.member.2.Value",
                                    "hand"))
                    .well();
            aws.iam(SOMEBODY, "DeleteGroup", Map.of("GroupName", "friends-of-alice"))
                    .well();
            assertEquals(
                    """
                    live/prod/groups: aws_iam_group.of
                        has been deleted
                    live/prod/people: aws_iam_user.alice
                        tags.By: (none) -> hand
                        tags.Team: jobs -> all
                    live/prod has drifted: 2 objects were changed outside of Terraform.
                    """,
                    emulator.groundplan("drift", "--tree", "live/prod", "--detailed-exitcode")
                            .exits(2)
                            .out());
            emulator.groundplan("plan", "--tree", "live/prod")
                    .exits(0)
                    .prints("groups: aws_iam_group.of, deleted outside of Terraform")
                    .prints("people: aws_iam_user.alice.tags.Team, changed outside of Terraform")
                    .prints("Plan: 1 to add, 1 to change, 0 to destroy.");
            apply(emulator, folder);
            emulator.groundplan("drift", "--tree", "live/prod", "--detailed-exitcode")
                    .exits(0)
                    .prints("live/prod has not drifted.");
            emulator.groundplan("plan", "--tree", "live/prod").exits(0).prints("No changes.");
        }
    }

    private static void apply(OwnEmulator emulator, Path folder) {
        String plan = folder.resolve("plan.json").toString();
        emulator.well("plan", "--tree", "live/prod", "--out", plan);
        emulator.well("apply", "--tree", "live/prod", "--plan", plan);
    }
}
