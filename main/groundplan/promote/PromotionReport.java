package groundplan.promote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Console;
import groundplan.json.TerraformJson;
import groundplan.redact.SecretPatterns;
import groundplan.settings.Explanation;
import groundplan.settings.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a promotion copies, and what else differs between the two environments.
 *
 * @param promotion the two environments
 * @param chosen the differences that are copied
 * @param edits what was done to the YAML for each key
 * @param dryRun whether nothing is written
 */
public record PromotionReport(
        Promotion promotion, List<Promotion.Difference> chosen, Map<SettingKey, String> edits, boolean dryRun) {

    /**
     * The report for a terminal. Values that look like secrets are hidden.
     *
     * @param files the edited settings
     */
    public String text(SettingsFiles files, Console console) {
        String from = promotion.from().name();
        String to = promotion.to().name();
        StringBuilder text = new StringBuilder();
        if (chosen.isEmpty()) {
            text.append("Nothing to promote: ")
                    .append(to)
                    .append(" has the promotable values of ")
                    .append(from)
                    .append(".\n");
        } else {
            text.append(console.bold(dryRun ? "Would be promoted" : "Promoted")).append('\n');
            chosen.forEach(one -> text.append("  ")
                    .append(one.key())
                    .append(": ")
                    .append(value(one.key(), one.to()))
                    .append(" -> ")
                    .append(value(one.key(), one.from()))
                    .append("  ")
                    .append(console.dim(edits.get(one.key())))
                    .append('\n'));
            text.append('\n').append(SecretPatterns.hide(files.difference())).append('\n');
        }
        List<Promotion.Difference> rest = promotion.differences().stream()
                .filter(other -> !chosen.contains(other))
                .toList();
        if (!rest.isEmpty()) {
            text.append(console.bold("Differs, and is not promoted"))
                    .append(console.dim("  (" + from + ", " + to + ")"))
                    .append('\n');
            rest.forEach(one -> text.append("  ")
                    .append(one.key())
                    .append(": ")
                    .append(value(one.key(), one.from()))
                    .append(", ")
                    .append(value(one.key(), one.to()))
                    .append('\n'));
        }
        onlyIn(text, promotion.alone(true), from, console);
        onlyIn(text, promotion.alone(false), to, console);
        return text.toString();
    }

    private static void onlyIn(StringBuilder text, List<String> units, String environment, Console console) {
        if (!units.isEmpty()) {
            text.append(console.bold("Only in " + environment)).append('\n');
            units.forEach(unit -> text.append("  ").append(unit).append('\n'));
        }
    }

    /**
     * The document of {@code promote --json}.
     *
     * @param files the edited settings
     */
    public ObjectNode json(SettingsFiles files) {
        ObjectNode json = TerraformJson.object()
                .put("from", promotion.from().path())
                .put("to", promotion.to().path())
                .put("written", !dryRun && !files.edited().isEmpty());
        ArrayNode list = json.putArray("differences");
        promotion.differences().forEach(one -> {
            ObjectNode node = list.addObject()
                    .put("key", one.key().toString())
                    .put("from", value(one.key(), one.from()))
                    .put("to", value(one.key(), one.to()))
                    .put("promotable", one.promotable());
            Optional.ofNullable(edits.get(one.key())).ifPresent(what -> node.put("moved", what));
        });
        promotion.alone(true).forEach(json.putArray("only_in_from")::add);
        promotion.alone(false).forEach(json.putArray("only_in_to")::add);
        files.edited().keySet().forEach(json.putArray("files")::add);
        return json;
    }

    private static String value(SettingKey key, Optional<Node> node) {
        return node.map(value -> SecretPatterns.shown(key.toString(), Explanation.text(value)))
                .orElse("(none)");
    }
}
