package groundplan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What came of one change: a row of the table that compares the whole plan with planning each unit alone.
 *
 * @param name what changes, in words
 * @param done how many actions the apply took
 * @param whole what the whole plan made of it
 * @param each what planning each unit alone made of it; null when it was not asked
 */
record ComparedChange(String name, int done, Account whole, Account each) {
    /**
     * A plan held against what was done.
     *
     * @param missed actions that were taken and not planned
     * @param invented actions that were planned as certain and not taken
     * @param open actions that were planned as conditional and not taken
     * @param failed whether something could not be planned at all
     */
    record Account(int missed, int invented, int open, double seconds, boolean failed) {
        /** @param certain the planned actions that are not conditional */
        static Account of(
                SortedSet<Done> planned, SortedSet<Done> certain, SortedSet<Done> done, long nanos, boolean failed) {
            int invented = without(certain, done);
            return new Account(
                    without(done, planned), invented, without(planned, done) - invented, nanos / 1e9, failed);
        }

        private static int without(SortedSet<Done> all, SortedSet<Done> these) {
            SortedSet<Done> left = new TreeSet<>(all);
            left.removeAll(these);
            return left.size();
        }

        private ObjectNode json() {
            return TerraformJson.object()
                    .put("missed", missed)
                    .put("invented", invented)
                    .put("open", open)
                    .put("seconds", seconds)
                    .put("failed", failed);
        }

        private static Account read(JsonNode json) {
            return new Account(
                    json.path("missed").asInt(),
                    json.path("invented").asInt(),
                    json.path("open").asInt(),
                    json.path("seconds").asDouble(),
                    json.path("failed").asBoolean());
        }
    }

    /**
     * Writes it where {@link #table} finds it, so that the table can be made in several runs. What an earlier run found of planning
     * each unit alone stays if this one did not ask.
     */
    void write(Path file) throws IOException {
        ObjectNode json = TerraformJson.object().put("name", name).put("done", done);
        json.set("whole", whole.json());
        if (each != null) {
            json.set("each", each.json());
        } else if (Files.exists(file)) {
            json.set("each", TerraformJson.read(Files.readString(file)).path("each"));
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, TerraformJson.write(json));
    }

    private static ComparedChange read(Path file) {
        try {
            JsonNode json = TerraformJson.read(Files.readString(file));
            return new ComparedChange(
                    json.path("name").asText(),
                    json.path("done").asInt(),
                    Account.read(json.path("whole")),
                    json.path("each").isObject() ? Account.read(json.path("each")) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Markdown table of all rows in a folder, in the order of their files' names. */
    static String table(Path folder) throws IOException {
        List<ComparedChange> rows;
        try (Stream<Path> files = Files.list(folder)) {
            rows = files.sorted().map(ComparedChange::read).toList();
        }
        StringBuilder table = new StringBuilder(
                "| change | actions taken | whole plan: missed | invented | conditional and not taken | s |"
                        + " each unit alone: missed | invented | s | time of the whole plan |\n"
                        + "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        rows.forEach(row -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.0f | %s |%n",
                row.name,
                row.done,
                row.whole.missed,
                row.whole.invented,
                row.whole.open,
                row.whole.seconds,
                row.each == null ? "- | - | - | -" : row.comparison())));
        List<ComparedChange> asked =
                rows.stream().filter(row -> row.each != null).toList();
        List<Double> ratios = asked.stream().map(ComparedChange::ratio).sorted().toList();
        table.append(String.format(
                Locale.ROOT,
                "| **all** | **%d** | **%d** | **%d** | **%d** | | **%d** | **%d** | | %s |%n",
                rows.stream().mapToInt(ComparedChange::done).sum(),
                rows.stream().mapToInt(row -> row.whole.missed).sum(),
                rows.stream().mapToInt(row -> row.whole.invented).sum(),
                rows.stream().mapToInt(row -> row.whole.open).sum(),
                asked.stream().mapToInt(row -> row.each.missed).sum(),
                asked.stream().mapToInt(row -> row.each.invented).sum(),
                ratios.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f (median)", ratios.get(ratios.size() / 2))));
        return table.toString();
    }

    private String comparison() {
        return String.format(
                Locale.ROOT,
                "%d%s | %d | %.0f | %.2f",
                each.missed,
                each.failed ? " (failed)" : "",
                each.invented,
                each.seconds,
                ratio());
    }

    private double ratio() {
        return whole.seconds / each.seconds;
    }
}
