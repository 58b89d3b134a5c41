package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.hcl.InvalidHcl;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.references.Traversal;
import groundplan.synth.PreventDestroy;
import groundplan.terraform.InstalledModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Root modules as units that are planned, with what they read of each other. */
final class PlainAssembly {
    /** A word that no expression of a module begins with. */
    private static final String UNIT = TreeFile.ADDED + "unit";

    private final Mirror mirror;
    private final Path engine;
    private final Map<String, String> variables;
    private final List<String> problems;

    /**
     * @param engine the Terraform executable
     * @param variables the environment variables to run it with
     * @param problems gets what is wrong
     */
    PlainAssembly(Mirror mirror, Path engine, Map<String, String> variables, List<String> problems) {
        this.mirror = mirror;
        this.engine = engine;
        this.variables = variables;
        this.problems = problems;
    }

    /** The units in dependency order. */
    List<TreeUnit> units(List<PlainUnit> plain) throws IOException {
        Map<UnitPath, BackendPlace> places = new TreeMap<>();
        Map<UnitPath, SortedSet<String>> outputs = new TreeMap<>();
        for (PlainUnit unit : plain) {
            places.put(unit.path(), unit.place());
            SortedSet<String> names = new TreeSet<>();
            unit.module().configuration().path("output").fieldNames().forEachRemaining(names::add);
            outputs.put(unit.path(), names);
        }
        Map<UnitPath, List<RemoteState>> states = new TreeMap<>();
        Map<UnitPath, Map<String, String>> others = new TreeMap<>();
        for (PlainUnit unit : plain) {
            Path original = mirror.original().resolve(unit.shown());
            StateReads reads = new StateReads(
                    unit.path(), unit.module(), unit.values(), unit.workspace(), original, places, outputs::get);
            try {
                Map<String, String> files = new HashMap<>();
                states.put(unit.path(), reads.find(unit.shown(), files));
                others.put(unit.path(), files);
            } catch (UnreadableTree unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
        List<PlainUnit> ordered = new ReadingOrder(states, problems).of(plain);
        List<TreeUnit> units = new ArrayList<>();
        if (problems.isEmpty()) {
            for (PlainUnit unit : ordered) {
                ReplacedReads reads =
                        new ReplacedReads(states.get(unit.path()), others.get(unit.path()), unit.workspace());
                try {
                    units.add(unit(unit, reads.in(unit.folder(), ModuleFolder.sources(unit.folder()), mirror::shown)));
                } catch (InvalidHcl invalid) {
                    invalid.problems().forEach(problem -> problems.add(problem.toString()));
                }
            }
        }
        return units;
    }

    private TreeUnit unit(PlainUnit plain, SortedMap<String, ReplacedReads.StateOutput> reads) throws IOException {
        ModuleFolder module = ModuleFolder.read(plain.folder(), mirror::shown);
        SortedMap<String, JsonNode> arguments = new TreeMap<>(plain.arguments());
        reads.keySet().forEach(name -> arguments.put(name, reading(name)));
        HoistedProviders providers =
                new HoistedProviders(module, arguments, value -> Template.of(value, read -> output(reads, read)));
        List<PlannableUnit.Provider> hoisted = providers.all();
        problems.addAll(providers.problems());
        SortedMap<String, Template> inputs = new TreeMap<>();
        arguments.forEach((name, value) -> inputs.put(name, Template.of(value, read -> output(reads, read))));
        InnerModules inner = InnerModules.of(module, engine, variables, mirror);
        refuseWorkspaces(plain, module, inner);
        PlannedModule planned = new PlannedModule(module, inner, providers);
        ObjectNode configuration = planned.configuration();
        configuration.withObjectProperty("terraform").remove("backend");
        SortedSet<String> kept = PreventDestroy.in(configuration);
        PreventDestroy.lift(configuration, address -> true);
        module.clear();
        return new TreeUnit(
                new PlannableUnit(
                        plain.path(),
                        configuration,
                        inputs,
                        hoisted,
                        TerraformJson.object(),
                        Optional.of(planned.files(mirror))),
                plain.place().backend(),
                kept,
                kept,
                providers.notes());
    }

    /** The value of a variable that stands for an output in another unit's state. */
    static JsonNode reading(String variable) {
        return TextNode.valueOf("${" + UNIT + "." + variable + "}");
    }

    /** The output that such a value reads. */
    static Optional<Template.Found> output(SortedMap<String, ReplacedReads.StateOutput> reads, Traversal traversal) {
        if (!traversal.startsWith(UNIT)) {
            return Optional.empty();
        }
        return traversal
                .name(1)
                .map(reads::get)
                .map(read -> new Template.Found(new OutputReference(read.unit(), read.output(), List.of()), 1));
    }

    /** In a whole plan the workspace is always the default one, and the files of modules that are called stay as they are. */
    private void refuseWorkspaces(PlainUnit plain, ModuleFolder module, InnerModules inner) throws IOException {
        if (plain.workspace().equals(BackendPlace.DEFAULT_WORKSPACE)) {
            return;
        }
        for (InstalledModule one : inner.modules()) {
            ModuleFolder called = ModuleFolder.read(module.folder().resolve(one.folder()), mirror::shown);
            boolean[] reads = {false};
            TextReferences.replaced(called.configuration(), read -> {
                reads[0] |= read.startsWith("terraform", "workspace");
                return Optional.empty();
            });
            if (reads[0]) {
                problems.add(
                        plain.shown() + ": a module that it calls, in " + one.folder()
                                + ", reads terraform.workspace; in a whole plan only the root module can: give it to the module as an input");
            }
        }
    }
}
