package groundplan.terragrunt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of Terragrunt's log in JSON.
 *
 * @param time the time of day, such as {@code 07:41:34}; empty if the entry has none
 * @param level {@code stdout} and {@code stderr} for what Terraform printed, otherwise Terragrunt's own level
 * @param unit the unit's folder in the live tree; empty if the entry is about no unit
 * @param message its text, of one or more lines
 */
record LogEntry(String time, String level, String unit, String message) {
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");

    /**
     * Parses a line of the log.
     *
     * @param tree the folder of the live tree, from which units are named
     * @return empty if the line is not an entry, as the text of a crash
     */
    static Optional<LogEntry> parse(String line, Path tree) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        ObjectNode json;
        try {
            json = TerraformJson.read(line);
        } catch (IllegalArgumentException noJson) {
            return Optional.empty();
        }
        if (!json.has("msg")) {
            return Optional.empty();
        }
        Matcher time = TIME.matcher(json.path("time").asText());
        return Optional.of(new LogEntry(
                time.find() ? time.group() : "",
                json.path("level").asText(),
                unit(json.path("working-dir").asText(), tree),
                json.path("msg").asText()));
    }

    /** The unit in whose folder, or in whose working copy, something ran. Terragrunt names folders in full, or from the tree. */
    private static String unit(String folder, Path tree) {
        Path named = folder.isEmpty() ? tree : tree.resolve(folder).normalize();
        String path = named.startsWith(tree) ? tree.relativize(named).toString().replace('\\', '/') : "";
        return path.replaceFirst("(?:^|/)\\.terragrunt-cache(?:/.*)?$", "");
    }

    /** Whether Terraform printed it, and not Terragrunt. */
    boolean ofTerraform() {
        return level.equals("stdout") || level.equals("stderr");
    }

    /** Whether it is one of Terragrunt's notes on its own work, which are many. */
    boolean detail() {
        return level.equals("debug") || level.equals("trace");
    }

    /** Whether it says that the work in its unit begins. */
    boolean begins() {
        return detail() && message.startsWith("Running ./");
    }

    /** Whether it is an error of Terragrunt's own. */
    boolean error() {
        return level.equals("error");
    }
}
