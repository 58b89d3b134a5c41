package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groundplan.plan.PlannableUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More ways in which units read what others make: in generated files and through the files that they include. */
class TreeWaysTest {
    @TempDir
    Path folder;

    private TreeFiles tree;

    @BeforeEach
    void aTreeOfTwoUnits() throws IOException {
        tree = TreeFiles.in(
                Files.createDirectories(folder.resolve("repository")),
                """
                == modules/cluster/main.tf
                resource "terraform_data" "cluster" { input = "x" }
                output "endpoint" { value = terraform_data.cluster.id }
                output "ca" { value = base64encode(terraform_data.cluster.id) }
                output "all" { value = { size = 3, name = "n" } }
                == modules/app/main.tf
                variable "name" { type = string }
                variable "size" { default = 1 }
                variable "tags" { default = {} }
                resource "terraform_data" "app" { input = [var.name, var.size, var.tags] }
                == live/root.hcl
                locals { env = "prod" }
                inputs = { name = "from-root", tags = { Env = local.env } }
                == live/prod/cluster/terragrunt.hcl
                terraform {
                  source = "../../..//modules/cluster"
                }
                == live/prod/app/terragrunt.hcl
                terraform {
                  source = "../../..//modules/app"
                }
                include "root" {
                  path   = find_in_parent_folders("root.hcl")
                  expose = true
                }
                dependency "cluster" {
                  config_path = "../cluster"
                }
                """);
    }

    @Test
    void generatedFilesMayReadOutputs() throws IOException {
        app(
                """
                generate "provider" {
                  path      = "provider.tf"
                  if_exists = "overwrite"
                  contents  = <<-EOF
                    provider "aws" {
                      region     = "eu-west-1"
                      access_key = "${dependency.cluster.outputs.endpoint}"
                      secret_key = base64decode("${dependency.cluster.outputs.ca}")
                      default_tags {
                        tags = ${jsonencode({ Size = dependency.cluster.outputs.all.size, Env = include.root.locals.env })}
                      }
                    }
                  EOF
                }
                """);
        PlannableUnit.Provider aws = unit("app").unit().providers().get(0);
        assertEquals(
                "{\"region\":\"eu-west-1\",\"access_key\":\"${\\\"${tostring((dependency.cluster.outputs.endpoint))}\\\"}\","
                        + "\"secret_key\":\"${base64decode(\\\"${tostring((dependency.cluster.outputs.ca))}\\\")}\","
                        + "\"default_tags\":[{\"tags\":\"${({ Size = dependency.cluster.outputs.all.size, Env = \\\"prod\\\" })}\"}]}",
                aws.configuration().value().toString());
        assertEquals(3, aws.configuration().references().size());
    }

    /** An included file has its own dependencies, and what it generates reads them. */
    @Test
    void generatedFilesOfIncludedFilesMayReadOutputs() throws IOException {
        tree.with(
                        """
                == live/root.hcl
                dependency "cluster" {
                  config_path = "${get_original_terragrunt_dir()}/../cluster"
                }
                generate "locals" {
                  path      = "locals.tf"
                  if_exists = "overwrite"
                  contents  = "locals {\\n  endpoint = \\\"${dependency.cluster.outputs.endpoint}\\\"\\n}\\n"
                }
                inputs = { name = dependency.cluster.outputs.endpoint, size = 2 }
                """)
                .replacing(
                        "live/prod/app/terragrunt.hcl",
                        "dependency \"cluster\" {\n  config_path = \"../cluster\"\n}\n",
                        "");
        TreeUnit app = unit("app");
        assertEquals(
                "{\"endpoint\":\"${tostring(var.groundplan_2_out_text_0)}\"}",
                app.unit().configuration().path("locals").toString());
        assertEquals(
                "{groundplan_2_out_text_0=\"${dependency.cluster.outputs.endpoint}\", name=\"${dependency.cluster.outputs.endpoint}\", size=\"2\"}",
                inputs(app).toString());
    }

    @Test
    void anOutputInAFileThatIsNoConfigurationIsRefused() throws IOException {
        app(
                """
                generate "values" {
                  path      = "values.yaml"
                  if_exists = "overwrite"
                  contents  = "endpoint: ${dependency.cluster.outputs.endpoint}"
                  disable_signature = true
                }
                """);
        UnreadableTree wrong = assertThrows(UnreadableTree.class, this::read);
        assertEquals(1, wrong.problems().size());
        assertEquals(
                "values.yaml: an output of another unit is written into this generated file; in a whole plan that is possible only in"
                        + " Terraform's own files (.tf, .tf.json) in the folder of the module: give the value to the module as an input",
                wrong.problems().get(0).replaceFirst(".*/", ""));
    }

