package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.plan.PlannableUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways in which people write trees, read by the Terragrunt that they use. */
class TreeReaderTest {
    @TempDir
    Path folder;

    private TreeFiles tree;

    @BeforeEach
    void aTreeOfTwoUnits() throws IOException {
        tree = TreeFiles.in(
                Files.createDirectories(folder.resolve("repository")),
                """
                == modules/vpc/main.tf
                variable "cidr" { type = string }
                resource "terraform_data" "vpc" { input = var.cidr }
                output "id" { value = terraform_data.vpc.id }
                output "subnets" { value = ["a", "b"] }
                == modules/app/main.tf
                variable "vpc_id" { type = string }
                variable "first" { default = "none" }
                variable "count_of" { type = number }
                variable "tags" { type = map(string) }
                variable "anything" {}
                resource "terraform_data" "app" { input = [var.vpc_id, var.first, var.count_of, var.tags, var.anything] }
                == live/root.hcl
                locals {
                  env    = basename(dirname(get_original_terragrunt_dir()))
                  region = "eu-west-1"
                }
                remote_state {
                  backend  = "s3"
                  generate = { path = "backend.tf", if_exists = "overwrite" }
                  config = {
                    bucket = "acme-${local.env}"
                    key    = "${path_relative_to_include()}/terraform.tfstate"
                    region = local.region
                  }
                }
                generate "provider" {
                  path      = "provider.tf"
                  if_exists = "overwrite"
                  contents  = <<EOF
                provider "aws" {
                  region = "${local.region}"
                  default_tags {
                    tags = { Environment = "${local.env}" }
                  }
                }
                EOF
                }
                inputs = {
                  tags = { Team = "core", Text = "$${not} a template" }
                }
                == live/prod/vpc/terragrunt.hcl
                include "root" {
                  path = find_in_parent_folders("root.hcl")
                }
                terraform {
                  source = "${get_repo_root()}//modules/vpc"
                }
                inputs = { cidr = "10.0.0.0/16" }
                == live/prod/app/terragrunt.hcl
                include "root" {
                  path   = find_in_parent_folders("root.hcl")
                  expose = true
                }
                terraform {
                  source = "../../..//modules/app"
                }
                dependency "vpc" {
                  config_path  = "../vpc"
                  mock_outputs = { id = "vpc-mock", subnets = ["x"] }
                }
                inputs = {
                  vpc_id   = dependency.vpc.outputs.id
                  first    = dependency.vpc.outputs.subnets[0]
                  count_of = length(dependency.vpc.outputs.subnets)
                  anything = "7"
                }
                """);
    }

    @Test
    void unitsAreReadInTheOrderOfTheirDependencies() throws IOException {
        UnitTree read = read();
        assertEquals(
                List.of("live/prod/vpc", "live/prod/app"),
                read.units().stream().map(unit -> unit.unit().path().toString()).toList());
        assertEquals("live/prod", read.name());
    }

    @Test
    void outputsOfOtherUnitsStayExpressionsAndAllElseIsConstant() throws IOException {
        Map<String, String> inputs = inputs("app");
        assertEquals("\"${dependency.vpc.outputs.id}\"", inputs.get("vpc_id"));
        assertEquals("\"${length(dependency.vpc.outputs.subnets)}\"", inputs.get("count_of"));
        assertEquals("{\"Team\":\"core\",\"Text\":\"$${not} a template\"}", inputs.get("tags"));
    }

    /** Terragrunt gives inputs in environment variables, so that a variable without a type gets a text. */
    @Test
    void aVariableWithoutATypeGetsTheTextThatTerragruntGives() throws IOException {
        Map<String, String> inputs = inputs("app");
        assertEquals("\"7\"", inputs.get("anything"));
        assertEquals(
                "\"${try(tostring(dependency.vpc.outputs.subnets[0]), "
                        + TreeFiles.asJson("dependency.vpc.outputs.subnets[0]") + ")}\"",
                inputs.get("first"));
    }

