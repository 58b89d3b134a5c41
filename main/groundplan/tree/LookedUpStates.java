package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What modules of units of Terragrunt read of each other's states by themselves. Those outputs are what the plan is about to make, so
 * each becomes a variable of the module that gets the output of the other unit's module.
 */
final class LookedUpStates {
    private final Mirror mirror;
    private final Terragrunt terragrunt;
    private final List<String> problems;

    /** @param problems gets what is wrong */
    LookedUpStates(Mirror mirror, Terragrunt terragrunt, List<String> problems) {
        this.mirror = mirror;
        this.terragrunt = terragrunt;
        this.problems = problems;
    }

    /**
     * Rewrites the modules.
     *
     * @return by unit, the outputs by the names of the variables that now stand for them
     */
    Map<UnitPath, SortedMap<String, ReplacedReads.StateOutput>> replaced(List<PreparedUnit> units) throws IOException {
        Map<UnitPath, SortedMap<String, ReplacedReads.StateOutput>> replaced = new TreeMap<>();
        String workspace = terragrunt.variables().getOrDefault("TF_WORKSPACE", BackendPlace.DEFAULT_WORKSPACE);
        Map<UnitPath, BackendPlace> places = new TreeMap<>();
        units.forEach(unit -> places.put(unit.path(), place(unit, workspace)));
        SortedMap<String, BackendPlace> named = new TreeMap<>();
        places.forEach((unit, place) -> named.put(unit.toString(), place));
        problems.addAll(BackendPlace.shared(named));
        boolean usual = workspace.equals(BackendPlace.DEFAULT_WORKSPACE);
        named.forEach((unit, place) -> (usual ? place.lacking() : List.<String>of())
                .forEach(name -> problems.add(unit + ": its backend " + place.type() + " has no " + name
                        + ", so its state has no place; give it in remote_state, or in the module's backend block")));
        if (units.stream().noneMatch(LookedUpStates::looks)) {
            return replaced;
        }
        Map<UnitPath, SortedSet<String>> outputs = new TreeMap<>();
        for (PreparedUnit unit : units) {
            SortedSet<String> names = new TreeSet<>();
            unit.module().configuration().path("output").fieldNames().forEachRemaining(names::add);
            outputs.put(unit.path(), names);
        }
        for (PreparedUnit unit : units.stream().filter(LookedUpStates::looks).toList()) {
            Map<String, String> files = new HashMap<>();
            try {
                List<RemoteState> states = new StateReads(
                                unit.path(),
                                unit.module(),
                                values(unit),
                                workspace,
                                original(unit.call().folder()),
                                places,
                                outputs::get)
                        .find(mirror.shown(unit.folder().toString()), files);
                if (!states.isEmpty() || !files.isEmpty()) {
                    replaced.put(
                            unit.path(),
                            new ReplacedReads(states, files, workspace)
                                    .in(
                                            unit.call().folder(),
                                            ModuleFolder.sources(unit.call().folder()),
                                            mirror::shown));
                }
            } catch (UnreadableTree unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
        return replaced;
    }

    private static boolean looks(PreparedUnit unit) {
        return unit.module().configuration().path("data").has(RemoteState.TYPE);
    }

    private BackendPlace place(PreparedUnit unit, String workspace) {
        JsonNode backend = unit.backend();
        String type = backend.isEmpty() ? "local" : backend.fieldNames().next();
        try {
            return BackendPlace.of(
                    type, backend.path(type), workspace, original(unit.call().folder()));
        } catch (IllegalArgumentException unsupported) {
            // Its state is no other unit's then.
            return new BackendPlace(type, TerraformJson.object());
        }
    }

    private Path original(Path copied) {
        return mirror.original().resolve(mirror.copy().relativize(copied).toString());
    }

    /** Arguments that depend on outputs of other units are not known before a plan, and neither are the defaults that they override. */
    private ConstantValues values(PreparedUnit unit) {
        ObjectNode configuration = unit.module().configuration().deepCopy();
        SortedMap<String, JsonNode> known = new TreeMap<>();
        unit.arguments().forEach((name, value) -> {
            if (unit.template(value).references().isEmpty()) {
                known.put(name, value);
            } else if (configuration.path("variable").path(name) instanceof ObjectNode declared) {
                declared.remove("default");
            }
        });
        return new ConstantValues(
                configuration,
                known,
                original(unit.call().folder()),
                terragrunt.engine(),
                PlainReader.planning(terragrunt.variables()));
    }
}