    @Test
    void whichTextIsGeneratedMayNotHangOnAnOutput() throws IOException {
        app(
                """
                generate "x" {
                  path      = "x.tf"
                  if_exists = "overwrite"
                  contents  = "%{ if dependency.cluster.outputs.all.size > 1 }# big%{ endif }"
                }
                """);
        UnreadableTree wrong = assertThrows(UnreadableTree.class, this::read);
        assertEquals(
                "live/prod/app/terragrunt.hcl:15:22: dependency.cluster.outputs.all.size > 1: what is written into a generated file depends on an"
                        + " output of another unit; in a whole plan an output can only be written there as a value, as in"
                        + " \"${dependency.<name>.outputs.<output>}\"",
                wrong.getMessage());
    }

    @Test
    void inputsOfAnIncludedFileMayHangOnOutputs() throws IOException {
        tree.with(
                """
                == live/root.hcl
                locals { env = "prod" }
                dependency "cluster" {
                  config_path = "${get_original_terragrunt_dir()}/../cluster"
                }
                inputs = {
                  name = "${local.env}-${dependency.cluster.outputs.endpoint}"
                  size = 2
                  tags = { Env = local.env }
                }
                """);
        app(
                "inputs = { name = upper(include.root.inputs.name), tags = merge(include.root.inputs.tags, { Team = \"core\" }) }");
        assertEquals(
                "{name=\"${upper((\\\"${\\\"prod\\\"}-${dependency.cluster.outputs.endpoint}\\\"))}\", size=\"2\","
                        + " tags=\"{\\\"Env\\\":\\\"prod\\\",\\\"Team\\\":\\\"core\\\"}\"}",
                inputs(unit("app")).toString());
        app("inputs = merge(include.root.inputs, { size = 5 })");
        assertEquals(
                "\"${\\\"${\\\"prod\\\"}-${dependency.cluster.outputs.endpoint}\\\"}\"",
                inputs(unit("app")).get("name"));
        assertEquals("\"5\"", inputs(unit("app")).get("size"));
    }

    /** An include that is not merged is read for what it exposes. */
    @Test
    void aFileThatIsNotMergedGivesWhatIsReadOfIt() throws IOException {
        tree.with(
                """
                == live/shared.hcl
                locals { env = "stage" }
                dependency "cluster" {
                  config_path = "${get_original_terragrunt_dir()}/../cluster"
                }
                inputs = { label = "${upper(local.env)}-${dependency.cluster.outputs.endpoint}", size = 7 }
                """);
        app(
                """
                include "shared" {
                  path           = find_in_parent_folders("shared.hcl")
                  expose         = true
                  merge_strategy = "no_merge"
                }
                inputs = { name = include.shared.inputs.label }
                """);
        assertEquals(
                "{name=\"${(\\\"${\\\"STAGE\\\"}-${dependency.cluster.outputs.endpoint}\\\")}\","
                        + " tags=\"{\\\"Env\\\":\\\"prod\\\"}\"}",
                inputs(unit("app")).toString());
    }

    @Test
    void deepMergesAreTerragruntsOwnWhereNoOutputIsInThem() throws IOException {
        tree.replacing("live/prod/app/terragrunt.hcl", "expose = true", "expose = true\n  merge_strategy = \"deep\"");
        app("inputs = { name = dependency.cluster.outputs.endpoint, tags = { Team = \"core\" } }");
        assertEquals(
                "{name=\"${dependency.cluster.outputs.endpoint}\","
                        + " tags=\"{\\\"Env\\\":\\\"prod\\\",\\\"Team\\\":\\\"core\\\"}\"}",
                inputs(unit("app")).toString());
        app("inputs = { tags = { Team = dependency.cluster.outputs.endpoint } }");
        assertEquals(
                "live/prod/app/terragrunt.hcl:13:19: the input tags is merged deeply with that of an included file, and depends on an output"
                        + " of another unit; give it in one of the files only, or merge the values with merge(...)",
                assertThrows(UnreadableTree.class, this::read).getMessage());
    }