    @Test
    void generatedProvidersAreThoseOfTheRoot() throws IOException {
        PlannableUnit.Provider aws = unit("vpc").unit().providers().get(0);
        assertEquals("aws", aws.name());
        assertEquals(
                "{\"region\":\"eu-west-1\",\"default_tags\":[{\"tags\":{\"Environment\":\"prod\"}}]}",
                aws.configuration().value().toString());
        assertFalse(unit("vpc").unit().configuration().has("provider"));
    }

    @Test
    void statesAreWhereTerragruntPutsThem() throws IOException {
        assertEquals(
                "{\"s3\":{\"bucket\":\"acme-prod\",\"key\":\"prod/app/terraform.tfstate\",\"region\":\"eu-west-1\"}}",
                unit("app").backend().toString());
    }

    @Test
    void nothingIsWrittenIntoTheRepository() throws IOException {
        Map<String, String> before = content();
        read();
        assertEquals(before, content());
    }

    @Test
    void mergedInputsKeepTheirOrder() throws IOException {
        tree.replacing(
                        "live/prod/app/terragrunt.hcl",
                        "inputs = {\n",
                        "inputs = merge(include.root.inputs, { vpc_id = \"overridden\", anything = include.root.locals.region }, {\n")
                .replacing("live/prod/app/terragrunt.hcl", "  anything = \"7\"\n}", "  tags = { Team = \"app\" }\n})");
        Map<String, String> inputs = inputs("app");
        assertEquals("\"${dependency.vpc.outputs.id}\"", inputs.get("vpc_id"));
        assertEquals("{\"Team\":\"app\"}", inputs.get("tags"));
        assertEquals("\"eu-west-1\"", inputs.get("anything"));
    }

    @Test
    void conditionalsAndRepetitionsOverOutputsStay() throws IOException {
        tree.replacing(
                "live/prod/app/terragrunt.hcl",
                "dependency.vpc.outputs.id\n",
                "include.root.locals.region == \"x\" ? \"none\" : try(dependency.vpc.outputs.gone, join(\"-\", [for s in dependency.vpc.outputs.subnets : upper(s) if s != include.root.locals.env]))\n");
        assertEquals(
                "\"${false ? \"none\" : try(dependency.vpc.outputs.gone, join(\"-\", [for s in dependency.vpc.outputs.subnets : upper(s) if s != \"prod\"]))}\"",
                inputs("app").get("vpc_id").replace("\\\"", "\""));
    }

    @Test
    void aDependencyOfWhichOnlyMocksAreReadIsConstant() throws IOException {
        tree.replacing(
                "live/prod/app/terragrunt.hcl",
                "config_path  = \"../vpc\"",
                "config_path  = \"../vpc\"\n  skip_outputs = true");
        assertEquals("\"vpc-mock\"", inputs("app").get("vpc_id"));
    }

    @Test
    void variableFilesOverrideInputs() throws IOException {
        tree.with(
                        """
                == live/prod/common.tfvars
                count_of = 9
                unknown  = "x"
                """)
                .replacing(
                        "live/prod/app/terragrunt.hcl",
                        "  source = \"../../..//modules/app\"\n",
                        """
                          source = "../../..//modules/app"
                          extra_arguments "common" {
                            commands           = get_terraform_commands_that_need_vars()
                            required_var_files = [find_in_parent_folders("common.tfvars")]
                          }
                        """);
        assertEquals("9", inputs("app").get("count_of"));
    }

