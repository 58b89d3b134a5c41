package groundplan.testing;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.diagram.Diagram;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The diagrams of all environments, and the committed drawings of some. */
public final class Diagrams {
    /** The committed drawings, without the ends of their names, and what they show. */
    public static final Map<String, String> COMMITTED = new TreeMap<>(Map.of(
            "docs/credlink-dev", "credlink/dev",
            "docs/systems/credlink-prod", "credlink/prod",
            "docs/systems/h2o-dev", "h2o/dev",
            "docs/systems/h2o-prod", "h2o/prod",
            "docs/systems/health-platform-prod", "health-platform/prod",
            "docs/systems/ohi-prod", "ohi/prod",
            "docs/systems/sarc-ng-prod", "sarc-ng/prod"));

    private static final Map<String, Diagram> KNOWN = new ConcurrentHashMap<>();

    private Diagrams() {}

    /** All environments. */
    public static Stream<String> environments() {
        return FullSynthesis.environments().stream().map(EnvironmentModel::path);
    }

    /** The diagram of an environment. */
    public static Diagram of(String environment) {
        return KNOWN.computeIfAbsent(environment, path -> Diagram.of(path, documents(path)));
    }

    /** The documents of an environment's units. */
    public static SortedMap<UnitPath, JsonNode> documents(String environment) {
        SortedMap<UnitPath, JsonNode> documents = new TreeMap<>();
        FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().startsWith(environment + "/"))
                .forEach(document -> documents.put(document.unit().path(), document.json()));
        return documents;
    }
}
