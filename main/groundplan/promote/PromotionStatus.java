package groundplan.promote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The release of each environment of a system.
 *
 * @param stages the environments, in the order of promotion
 */
public record PromotionStatus(List<Stage> stages) {
    /** How many characters of a commit are shown. */
    private static final int SHORT_COMMIT = 7;

    /**
     * An environment of the system.
     *
     * @param environment its settings
     * @param manifest what was applied in it
     * @param next the release that the working folder would apply in it
     */
    public record Stage(EnvironmentModel environment, Manifest manifest, Release next) {
        private String value(String key) {
            return manifest.last().map(last -> last.release().values().get(key)).orElse("(none)");
        }
    }

    /** A table of the releases, and below it the promotable values that differ. */
    public String text(Console console) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-24s %-26s %-9s %-22s %s%n", "", "release", "commit", "applied", "by"));
        for (Stage stage : stages) {
            Optional<Manifest.Applied> last = stage.manifest().last();
            String name = stage.environment().path();
            text.append(last.map(one -> String.format(
                            Locale.ROOT,
                            "%-24s %-26s %-9s %-22s %s%n",
                            name,
                            one.release().digest(),
                            one.commit()
                                    .substring(
                                            0,
                                            Math.min(SHORT_COMMIT, one.commit().length())),
                            one.time(),
                            one.who()))
                    .orElseGet(() ->
                            String.format(Locale.ROOT, "%-24s %s%n", name, "nothing was applied as a whole yet")));
            if (last.isPresent()
                    && !last.get().release().digest().equals(stage.next().digest())) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-24s the working folder has release %s%n",
                        "",
                        stage.next().digest()));
            }
        }
        SortedSet<String> keys = new TreeSet<>();
        stages.forEach(stage -> stage.manifest()
                .last()
                .ifPresent(last -> keys.addAll(last.release().values().keySet())));
        keys.removeIf(
                key -> stages.stream().map(stage -> stage.value(key)).distinct().count() == 1);
        if (!keys.isEmpty()) {
            text.append('\n').append(console.bold("Not the same everywhere")).append('\n');
        }
        keys.forEach(key -> {
            text.append("  ").append(key).append('\n');
            stages.forEach(stage -> text.append(String.format(
                    Locale.ROOT, "    %-20s %s%n", stage.environment().name(), stage.value(key))));
        });
        return text.toString();
    }

    /** The document of {@code promotion status --json}. */
    public ObjectNode json() {
        ObjectNode json = TerraformJson.object();
        ArrayNode list = json.putArray("environments");
        for (Stage stage : stages) {
            ObjectNode node = list.addObject()
                    .put("environment", stage.environment().path())
                    .put("settings_digest", stage.next().digest());
            stage.next().values().forEach(node.putObject("settings_values")::put);
            node.set("applied", stage.manifest().json().path("applied").path(0));
        }
        return json;
    }
}
