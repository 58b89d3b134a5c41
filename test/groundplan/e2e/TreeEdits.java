package groundplan.e2e;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Changes of the trees in {@code trees/}, each list in an order in which each starts from what the one before left. */
final class TreeEdits {
    private static final Path ADDED = Repository.root().resolve("test/groundplan/e2e/trees/added");

    private TreeEdits() {}

    /** Two accounts, files that units include, providers that are generated. */
    static List<TreeEdit> includes() {
        String network = "live/prod/network/terragrunt.hcl";
        String service = "live/_envcommon/service.hcl";
        return List.of(
                TreeEdit.of("a new tree of two accounts"),
                TreeEdit.of("a default tag of the generated provider")
                        .replacing(
                                "live/root.hcl",
                                "Team    = \"platform\"",
                                "Team    = \"platform\"\n    Centre  = \"42\""),
                TreeEdit.of("the range of a network").replacing(network, "10.0.0.0/16", "10.1.0.0/16"),
                TreeEdit.of("an input in an included file")
                        .replacing(service, "retention_in_days = 30", "retention_in_days = 60"),
                TreeEdit.of("a zone of the network").replacing(network, "[\"a\", \"b\"]", "[\"a\", \"b\", \"c\"]"),
                TreeEdit.of("a unit added that reads a new output")
                        .replacing(
                                "modules/service/main.tf",
                                "output \"role_arn\"",
                                "output \"group_id\" {\n"
                                        + "  value = aws_security_group.service.id\n}\n\noutput \"role_arn\"")
                        .and(tree -> added(tree, "alarms.hcl", "live/prod/alarms/terragrunt.hcl"))
                        .and(tree -> added(tree, "alarms.tf", "modules/alarms/main.tf")),
                TreeEdit.of("a table that is replaced")
                        .replacing("live/prod/database/terragrunt.hcl", "orders = \"id\"", "orders = \"order\""),
                TreeEdit.of("services renamed")
                        .replacing(
                                service,
                                "\"${local.account.name}-${local.name}\"",
                                "\"${local.account.name}-shop-${local.name}\""),
                TreeEdit.of("a key that is tainted").tainting("shared/keys", "aws_kms_key.key[\"data\"]"),
                TreeEdit.of("a unit removed").deleting("live/prod/alarms"));
    }

    /** Stacks of a catalog, one in another, and a state that a module reads by itself. */
    static List<TreeEdit> stacks() {
        String stack = "live/dev/terragrunt.stack.hcl";
        return List.of(
                TreeEdit.of("a new tree of stacks"),
                TreeEdit.of("a value of a stack: the range of a network")
                        .replacing(stack, "10.20.0.0/16", "10.21.0.0/16"),
                TreeEdit.of("an output that is another type")
                        .replacing(
                                "modules/network/main.tf",
                                "aws_subnet.private[*].id",
                                "{ for subnet in aws_subnet.private : subnet.availability_zone => subnet.id }")
                        .replacing("modules/api/main.tf", "local.network.subnets)", "values(local.network.subnets))"),
                TreeEdit.of("a key of for_each renamed")
                        .replacing(stack, "[\"mail\", \"export\"]", "[\"mail\", \"reports\"]"),
                TreeEdit.of("a resource renamed, with a moved block")
                        .replacing(
                                "modules/database/main.tf",
                                "resource \"aws_security_group\" \"clients\" {\n  name ",
                                "resource \"aws_security_group\" \"readers\" {\n  name ")
                        .writing(
                                "modules/database/moved.tf",
                                "moved {\n  from = aws_security_group.clients\n  to   = aws_security_group.readers\n}\n"),
                TreeEdit.of("a dependency swapped for a new unit")
                        .replacing(
                                stack,
                                "stack \"jobs\"",
                                "unit \"archive\" {\n"
                                        + "  source = \"${get_repo_root()}/catalog/units/database\"\n"
                                        + "  path   = \"archive\"\n"
                                        + "  values = {\n    name         = \"archive\"\n    network_path = \"../network\"\n  }\n}\n\n"
                                        + "stack \"jobs\"")
                        .replacing(stack, "database_path = \"../orders\"", "database_path = \"../archive\""));
    }

    /** Modules in the folders of units and in Git, variable files, YAML, feature flags, a second region. */
    static List<TreeEdit> plain() {
        String parameter = "resource \"aws_ssm_parameter\" \"topics\" {\n  name  = \"/stage/app/topics\"\n"
                + "  type  = \"String\"\n  value = \"${var.spread} ${jsonencode(var.topics)}\"\n}\n";
        return List.of(
                TreeEdit.of("a new tree with modules of its own").and(tree -> {
                    tree.repository(tree.root().resolve("modules"));
                    tree.git(tree.root().resolve("modules"), "tag", "v1");
                }),
                TreeEdit.of("another version of a module in Git")
                        .replacing("modules/topics/main.tf", "  name     =", "  display_name = each.key\n  name     =")
                        .and(tree -> {
                            tree.commit(tree.root().resolve("modules"));
                            tree.git(tree.root().resolve("modules"), "tag", "v2");
                        })
                        .replacing("live/topics/terragrunt.hcl", "ref=v1", "ref=v2"),
                TreeEdit.of("a count in a variable file")
                        .replacing("live/network/unit.tfvars", "zone_count = 2", "zone_count = 3"),
                TreeEdit.of("a name in YAML").replacing("live/app/services.yaml", "cron:", "timer:"),
                TreeEdit.of("a feature flag, which lets a unit take part")
                        .replacing("live/audit/terragrunt.hcl", "default = false", "default = true"),
                TreeEdit.of("an object that is forgotten")
                        .replacing(
                                "live/app/main.tf",
                                parameter,
                                "removed {\n  from = aws_ssm_parameter.topics\n  lifecycle {\n    destroy = false\n  }\n}\n"),
                TreeEdit.of("another second region").replacing("live/app/main.tf", "us-west-2", "eu-central-1"));
    }

    private static void added(HandwrittenTree tree, String file, String to) throws IOException {
        Path path = tree.root().resolve(to);
        Files.createDirectories(path.getParent());
        Files.copy(ADDED.resolve(file), path);
    }
}