    @Test
    void anIncludeMayHaveNoName() throws IOException {
        tree.replacing("live/prod/app/terragrunt.hcl", "include \"root\" {", "include {");
        app("inputs = { name = dependency.cluster.outputs.endpoint, size = include.locals.env }");
        assertEquals(
                "{name=\"${dependency.cluster.outputs.endpoint}\", size=\"prod\","
                        + " tags=\"{\\\"Env\\\":\\\"prod\\\"}\"}",
                inputs(unit("app")).toString());
    }

    /** Which inputs there are, Terraform finds. */
    @Test
    void theNamesOfInputsMayHangOnOutputs() throws IOException {
        app("inputs = merge({ tags = { A = 1 } }, dependency.cluster.outputs.all)");
        assertEquals(
                "\"${try((dependency.cluster.outputs.all)[\\\"name\\\"], \\\"from-root\\\")}\"",
                inputs(unit("app")).get("name"));
    }

    /** Terragrunt does not override variables that its caller gives. */
    @Test
    void variablesOfTheCallerOverrideInputs() throws IOException {
        app("inputs = { name = dependency.cluster.outputs.endpoint }");
        Map<String, String> variables = TreeFiles.variables();
        variables.put("TF_VAR_name", "mine");
        UnitTree read = new TreeReader(
                        tree.root().resolve("live/prod"),
                        TreeFiles.terragrunt(),
                        TreeFiles.terraform(),
                        variables,
                        Files.createTempDirectory(folder, "work"))
                .read();
        assertEquals("\"mine\"", inputs(read.units().get(1)).get("name"));
    }

    @Test
    void hooksThatWereNotRunAndWhatIsProtectedAreTold() throws IOException {
        tree.replacing(
                "live/prod/app/terragrunt.hcl",
                "  source = \"../../..//modules/app\"\n",
                """
                  source = "../../..//modules/app"
                  before_hook "build" {
                    commands = ["plan", "apply"]
                    execute  = ["make", "zip"]
                  }
                  after_hook "tidy" {
                    commands = ["destroy"]
                    execute  = ["rm", "x"]
                  }
                """);
        app("prevent_destroy = true");
        TreeUnit app = unit("app");
        assertEquals(
                List.of(
                        "before_hook \"build\" (live/prod/app/terragrunt.hcl:3:3, on plan apply: make zip) was not run"),
                app.notes());
        assertEquals(Set.of("terraform_data.app"), app.protectedAddresses());
    }

    @Test
    void unitsThatTerragruntExcludesAreNamed() throws IOException {
        app("exclude {\n  if      = true\n  actions = [\"plan\", \"apply\"]\n}\n");
        UnitTree read = read();
        assertEquals(1, read.units().size());
        assertEquals(
                List.of("live/prod/app is not planned: its exclude block leaves it out of plan"),
                read.notes(read.paths()));
    }

    /** Such a provider has to know a resource of its own module. */
    @Test
    void aProviderThatReadsAResourceStaysInItsModule() throws IOException {
        tree.with(
                """
                == modules/app/providers.tf
                terraform {
                  required_providers {
                    aws = {
                      source                = "hashicorp/aws"
                      configuration_aliases = [aws.other]
                    }
                  }
                }
                locals { region = terraform_data.app.output }
                provider "aws" { region = "eu-west-1" }
                provider "aws" {
                  alias  = "other"
                  region = local.region
                }
                """);
        TreeUnit app = unit("app");
        assertEquals(
                List.of(Optional.empty()),
                app.unit().providers().stream()
                        .map(PlannableUnit.Provider::alias)
                        .toList());
        assertEquals(
                "{\"aws\":[{\"alias\":\"other\",\"region\":\"${local.region}\"}]}",
                app.unit().configuration().path("provider").toString());
        assertEquals(1, app.notes().size());
        assertEquals(
                "provider aws.other is configured in the unit's module, because it reads terraform_data.app.output"
                        + " (PLACE/providers.tf:9:19): the plan starts a process more for it, and cannot destroy its resources once the"
                        + " unit is removed from the tree",
                app.notes().get(0).replaceFirst("\\(\\S+/", "(PLACE/"));
    }

