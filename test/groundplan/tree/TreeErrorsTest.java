package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a tree is told with the place where it is written. */
class TreeErrorsTest {
    private static final String TREE = SmallTree.ROOT
            + """
            == modules/part/main.tf
            variable "it" { type = string }
            variable "tags" {
              type    = map(string)
              default = {}
            }
            output "it" { value = var.it }
            """
            + SmallTree.unit("network", "part", "inputs = { it = \"network\" }\n")
            + SmallTree.unit(
                    "app",
                    "part",
                    SmallTree.dependency("network")
                            + """
                            inputs = {
                              it    = dependency.network.outputs.it
                              other = "other"
                            }
                            """);

    private static final String APP = "live/prod/app/terragrunt.hcl";

    @TempDir
    Path folder;

    @Test
    void aDependencyThatIsNotThere() throws Exception {
        assertEquals(
                List.of(APP + ":7:1: it depends on live/prod/net, and there is no terragrunt.hcl"),
                problems(APP, "../network", "../net"));
    }

    @Test
    void aDependencyOutsideOfTheRepository() throws Exception {
        Path real = folder.toRealPath();
        assertEquals(
                List.of(APP + ":7:1: it depends on " + real.resolve("other") + ", which is outside of the repository "
                        + real.resolve("repository")
                        + ", and a whole plan reads nothing there; give the value to the unit as an input"),
                problems(APP, "../network", "../../../../other"));
    }

    @Test
    void unitsThatDependOnEachOther() throws Exception {
        assertEquals(
                List.of(APP
                        + ":7:1: units depend on each other in a circle: live/prod/app reads live/prod/network reads live/prod/app;"
                        + " Terragrunt cannot order them"),
                problems("live/prod/network/terragrunt.hcl", "inputs =", SmallTree.dependency("app") + "inputs ="));
    }

    @Test
    void anIncludeThatIsNotThere() throws Exception {
        assertEquals(
                List.of(APP + ": include \"root\": the file that it names was not found"),
                problems(APP, "root.hcl", "roots.hcl"));
    }

    /** Terragrunt escapes no directive in a value that Terraform reads as an expression, so the apply fails or evaluates it. */
    @ParameterizedTest
    @ValueSource(strings = {"{ a = \"100%%{if}\" }", "{ a = \"100%%{if}\", b = dependency.network.outputs.it }"})
    void aDirectiveInAValueThatIsReadAsAnExpression(String tags) throws Exception {
        assertEquals(
                List.of(APP
                        + ":12:11: the input tags contains %{, and Terragrunt gives it to a variable whose value Terraform reads as an"
                        + " expression: it would evaluate that as a template; write %%%{ for the text %{"),
                problems(APP, "other = \"other\"", "tags  = " + tags));
    }

    @Test
    void aVariableWithoutAValue() throws Exception {
        assertEquals(
                List.of(
                        APP
                                + ": the variable it of its module has no value; set it in inputs, in terraform.tfvars or in TF_VAR_it"),
                problems(APP, "  it    = dependency.network.outputs.it\n", ""));
    }

    @Test
    void aBackendWithoutAKey() throws Exception {
        String told =
                ": its backend s3 has no key, so its state has no place; give it in remote_state, or in the module's backend block";
        assertEquals(
                List.of("live/prod/app" + told, "live/prod/network" + told),
                problems(
                        "live/root.hcl",
                        "\"local\"\n  generate = { path = \"backend.tf\", if_exists = \"overwrite_terragrunt\" }\n  config   = { path = \"${get_repo_root()}/states/${path_relative_to_include()}.tfstate\" }",
                        "\"s3\"\n  generate = { path = \"backend.tf\", if_exists = \"overwrite_terragrunt\" }\n  config   = { bucket = \"states\", region = \"eu-west-1\" }"));
    }

    @Test
    void whatTerragruntCannotEvaluateIsInTheLineWhereItIsWritten() throws Exception {
        String told = problems(APP, "\"other\"", "nosuch(\"other\")").get(0);
        assertTrue(told.startsWith(APP + ": terragrunt run failed:"), told);
        assertTrue(told.contains("/" + APP + ":12,"), told);
        assertEquals(told.indexOf("Call to unknown function;"), told.lastIndexOf("Call to unknown function;"), told);
        assertEquals(-1, told.indexOf("CtyJSON"), told);
    }

    private List<String> problems(String file, String from, String to) throws IOException {
        TreeFiles tree = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), TREE)
                .replacing(file, from, to);
        return assertThrows(UnreadableTree.class, () -> tree.read("live/prod", folder.resolve("work")))
                .problems();
    }
}
