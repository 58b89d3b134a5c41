package groundplan.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.plan.AttributeChange;
import groundplan.plan.Drift;
import groundplan.plan.PlanWarning;
import groundplan.report.DifferenceLines;
import groundplan.report.Markdown;
import groundplan.report.ShownValue;
import groundplan.settings.KnownDrift;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The drift of one environment, compared with the known drift of its system.
 *
 * @param environment {@code <system>/<environment>}
 * @param found drift that is not known
 * @param known drift that is known, each with its reason
 * @param notes entries of the list of known drift that have expired or match nothing, and resources that no state has
 * @param warnings Terraform's warnings, each on one line
 */
public record DriftReport(
        String environment, List<ReportedDrift> found, List<Known> known, List<String> notes, List<String> warnings) {
    private static final String FORMAT = "groundplan-drift";
    private static final int VERSION = 1;

    /**
     * An object that has changed.
     *
     * @param unit its unit
     * @param address its address in the unit
     * @param changes its changes, each on one line
     */
    public record ReportedDrift(String unit, String address, List<String> changes) {}

    /** A known drift, and when its entry expires. */
    public record Known(String unit, String address, String reason, String expires) {}

    /** Compares the drift that was found with the known drift. */
    public static DriftReport of(String environment, List<Drift> drifts, List<KnownDrift> known, LocalDate today) {
        List<ReportedDrift> found = new ArrayList<>();
        List<Known> explained = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<KnownDrift> needed = new HashSet<>();
        for (Drift drift : drifts) {
            String unit = drift.unit().toString();
            List<AttributePath> arguments =
                    drift.attributes().stream().map(AttributeChange::path).toList();
            List<KnownDrift> entries = known.stream()
                    .filter(entry -> entry.explains(unit, drift.address(), arguments))
                    .toList();
            needed.addAll(entries);
            Optional<KnownDrift> entry =
                    entries.stream().filter(one -> !one.expired(today)).findFirst();
            if (entry.isPresent()) {
                explained.add(new Known(
                        unit,
                        drift.address(),
                        entry.get().terms().reason(),
                        entry.get().terms().expires()));
            } else {
                found.add(new ReportedDrift(
                        unit,
                        drift.address(),
                        drift.gone()
                                ? List.of("has been deleted")
                                : drift.attributes().stream()
                                        .flatMap(change -> DifferenceLines.inDocument().of(change).stream())
                                        .toList()));
                entries.forEach(one -> notes.add(one.mark() + ": expired on "
                        + one.terms().expires() + "; it would cover " + unit + ": " + drift.address()));
            }
        }
        known.stream()
                .filter(entry ->
                        entry.concerns(environment) && !entry.terms().unit().startsWith("*") && !needed.contains(entry))
                .forEach(entry -> notes.add(entry.mark() + ": it matches no drift in " + environment + " today"));
        return new DriftReport(environment, List.copyOf(found), List.copyOf(explained), List.copyOf(notes), List.of());
    }

    /** The same report with Terraform's warnings, which are no drift. */
    public DriftReport warning(List<PlanWarning> told) {
        return new DriftReport(
                environment,
                found,
                known,
                notes,
                told.stream()
                        .map(one -> (one.where().isEmpty() ? "" : one.where() + ": ") + one.text())
                        .toList());
    }

    /** The same report with further notes. */
    public DriftReport noting(List<String> further) {
        return new DriftReport(
                environment,
                found,
                known,
                Stream.concat(notes.stream(), further.stream()).toList(),
                warnings);
    }

    /** Whether there is drift that is not known. */
    public boolean drifted() {
        return !found.isEmpty();
    }

    /** As text for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (ReportedDrift one : found) {
            text.append(one.unit()).append(": ").append(one.address()).append('\n');
            one.changes().forEach(change -> text.append("    ").append(change).append('\n'));
        }
        known.forEach(one -> text.append("known until ")
                .append(one.expires())
                .append(": ")
                .append(one.unit())
                .append(": ")
                .append(one.address())
                .append(" (")
                .append(one.reason())
                .append(")\n"));
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        warnings.forEach(one -> text.append("warning: ").append(one).append('\n'));
        return text.append(
                        drifted()
                                ? environment + " has drifted: " + count(found.size())
                                        + " changed outside of Terraform.\n"
                                : environment + " has not drifted"
                                        + (known.isEmpty() ? ".\n" : ", apart from known drift.\n"))
                .toString();
    }

    private static String count(int objects) {
        return objects + (objects == 1 ? " object was" : " objects were");
    }

    /** As Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("### Drift of " + Markdown.code(environment) + "\n\n");
        if (!drifted()) {
            text.append("None").append(known.isEmpty() ? ".\n" : ", apart from known drift.\n");
        }
        found.forEach(one -> {
            text.append("- ").append(object(one.unit(), one.address())).append('\n');
            one.changes().forEach(change -> text.append("  - ")
                    .append(Markdown.code(ShownValue.cut(change)))
                    .append('\n'));
        });
        if (!known.isEmpty()) {
            StringBuilder list = new StringBuilder();
            known.forEach(one -> list.append("- ")
                    .append(object(one.unit(), one.address()))
                    .append(" until ")
                    .append(Markdown.text(one.expires()))
                    .append(": ")
                    .append(Markdown.text(one.reason()))
                    .append('\n'));
            text.append('\n').append(Markdown.details("Known", list + "\n"));
        }
        notes.forEach(note ->
                text.append("\n> [!NOTE]\n> ").append(Markdown.text(note)).append('\n'));
        warnings.forEach(one ->
                text.append("\n> [!WARNING]\n> ").append(Markdown.text(one)).append('\n'));
        return text.toString();
    }

    private static String object(String unit, String address) {
        return Markdown.code(unit) + " " + Markdown.code(address);
    }

    /**
     * The drift of many environments as one Markdown text.
     *
     * @param missing the environments that could not be checked
     * @param run the URL of the run that checked them
     */
    public static String markdown(List<DriftReport> reports, Collection<String> missing, Optional<String> run) {
        StringBuilder text = new StringBuilder();
        missing.forEach(name ->
                text.append("> [!WARNING]\n> ").append(Markdown.code(name)).append(" could not be checked.\n\n"));
        reports.forEach(report -> text.append(report.markdown()).append('\n'));
        run.ifPresent(where -> text.append("\nFound by a [run](").append(where).append(").\n"));
        return text.toString();
    }

    /** As JSON. */
    public ObjectNode json() {
        ObjectNode json = TerraformJson.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("environment", environment)
                .put("drifted", drifted());
        ArrayNode list = json.putArray("found");
        found.forEach(one -> one.changes()
                .forEach(list.addObject()
                        .put("unit", one.unit())
                        .put("address", one.address())
                        .putArray("changes")::add));
        ArrayNode explained = json.putArray("known");
        known.forEach(one -> explained
                .addObject()
                .put("unit", one.unit())
                .put("address", one.address())
                .put("reason", one.reason())
                .put("expires", one.expires()));
        notes.forEach(json.putArray("notes")::add);
        warnings.forEach(json.putArray("warnings")::add);
        return json;
    }

    /**
     * Reads the JSON.
     *
     * @throws IllegalArgumentException when it is not a drift report in this version of the format
     */
    public static DriftReport read(String text) {
        JsonNode json = TerraformJson.read(text);
        if (!json.path("format").asText().equals(FORMAT) || json.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("this is not a drift report that this version of Groundplan can read");
        }
        List<ReportedDrift> found = new ArrayList<>();
        json.path("found").forEach(one -> {
            List<String> changes = new ArrayList<>();
            one.path("changes").forEach(change -> changes.add(change.asText()));
            found.add(new ReportedDrift(
                    one.path("unit").asText(), one.path("address").asText(), List.copyOf(changes)));
        });
        List<Known> known = new ArrayList<>();
        json.path("known")
                .forEach(one -> known.add(new Known(
                        one.path("unit").asText(),
                        one.path("address").asText(),
                        one.path("reason").asText(),
                        one.path("expires").asText())));
        return new DriftReport(
                json.path("environment").asText(),
                List.copyOf(found),
                List.copyOf(known),
                texts(json.path("notes")),
                texts(json.path("warnings")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return List.copyOf(texts);
    }
}
