package groundplan.promote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was applied in an environment, stored next to its states.
 *
 * @param environment {@code <system>/<environment>}
 * @param applied the applies of the whole environment, the newest first
 */
public record Manifest(String environment, List<Applied> applied) {
    private static final String FORMAT = "groundplan-promotion";
    private static final int VERSION = 1;
    private static final int KEPT = 50;

    /**
     * One apply of all units of an environment.
     *
     * @param release the release that was applied
     * @param settings fingerprint of the documents that the settings generated
     * @param commit the commit that it was run from; empty if there was none
     * @param time when it ended, as UTC
     * @param who who applied it
     */
    public record Applied(Release release, String settings, String commit, String time, String who) {}

    /** A manifest without an apply. */
    public static Manifest empty(String environment) {
        return new Manifest(environment, List.of());
    }

    /** The last apply. */
    public Optional<Applied> last() {
        return applied.stream().findFirst();
    }

    /** This with one more apply; only the newest are kept. */
    public Manifest with(Applied newest) {
        List<Applied> all = new ArrayList<>(List.of(newest));
        all.addAll(applied);
        return new Manifest(environment, List.copyOf(all.subList(0, Math.min(KEPT, all.size()))));
    }

    /** Whether a value was applied in any of the recorded applies. */
    boolean ran(String key, String value) {
        return applied.stream()
                .anyMatch(one -> value.equals(one.release().values().get(key)));
    }

    /** As JSON. */
    public ObjectNode json() {
        ObjectNode json = TerraformJson.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("environment", environment);
        ArrayNode list = json.putArray("applied");
        applied.forEach(one -> {
            ObjectNode node = list.addObject()
                    .put("digest", one.release().digest())
                    .put("settings", one.settings())
                    .put("commit", one.commit())
                    .put("time", one.time())
                    .put("who", one.who());
            one.release().values().forEach(node.putObject("values")::put);
        });
        return json;
    }

    /**
     * Reads the JSON.
     *
     * @throws IllegalArgumentException if it has another format or version
     */
    public static Manifest read(String text) {
        JsonNode json = TerraformJson.readWhole(text);
        if (!json.path("format").asText().equals(FORMAT) || json.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException(
                    "this is not a promotion manifest that this version of Groundplan can read");
        }
        List<Applied> applied = new ArrayList<>();
        json.path("applied").forEach(one -> {
            SortedMap<String, String> values = new TreeMap<>();
            one.path("values")
                    .properties()
                    .forEach(
                            entry -> values.put(entry.getKey(), entry.getValue().asText()));
            applied.add(new Applied(
                    new Release(one.path("digest").asText(), values),
                    one.path("settings").asText(),
                    one.path("commit").asText(),
                    one.path("time").asText(),
                    one.path("who").asText()));
        });
        return new Manifest(json.path("environment").asText(), List.copyOf(applied));
    }
}
