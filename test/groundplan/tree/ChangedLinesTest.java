package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a line that is not as it was in a commit. */
class ChangedLinesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "locals { tags = { Env = \"a\" } }              | locals { tags = { Env = \"b\" } }              | locals.tags.Env \"a\" -> \"b\"",
                "inputs = { key = \"secret\", size = 1 }        | inputs = { key = \"secret\", size = 12 }       | inputs.size 1 -> 12",
                "inputs = merge(local.a, { b = 1 })             | inputs = merge(local.a, { b = 2 })             | inputs merge(local.a, { b = 1 }) -> merge(local.a, { b = 2 })",
                "inputs = { names = [\"a\", \"b\"] }            | inputs = { names = [\"a\", \"c\", \"b\"] }     | inputs.names [\"a\", \"b\"] -> [\"a\", \"c\", \"b\"]",
                "include \"root\" { path = \"a.hcl\" }          | include \"root\" { path = \"b.hcl\" }          | include.root.path \"a.hcl\" -> \"b.hcl\"",
                "inputs = { a = 1 }                             | inputs = { a = 1, b = 2 }                      | inputs { a = 1 } -> { a = 1, b = 2 }",
                "inputs = { a = 1 }                             | inputs = { b = 1 }                             | inputs { a = 1 } -> { b = 1 }",
                "a = 1                                          | b = 2                                          | b 1 -> 2",
            })
    void aLineNamesTheInnermostValueThatDiffers(String before, String after, String told) throws Exception {
        Path file = folder.resolve("terragrunt.hcl");
        git("init", "--quiet", "--initial-branch=main");
        Files.writeString(file, "# first\n" + before + "\n");
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=a");
        Files.writeString(file, "# first\n" + after + "\n");
        assertEquals(
                List.of("terragrunt.hcl:2 " + told),
                ChangedLines.since(folder, "HEAD").stream()
                        .map(line -> line.file() + ":" + line.line() + " " + line.key() + " "
                                + line.before().orElse("") + " -> "
                                + line.after().orElse(""))
                        .toList());
    }

    private void git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessRunner.Result result = new ProcessRunner(command, folder, Map.copyOf(System.getenv())).quietly();
        assertEquals(0, result.exit(), result::output);
    }
}
