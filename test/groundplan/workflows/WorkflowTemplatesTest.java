package groundplan.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.testing.TestFiles;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The workflows and actions that a new repository gets. They are those of this repository, so that what runs here is what runs there:
 * the actions are copies, and so are the workflows, but for the paths and for what only this repository has.
 */
class WorkflowTemplatesTest {
    /** What a new repository gets. */
    static final Path TEMPLATES = Repository.root().resolve("main/groundplan/workspace/new/repository");

    private static final Path ROOT = Repository.root();
    private static final Tool TOOLS = new Tool(ROOT, ROOT.resolve(".groundplan"), System.getenv());

    @TempDir
    Path folder;

    @Test
    void itsActionsAreThoseOfThisRepository() {
        SortedMap<String, String> ours = TestFiles.read(ROOT.resolve(".github/actions"));
        assertEquals(
                ours,
                TestFiles.read(TEMPLATES.resolve(".github/actions/groundplan")),
                "copy .github/actions to " + Repository.shown(TEMPLATES) + "/.github/actions/groundplan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy.yml", "deploy-environment.yml", "drift.yml"})
    void itsWorkflowsAreThoseOfThisRepository(String name) {
        String ours = Repository.text(ROOT.resolve(".github/workflows").resolve(name))
                .replace("./.github/actions/", "./.github/actions/groundplan/")
                .replace("./.github/workflows/", "./.github/workflows/groundplan-")
                .replace("--workflow ", "--workflow groundplan-");
        assertEquals(ours, Repository.text(TEMPLATES.resolve(".github/workflows/groundplan-" + name)));
    }

    @Test
    void theyAndTheExamplesOfTheDocumentsAreCleanForActionlintAndZizmor() throws IOException {
        TestFiles.copy(TEMPLATES, folder);
        assertEquals(3, examples().size(), "workflows in the documents");
        for (String example : examples()) {
            Files.writeString(Files.createTempFile(folder.resolve(".github/workflows"), "example", ".yml"), example);
        }
        run("git", "init", "-q");
        run(
                TOOLS.path("actionlint").toString(),
                "-no-color",
                "-shellcheck",
                TOOLS.path("shellcheck").toString(),
                "-pyflakes=");
        run(TOOLS.path("zizmor").toString(), "--offline", "--no-progress", "--color=never", ".github");
    }

    /** The workflows that the documents show. */
    private static List<String> examples() {
        List<String> found = new ArrayList<>();
        for (String page : List.of("docs/any-tree.md", "docs/deploying.md", "docs/promotion.md")) {
            Matcher block = Pattern.compile("```yaml\n(name: .*?)```", Pattern.DOTALL)
                    .matcher(Repository.text(ROOT.resolve(page)));
            while (block.find()) {
                found.add(block.group(1));
            }
        }
        return found;
    }

    private void run(String... command) throws IOException {
        ProcessRunner.Result result = new ProcessRunner(List.of(command), folder, Map.of()).quietly();
        assertEquals(0, result.exit(), () -> command[0] + ": " + result.output());
    }
}