    /** One process plans all units, so what the environment of one says is configured. */
    @Test
    void providersAreConfiguredAsTheEnvironmentOfTheUnitSays() throws IOException {
        tree.with("== modules/app/queue.tf\nresource \"aws_sqs_queue\" \"app\" { name = \"app\" }\n");
        tree.replacing(
                "live/prod/app/terragrunt.hcl",
                "modules/app\"",
                """
                modules/app"
                  extra_arguments "account" {
                    commands = ["plan", "apply"]
                    env_vars = {
                      AWS_PROFILE = "elsewhere"
                      AWS_REGION  = "eu-west-3"
                      GITHUB_OWNER = "acme"
                    }
                  }
                """);
        TreeUnit app = unit("app");
        assertEquals(
                List.of("{\"region\":\"eu-west-3\",\"profile\":\"elsewhere\"}"),
                app.unit().providers().stream()
                        .map(provider -> provider.configuration().value().toString())
                        .toList());
        assertEquals(
                List.of(
                        "Terragrunt sets GITHUB_OWNER for it, which a whole plan does not: one process plans all units"),
                app.notes());
        assertEquals(
                "{AWS_PROFILE=elsewhere, AWS_REGION=eu-west-3}",
                app.environment().toString());
        tree.with(
                "== modules/app/provider.tf\nprovider \"aws\" {\n  region = \"us-east-2\"\n}\nprovider \"aws\" {\n  alias = \"own\"\n  profile = \"own\"\n}\n");
        assertEquals(
                List.of(
                        "{\"region\":\"us-east-2\",\"profile\":\"elsewhere\"}",
                        "{\"profile\":\"own\",\"region\":\"eu-west-3\"}"),
                unit("app").unit().providers().stream()
                        .map(provider -> provider.configuration().value().toString())
                        .toList());
    }

    @Test
    void allOutputsOfAUnitAreAnObject() throws IOException {
        app("inputs = { name = \"x\", tags = dependency.cluster.outputs }");
        String all = "{ all = dependency.cluster.outputs.all, ca = dependency.cluster.outputs.ca,"
                + " endpoint = dependency.cluster.outputs.endpoint }";
        assertEquals(
                "\"${try(tostring(" + all + "), " + TreeFiles.asJson(all) + ")}\"",
                inputs(unit("app")).get("tags"));
    }

    @Test
    void aFileThatIsReadMayNotHaveADependency() throws IOException {
        tree.with(
                """
                == live/names.hcl
                locals { name = "named" }
                == live/outputs.hcl
                locals { x = 1 }
                dependency "cluster" {
                  config_path = "${get_original_terragrunt_dir()}/../cluster"
                }
                """);
        app(
                """
                locals {
                  names = read_terragrunt_config(find_in_parent_folders("names.hcl"))
                }
                inputs = { name = "${local.names.locals.name}-${dependency.cluster.outputs.endpoint}" }
                """);
        assertEquals(
                "\"${\\\"${\\\"named\\\"}-${dependency.cluster.outputs.endpoint}\\\"}\"",
                inputs(unit("app")).get("name"));
        app(
                """
                locals {
                  outputs = read_terragrunt_config(find_in_parent_folders("outputs.hcl"))
                }
                inputs = { name = local.outputs.dependency.cluster.outputs.endpoint }
                """);
        assertEquals(
                "live/outputs.hcl:2:1: a file that is read with read_terragrunt_config cannot have a dependency in a whole plan; write the"
                        + " dependency into app, or include the file",
                assertThrows(UnreadableTree.class, this::read).getMessage());
    }

    /** What depends on the caller's machine, Terragrunt evaluates. */
    @Test
    void flagsVariablesAndCommandsAreEvaluated() throws IOException {
        app(
                """
                feature "size" {
                  default = 4
                }
                inputs = {
                  name = "${dependency.cluster.outputs.endpoint}-${get_env("NOT_SET_ANYWHERE", "fallback")}-${run_cmd("--terragrunt-quiet", "echo", "said")}"
                  size = feature.size.value
                }
                """);
        assertEquals(
                "{name=\"${\\\"${dependency.cluster.outputs.endpoint}-${\\\"fallback\\\"}-${\\\"said\\\"}\\\"}\", size=\"4\","
                        + " tags=\"{\\\"Env\\\":\\\"prod\\\"}\"}",
                inputs(unit("app")).toString());
    }