    @Test
    void stacksAreGenerated() throws IOException {
        tree.with(
                """
                == units/network/terragrunt.hcl
                terraform {
                  source = "${get_repo_root()}//modules/vpc"
                }
                inputs = { cidr = values.cidr }
                == units/app/terragrunt.hcl
                terraform {
                  source = "${get_repo_root()}//modules/app"
                }
                dependency "network" {
                  config_path = values.network
                }
                inputs = { vpc_id = dependency.network.outputs.id, count_of = 1, tags = {}, anything = "" }
                == live/stage/terragrunt.stack.hcl
                unit "network" {
                  source = "${get_repo_root()}/units/network"
                  path   = "network"
                  values = { cidr = "10.8.0.0/16" }
                }
                unit "app" {
                  source = "${get_repo_root()}/units/app"
                  path   = "app"
                  values = { network = "../network" }
                }
                """);
        UnitTree read = tree.read("live/stage", Files.createTempDirectory(folder, "work"));
        assertEquals(
                List.of("live/stage/.terragrunt-stack/network", "live/stage/.terragrunt-stack/app"),
                read.units().stream().map(unit -> unit.unit().path().toString()).toList());
        assertEquals(
                "\"10.8.0.0/16\"",
                read.units().get(0).unit().inputs().get("cidr").value().toString());
        assertEquals(
                "[live/stage/.terragrunt-stack/network]",
                read.units().get(1).unit().inputs().get("vpc_id").references().stream()
                        .map(reference -> reference.unit())
                        .toList()
                        .toString());
    }

    @Test
    void aUnitOutsideOfTheTreeIsReadFromItsState() throws IOException {
        UnitTree read = tree.read("live/prod/app", Files.createTempDirectory(folder, "work"));
        assertEquals(
                List.of("live/prod/app"),
                read.units().stream().map(unit -> unit.unit().path().toString()).toList());
        assertEquals(
                "{live/prod/vpc={\"s3\":{\"bucket\":\"acme-prod\",\"key\":\"prod/vpc/terraform.tfstate\",\"region\":\"eu-west-1\"}}}",
                read.outside().toString());
    }

    /** Older trees give the place of the state to {@code terraform init}. */
    @Test
    void theBackendMayBeAnEmptyBlock() throws IOException {
        tree.replacing("live/root.hcl", "  generate = { path = \"backend.tf\", if_exists = \"overwrite\" }\n", "")
                .replacing(
                        "live/root.hcl",
                        "    region = local.region\n",
                        "    region = local.region\n    s3_bucket_tags = { Owner = \"ops\" }\n")
                .with(
                        "== modules/vpc/backend.tf\nterraform {\n  backend \"s3\" {}\n}\n== modules/app/backend.tf\nterraform {\n  backend \"s3\" {}\n}\n");
        assertEquals(
                "{\"s3\":{\"bucket\":\"acme-prod\",\"key\":\"prod/app/terraform.tfstate\",\"region\":\"eu-west-1\"}}",
                unit("app").backend().toString());
    }

    @Test
    void whatReadsAnOutputBeforeAnythingIsPlannedIsNamedWithItsPlace() throws IOException {
        tree.replacing(
                "live/prod/app/terragrunt.hcl",
                "  source = \"../../..//modules/app\"\n",
                """
                  source = "../../..//modules/app"
                  extra_arguments "zone" {
                    commands  = ["plan"]
                    arguments = ["-var", "first=${dependency.vpc.outputs.id}"]
                  }
                """);
        UnreadableTree wrong = assertThrows(UnreadableTree.class, this::read);
        assertEquals(
                List.of(
                        "live/prod/app/terragrunt.hcl:9:35: dependency.vpc.outputs.id is read in arguments: Terragrunt needs it before"
                                + " anything is planned; give the value to the module as an input"),
                wrong.problems());
    }

    @Test
    void whatTerragruntCannotReadIsToldInItsWordsWithoutTheCopy() throws IOException {
        tree.replacing("live/prod/vpc/terragrunt.hcl", "get_repo_root()", "no_such_function()");
        UnreadableTree wrong = assertThrows(UnreadableTree.class, this::read);
        assertTrue(wrong.getMessage().contains("no_such_function"), wrong::getMessage);
        assertFalse(wrong.getMessage().contains(folder.resolve("work").toString()), wrong::getMessage);
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

    private Map<String, String> inputs(String name) throws IOException {
        Map<String, String> inputs = new TreeMap<>();
        unit(name).unit().inputs().forEach((input, template) -> {
            JsonNode value = template.value();
            inputs.put(input, value.toString());
        });
        return inputs;
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (var walk = Files.walk(tree.root())) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                content.put(tree.root().relativize(file).toString(), Files.readString(file));
            }
        }
        return content;
    }
}
