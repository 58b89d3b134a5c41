package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.plan.Action;
import groundplan.plan.CodeOwners;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.WholePlan;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A tree with states in {@code states/}, whose plan is compared with what {@code terragrunt run --all apply} does.
 *
 * @param folder a temporary folder
 * @param place the folder of the tree in the repository
 */
record AppliedTree(TreeFiles tree, Path folder, String place) {
    /** A tree in {@code live/prod}. */
    AppliedTree(TreeFiles tree, Path folder) {
        this(tree, folder, "live/prod");
    }

    void nothing() throws IOException {
        EnvironmentPlan plan = plan();
        assertEquals(new TreeSet<>(), planned(plan));
        assertEquals("Plan: 0 to add, 0 to change, 0 to destroy.", plan.summary());
    }

    /** Plans and applies; the plan is what the apply does. */
    void everything(String change) throws IOException {
        SortedSet<String> planned = planned(plan());
        SortedMap<String, JsonNode> before = objects();
        apply();
        assertEquals(done(before, objects()), planned, change);
    }

    EnvironmentPlan plan() throws IOException {
        return plan(List.of());
    }

    EnvironmentPlan plan(List<String> arguments) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        UnitTree read = tree.read(place, work);
        return new WholePlan(
                        tree.program(),
                        tree.engineVariables(),
                        Repository.root().resolve(".groundplan/cache/providers"),
                        Optional.empty(),
                        CodeOwners.of(tree.root()))
                .of(
                        read.environment(read.paths()),
                        new TreeStates(read, tree.program(), tree.engineVariables()),
                        arguments,
                        parts -> {});
    }

    static SortedSet<String> planned(EnvironmentPlan plan) {
        SortedSet<String> actions = new TreeSet<>();
        plan.units().forEach(unit -> unit.changes().stream()
                // A new address alone is told too, and changes no object.
                .filter(change -> change.action() != Action.NONE)
                .forEach(change ->
                        actions.add(unit.unit().inEnvironment() + " " + change.action() + " " + change.address())));
        return actions;
    }

    void apply() throws IOException {
        ProcessRunner.Result applied = new ProcessRunner(
                        List.of(
                                TreeFiles.terragrunt().toString(),
                                "run",
                                "--all",
                                "--non-interactive",
                                "--tf-path",
                                tree.program().toString(),
                                "--",
                                "apply",
                                "-auto-approve"),
                        tree.root().resolve(place),
                        tree.engineVariables())
                .quietly();
        assertEquals(0, applied.exit(), applied::output);
    }

    /** The objects of all states, by unit and address. */
    SortedMap<String, JsonNode> objects() throws IOException {
        SortedMap<String, JsonNode> objects = new TreeMap<>();
        Path states = tree.root().resolve("states/prod");
        if (!Files.isDirectory(states)) {
            return objects;
        }
        try (Stream<Path> walk = Files.walk(states)) {
            for (Path state :
                    walk.filter(file -> file.toString().endsWith(".tfstate")).toList()) {
                String unit = states.relativize(state).toString().replace(".tfstate", "");
                TerraformJson.read(Files.readString(state)).path("resources").forEach(resource -> {
                    if (resource.path("mode").asText().equals("data")) {
                        return;
                    }
                    String module = resource.path("module").asText("");
                    String address = (module.isEmpty() ? "" : module + ".")
                            + resource.path("type").asText() + "."
                            + resource.path("name").asText();
                    resource.path("instances").forEach(instance -> {
                        JsonNode key = instance.path("index_key");
                        objects.put(
                                unit + " " + address + (key.isMissingNode() ? "" : "[" + key + "]"),
                                instance.path("attributes"));
                    });
                });
            }
        }
        return objects;
    }

    static SortedSet<String> done(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        SortedSet<String> actions = new TreeSet<>();
        SortedSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String object : all) {
            JsonNode old = before.get(object);
            JsonNode now = after.get(object);
            String action = old == null
                    ? "CREATE"
                    : now == null
                            ? "DELETE"
                            : !old.path("id").equals(now.path("id")) ? "REPLACE" : old.equals(now) ? "" : "UPDATE";
            if (!action.isEmpty()) {
                // The path of a unit may have spaces.
                actions.add(object.replaceFirst(" (?=[a-z0-9_]+\\.)", " " + action + " "));
            }
        }
        return actions;
    }
}
