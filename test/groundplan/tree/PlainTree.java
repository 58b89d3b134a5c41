package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.plan.CodeOwners;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.WholePlan;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Root modules in {@code infra/} with states in {@code states/prod}, whose plan is compared with what Terraform does in each of them.
 *
 * @param folder a temporary folder
 * @param variables environment variables of both
 */
record PlainTree(TreeFiles tree, Path folder, PlainOptions options, Map<String, String> variables) {
    static PlainTree of(Path folder, String files) throws IOException {
        TreeFiles tree = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), files);
        return new PlainTree(tree, folder, PlainOptions.none(tree.root()), Map.of());
    }

    PlainTree with(Map<String, String> more) {
        return new PlainTree(tree, folder, options, more);
    }

    PlainTree with(PlainOptions more) {
        return new PlainTree(tree, folder, more, variables);
    }

    Map<String, String> all() throws IOException {
        Map<String, String> all = new TreeMap<>(TreeFiles.variables());
        all.putAll(variables);
        return all;
    }

    UnitTree read() throws IOException {
        return new PlainReader(
                        tree.root().resolve("infra"),
                        TreeFiles.terraform(),
                        all(),
                        options,
                        Files.createTempDirectory(folder, "work"),
                        TreeVersion.NOW)
                .read();
    }

    EnvironmentPlan plan() throws IOException {
        UnitTree read = read();
        Map<String, String> planning = PlainReader.planning(all());
        return new WholePlan(
                        TreeFiles.terraform(),
                        planning,
                        Repository.root().resolve(".groundplan/cache/providers"),
                        Optional.empty(),
                        CodeOwners.of(tree.root()))
                .of(
                        read.environment(read.paths()),
                        new TreeStates(read, TreeFiles.terraform(), planning),
                        List.of(),
                        parts -> {});
    }

    /** Plans and applies each root module alone; the plan is what the applies do. */
    void everything(String change, String... order) throws IOException {
        SortedSet<String> planned = AppliedTree.planned(plan());
        SortedMap<String, JsonNode> before = objects();
        for (String unit : order) {
            List<String> init = new ArrayList<>(List.of("init", "-input=false"));
            options.backendConfig().forEach(config -> init.add("-backend-config=" + config));
            terraform(unit, init.toArray(String[]::new));
            List<String> apply = new ArrayList<>(List.of("apply", "-auto-approve", "-input=false"));
            options.variableFiles().stream()
                    .filter(file -> Files.exists(
                            tree.root().resolve("infra").resolve(unit).resolve(file)))
                    .forEach(file -> apply.add("-var-file=" + file));
            terraform(unit, apply.toArray(String[]::new));
        }
        assertEquals(AppliedTree.done(before, objects()), planned, change);
    }

    SortedMap<String, JsonNode> objects() throws IOException {
        return new AppliedTree(tree, folder).objects();
    }

    void terraform(String unit, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(TreeFiles.terraform().toString()));
        command.addAll(List.of(arguments));
        ProcessRunner.Result result =
                new ProcessRunner(command, tree.root().resolve("infra").resolve(unit), all()).quietly();
        assertEquals(0, result.exit(), result::output);
    }
}
