package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.live.LiveTree;
import groundplan.synth.UnitDocument;
import groundplan.terraform.PrivateFolder;
import groundplan.testing.FullSynthesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every environment of the committed settings, validated and planned once for the whole test run: a system in one run of
 * Terraform, which begins with validating all of it.
 *
 * @param diagnostics errors and warnings
 * @param units the units with their plans
 */
public record OfflinePlans(List<String> diagnostics, List<PlannedUnit> units) {
    /** The plans of all environments by {@code <system>/<environment>}. */
    static Map<String, OfflinePlans> all() {
        return Shared.PLANS;
    }

    /** Validates and plans the units of one environment that is not among the committed ones. */
    public static OfflinePlans of(List<UnitDocument> documents) {
        List<PlannedUnit> units = unplanned(documents);
        return plan(units.get(0).path().system(), units, validate(units)).get(environment(units.get(0)));
    }

    /**
     * Validates and plans units, by {@code <system>/<environment>}, in one run.
     *
     * @param name what the result is kept as
     */
    public static Map<String, OfflinePlans> ofEach(String name, List<UnitDocument> documents) {
        List<PlannedUnit> units = unplanned(documents);
        return plan(name, units, validate(units));
    }

    /** The planned values of all units. */
    public List<JsonNode> values() {
        return units.stream().map(unit -> unit.plan().path("planned_values")).toList();
    }

    /** The units of the live tree, without plans. */
    static List<PlannedUnit> unplanned(List<UnitDocument> documents) {
        Map<String, String> files = LiveTree.files(List.of(), documents);
        return documents.stream()
                .map(document -> new PlannedUnit(
                        document,
                        TerraformJson.read(files.get(document.unit().path() + "/main.tf.json")),
                        TerraformJson.object()))
                .toList();
    }

    /** The plans of some units, made in one run, by {@code <system>/<environment>}. */
    private static Map<String, OfflinePlans> plan(String name, List<PlannedUnit> units, List<String> validated) {
        try (PrivateFolder folder = Terraform.newFolder()) {
            ModulesRoot root = new ModulesRoot();
            for (PlannedUnit unit : units) {
                root.add(unit, Offline.withoutEphemerals(unit.live()), folder.path());
            }
            Terraform terraform = Terraform.prepared(folder, root.write(folder.path()));
            ObjectNode kept = KeptResults.of(name, terraform, () -> {
                Terraform.Planned planned = terraform.plan();
                ObjectNode result = TerraformJson.object();
                planned.diagnostics().forEach(result.putArray("diagnostics")::add);
                result.set("plan", planned.json());
                return result;
            });
            List<String> diagnostics = new ArrayList<>(validated);
            kept.path("diagnostics").forEach(text -> diagnostics.add(text.asText()));
            ObjectNode plan = (ObjectNode) kept.get("plan");
            List<PlannedUnit> planned =
                    plan.isEmpty() ? List.of() : List.copyOf(root.split(plan).values());
            Map<String, OfflinePlans> plans = new TreeMap<>();
            units.forEach(unit -> plans.computeIfAbsent(
                    environment(unit),
                    path -> new OfflinePlans(
                            diagnostics.stream()
                                    .filter(text -> isOf(ModulesRoot.prefix(unit.path()), text))
                                    .toList(),
                            planned.stream()
                                    .filter(one -> environment(one).equals(path))
                                    .toList())));
            return plans;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** What {@code terraform validate} says of those that hold ephemerals, which a plan without an account cannot read. */
    private static List<String> validate(List<PlannedUnit> units) {
        List<PlannedUnit> ephemeral =
                units.stream().filter(unit -> unit.live().has("ephemeral")).toList();
        if (ephemeral.isEmpty()) {
            return List.of();
        }
        try (PrivateFolder folder = Terraform.newFolder()) {
            ModulesRoot root = new ModulesRoot();
            for (PlannedUnit unit : ephemeral) {
                root.add(unit, unit.live(), folder.path());
            }
            return Terraform.prepared(folder, root.write(folder.path())).validate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a diagnostic is about the modules whose names begin so, or about none. */
    private static boolean isOf(String prefix, String diagnostic) {
        String file = diagnostic.substring(diagnostic.indexOf(" in ") + 4);
        return file.startsWith(prefix) || !file.contains("/") || file.indexOf('/') > file.indexOf(':');
    }

    private static String environment(PlannedUnit unit) {
        return unit.path().system() + "/" + unit.path().environment();
    }

    private static Map<String, OfflinePlans> plan() {
        List<PlannedUnit> units = unplanned(FullSynthesis.documents());
        List<String> validated = validate(units);
        Map<String, OfflinePlans> plans = new TreeMap<>();
        units.stream()
                .collect(Collectors.groupingBy(unit -> unit.path().system(), TreeMap::new, Collectors.toList()))
                .forEach((system, own) -> plans.putAll(plan(system, own, validated)));
        return plans;
    }

    private static final class Shared {
        static final Map<String, OfflinePlans> PLANS = plan();
    }
}