    /** In Terraform's order: the environment, the variables that name arguments, then the arguments. */
    @Test
    void argumentsOfTerraformGiveValues() throws IOException {
        Files.writeString(tree.root().resolve("live/prod/app/more.tfvars"), "size = 5\nname = \"of-the-file\"\n");
        tree.replacing(
                "live/prod/app/terragrunt.hcl",
                "modules/app\"",
                """
                modules/app"
                  extra_arguments "values" {
                    commands  = ["plan"]
                    arguments = ["-var-file", "${get_terragrunt_dir()}/more.tfvars", "--var=name=a=b", "-lock=false"]
                    env_vars = {
                      TF_CLI_ARGS      = "-var size=9"
                      TF_CLI_ARGS_plan = "-var 'tags={ \\"Team\\" = \\"core one\\" }' -compact-warnings"
                    }
                  }
                """);
        assertEquals(
                "{name=\"a=b\", size=5, tags=\"{ \\\"Team\\\" = \\\"core one\\\" }\"}",
                inputs(unit("app")).toString());
    }

    @Test
    void argumentsThatPlanAPartOnlyAreRefused() throws IOException {
        tree.replacing(
                "live/prod/app/terragrunt.hcl",
                "modules/app\"",
                """
                modules/app"
                  extra_arguments "part" {
                    commands  = ["plan"]
                    arguments = ["-target", "terraform_data.app", "-refresh=false"]
                    env_vars  = { TF_CLI_ARGS_plan = "-replace=terraform_data.app" }
                  }
                """);
        assertEquals(
                """
                live/prod/app: it is planned with -replace=terraform_data.app, but a whole plan plans all of a unit; leave it out of\
                 extra_arguments and TF_CLI_ARGS
                live/prod/app: it is planned with -target=terraform_data.app, but a whole plan plans all of a unit; leave it out of\
                 extra_arguments and TF_CLI_ARGS\
                """,
                assertThrows(UnreadableTree.class, this::read).getMessage());
    }

    @Test
    void whetherADependencyIsEnabledTerragruntEvaluates() throws IOException {
        tree.replacing(
                "live/prod/app/terragrunt.hcl", "../cluster\"", "../cluster\"\n  enabled = feature.cluster.value");
        app(
                """
                feature "cluster" {
                  default = false
                }
                inputs = { name = try(dependency.cluster.outputs.endpoint, "none") }
                """);
        assertEquals(
                "\"${try(tonumber(\\\"dependency cluster is not enabled, and it has no mock_outputs\\\"), \\\"none\\\")}\"",
                inputs(unit("app")).get("name"));
    }

    /** What an excluded unit has applied is read from its state. */
    @Test
    void outputsOfExcludedUnitsAreReadFromTheirStates() throws IOException {
        app("inputs = { name = dependency.cluster.outputs.endpoint }");
        Path cluster = tree.root().resolve("live/prod/cluster/terragrunt.hcl");
        Files.writeString(
                cluster, Files.readString(cluster) + "exclude {\n  if      = true\n  actions = [\"all\"]\n}\n");
        Files.writeString(
                tree.root().resolve("modules/cluster/backend.tf"),
                "terraform {\n  backend \"local\" {\n    path = \"/states/cluster.tfstate\"\n  }\n}\n");
        UnitTree read = read();
        assertEquals(
                List.of("live/prod/app"),
                read.units().stream().map(unit -> unit.unit().path().toString()).toList());
        assertEquals(
                "{live/prod/cluster={\"local\":{\"path\":\"/states/cluster.tfstate\"}}}",
                read.outside().toString());
        assertEquals(
                List.of("live/prod/cluster is not planned: its exclude block leaves it out of plan"),
                read.notes(read.paths()));
    }

    private void app(String added) throws IOException {
        Path file = tree.root().resolve("live/prod/app/terragrunt.hcl");
        String text = Files.readString(file).replaceFirst("(?s)# added.*", "");
        Files.writeString(file, text + "# added\n".strip() + "\n" + added);
    }

    private UnitTree read() throws IOException {
        return tree.read("live/prod", Files.createTempDirectory(folder, "work"));
    }

    private TreeUnit unit(String name) throws IOException {
        return read().units().stream()
                .filter(unit -> unit.unit().path().unit().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> inputs(TreeUnit unit) {
        Map<String, String> inputs = new TreeMap<>();
        unit.unit()
                .inputs()
                .forEach((input, template) -> inputs.put(input, template.value().toString()));
        return inputs;
    }
}
