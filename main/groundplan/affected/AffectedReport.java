package groundplan.affected;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.promote.PromotionOrder;
import groundplan.report.Markdown;
import groundplan.settings.EnvironmentModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The affected units, as JSON for programs and as Markdown for people. */
public final class AffectedReport {
    private final List<Affected> affected;
    private final List<EnvironmentModel> environments;

    /** The regions of the states of environments that were removed, by {@code <system>/<environment>}. */
    private final SortedMap<String, String> removed = new TreeMap<>();

    /**
     * @param environments all environments, for the order of their systems
     * @param base the tree before, for environments that were removed
     */
    public AffectedReport(List<Affected> affected, List<EnvironmentModel> environments, TreeSnapshot base) {
        this.affected = affected;
        this.environments = environments;
        Set<String> known = environments.stream().map(EnvironmentModel::path).collect(Collectors.toSet());
        affected.stream()
                .map(unit -> unit.unit().system() + "/" + unit.unit().environment())
                .filter(path -> !known.contains(path))
                .forEach(path -> removed.put(path, base.included().stateRegion(path)));
    }

    /** Everything, as JSON. */
    public ObjectNode json() {
        ObjectNode document = TerraformJson.object();
        ArrayNode list = document.putArray("affected");
        affected.forEach(unit -> unit.reasons()
                .forEach(list.addObject()
                        .put("unit", unit.unit().toString())
                        .put("direct", unit.direct())
                        .putArray("reasons")::add));
        return document;
    }

    /** The paths of all affected environments, those that were removed last. */
    public List<String> paths() {
        return Stream.concat(environments().stream().map(EnvironmentModel::path), removed.keySet().stream())
                .toList();
    }

    private List<EnvironmentModel> environments() {
        return environments.stream()
                .filter(environment -> !units(environment.path()).isEmpty())
                .toList();
    }

    /**
     * A job matrix with one entry for each affected environment, and the reason. One that was removed has an entry too: its plan
     * shows what its states still have.
     */
    public ObjectNode matrix() {
        ObjectNode document = matrix(environments());
        removed.forEach((path, region) -> entry(document.withArrayProperty("include"), path, region)
                .put("before", "")
                .put("before_name", "")
                .put("units", units(path).size())
                .put("reason", "is no longer in the settings"));
        return document;
    }

    /**
     * The environments that a merge is deployed to, by their position in their system's order: those that are affected, and
     * those before them, where it has to be applied first. None that was removed: no deployment destroys an environment.
     */
    public List<ObjectNode> stages() {
        List<List<EnvironmentModel>> stages = new ArrayList<>();
        Map<String, List<EnvironmentModel>> systems = new LinkedHashMap<>();
        environments().forEach(environment -> systems.computeIfAbsent(environment.system(), name -> new ArrayList<>())
                .add(environment));
        systems.forEach((system, own) -> {
            List<EnvironmentModel> order = PromotionOrder.of(system, environments);
            int last = own.stream().mapToInt(order::indexOf).max().orElse(-1);
            for (int i = 0; i <= last; i++) {
                stage(stages, i).add(order.get(i));
            }
            own.stream().filter(environment -> !order.contains(environment)).forEach(stage(stages, 0)::add);
        });
        return stages.stream().map(this::matrix).toList();
    }

    private static List<EnvironmentModel> stage(List<List<EnvironmentModel>> stages, int place) {
        while (stages.size() <= place) {
            stages.add(new ArrayList<>());
        }
        return stages.get(place);
    }

    private ObjectNode matrix(List<EnvironmentModel> chosen) {
        ObjectNode document = TerraformJson.object();
        ArrayNode include = document.putArray("include");
        chosen.forEach(environment -> {
            List<Affected> units = units(environment.path());
            entry(include, environment.path(), environment.settings().region())
                    .put(
                            "before",
                            PromotionOrder.before(environment, environments)
                                    .map(EnvironmentModel::path)
                                    .orElse(""))
                    .put(
                            "before_name",
                            PromotionOrder.before(environment, environments)
                                    .map(EnvironmentModel::name)
                                    .orElse(""))
                    .put("units", units.size())
                    .put(
                            "reason",
                            units.isEmpty()
                                    ? "comes before an affected environment"
                                    : units.get(0).unit().unit() + " "
                                            + units.get(0).reasons().get(0));
        });
        return document;
    }

    private static ObjectNode entry(ArrayNode include, String path, String region) {
        return include.addObject()
                .put("environment", path)
                .put("system", path.substring(0, path.indexOf('/')))
                .put("name", path.substring(path.indexOf('/') + 1))
                .put("region", region)
                .put("file", path.replace("/", "--"));
    }

    /** As Markdown, with the differences in each unit's configuration. */
    public String markdown(TreeSnapshot base, TreeSnapshot head) {
        StringBuilder text = new StringBuilder("## What this changes\n\n");
        if (affected.isEmpty()) {
            return text.append("No unit is affected.\n").toString();
        }
        Map<String, Integer> counts = new TreeMap<>();
        affected.forEach(
                unit -> counts.merge(unit.unit().system() + "/" + unit.unit().environment(), 1, Integer::sum));
        text.append("| environment | units |\n|---|---:|\n");
        counts.forEach(
                (environment, count) -> text.append(Markdown.row(List.of(Markdown.code(environment), "" + count))));
        text.append("\nThis compares configurations, without calling AWS: a plan may show fewer or more changes.\n\n");
        for (Affected unit : affected) {
            ConfigurationChange difference = ConfigurationChange.of(
                    base.units().get(unit.unit()), head.units().get(unit.unit()));
            String reasons = unit.reasons().stream()
                    .map(reason -> "- " + Markdown.text(reason) + "\n")
                    .collect(Collectors.joining());
            text.append(Markdown.details(
                    Markdown.htmlCode(unit.unit().toString()),
                    reasons + (difference.nothing() ? "" : "\n" + Markdown.fenced("diff", difference.lines())) + "\n"));
        }
        return text.toString();
    }

    private List<Affected> units(String environment) {
        return affected.stream()
                .filter(unit -> environment.equals(
                        unit.unit().system() + "/" + unit.unit().environment()))
                .toList();
    }
}
