package groundplan.terragrunt;

import groundplan.console.Console;
import groundplan.console.Progress;
import groundplan.redact.SecretPatterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Prints a line for each unit as soon as it is done, then what failed, in full, and a sum. */
final class RunOutput implements AutoCloseable {
    private static final int MINUTE = 60;

    private final Console console;
    private final RunAction action;
    private final List<String> units;
    private final int width;
    private final Progress progress;
    private final Map<String, UnitLog> logs = new TreeMap<>();
    private final Set<String> working = new LinkedHashSet<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final Set<String> complaints = new LinkedHashSet<>();
    private final long since = System.nanoTime();

    /** @param units the units, in the order in which they are listed if nothing is known of them */
    RunOutput(Console console, RunAction action, List<String> units) {
        this.console = console;
        this.action = action;
        this.units = units;
        this.width = units.stream().mapToInt(String::length).max().orElse(0);
        this.progress = new Progress(console, action.name().toLowerCase(Locale.ROOT));
        progress.expect(units.size());
    }

    /** Reads an entry of the log. */
    void add(LogEntry entry) {
        if (entry.error()) {
            complaints.add(entry.message().strip());
        }
        if (!units.contains(entry.unit()) || entry.detail() && !entry.begins()) {
            return;
        }
        UnitLog log = logs.computeIfAbsent(entry.unit(), unit -> new UnitLog(action.plans()));
        if (!done.contains(entry.unit())) {
            working.add(entry.unit());
        }
        if (log.add(entry)) {
            working.remove(entry.unit());
            done.add(entry.unit());
            line(
                    entry.unit(),
                    console.green(word(action.done())),
                    log.counts().orElseThrow().words(action.plans()),
                    Optional.of(Duration.ofNanos(log.nanos())));
        }
        progress.reached(done.size(), names());
    }

    /** Reads a line that is not an entry of the log, such as one of a crash. */
    void add(String line) {
        if (!line.isBlank()) {
            complaints.add(line);
        }
    }

    private String names() {
        return String.join(
                ", ",
                working.stream()
                        .map(unit -> unit.substring(unit.indexOf('/', unit.indexOf('/') + 1) + 1))
                        .toList());
    }

    private static String word(String text) {
        return String.format(Locale.ROOT, "%-11s", text);
    }

    private void line(String unit, String word, String what, Optional<Duration> time) {
        progress.clear();
        console.out()
                .println(unit + " ".repeat(Math.max(0, width - unit.length())) + "  " + word + " " + what
                        + time.map(duration -> ", " + words(duration)).orElse(""));
        console.out().flush();
    }

    private static String words(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        return seconds < MINUTE ? seconds + " s" : seconds / MINUTE + " min " + seconds % MINUTE + " s";
    }

    /**
     * Prints the units of which nothing has been said yet, what failed, and the sum.
     *
     * @param reports Terragrunt's own report; empty if it ended before it wrote one
     * @param exit Terragrunt's exit code
     * @param place the place of the whole log, for people
     */
    void finish(List<UnitReport> reports, int exit, String place) {
        progress.clear();
        Map<String, UnitReport> found = new LinkedHashMap<>();
        reports.forEach(report -> found.put(report.unit(), report));
        List<String> failed = new ArrayList<>();
        int left = 0;
        int excluded = 0;
        for (String unit : units) {
            UnitReport report = found.get(unit);
            if (report != null && report.succeeded()) {
                if (!done.contains(unit)) {
                    line(unit, console.green(word(action.done())), other(unit), report.duration());
                }
            } else if (report != null && report.failed()) {
                failed.add(unit);
                line(unit, console.red(word("failed")), soFar(unit), report.duration());
            } else if (report != null && report.excluded()) {
                excluded++;
                line(unit, console.dim(word("excluded")), report.reason(), Optional.empty());
            } else if (report != null || !done.contains(unit)) {
                left++;
                line(unit, console.yellow(word("not run")), why(report, found.keySet()), Optional.empty());
            }
        }
        warnings();
        failed.forEach(unit -> error("Error in " + unit + ":", text(unit, found.get(unit))));
        if (failed.isEmpty() && exit != 0 && !onlyChanges(exit, left)) {
            error("Error: Terragrunt ended with exit code " + exit, String.join("\n\n", complaints));
        }
        sum(failed.size(), left, excluded, place);
    }

    /** Terragrunt ends with 2 for a plan with changes where that was asked for. */
    private boolean onlyChanges(int exit, int left) {
        return exit == 2 && action.plans() && left == 0;
    }

    private String other(String unit) {
        return log(unit).flatMap(UnitLog::counts).isPresent() ? "" : "no changes of resources";
    }

    private Optional<UnitLog> log(String unit) {
        return Optional.ofNullable(logs.get(unit));
    }

    private String soFar(String unit) {
        return done.contains(unit) ? "after Terraform was done" : "see below";
    }

    private static String why(UnitReport report, Set<String> reported) {
        if (report == null) {
            return reported.isEmpty() ? "Terragrunt ended before" : "Terragrunt does not report it";
        }
        return report.cause().isEmpty() ? report.reason() : report.reason() + ": " + report.cause();
    }

    /** What Terraform said to its error stream; what Terragrunt reports of the failure, or else logs, if that is nothing. */
    private String text(String unit, UnitReport report) {
        return log(unit)
                .map(UnitLog::errors)
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> report.cause().isBlank() ? String.join("\n\n", complaints) : report.cause());
    }

    private void error(String title, String text) {
        console.err().println("\n" + console.red(title) + "\n\n" + SecretPatterns.hide(text.strip()));
    }

    private void warnings() {
        Map<String, List<String>> by = new LinkedHashMap<>();
        logs.forEach(
                (unit, log) -> log.warnings().forEach(warning -> by.computeIfAbsent(warning, text -> new ArrayList<>())
                        .add(unit)));
        by.forEach((warning, of) -> console.err()
                .println(console.yellow("Warning: ") + SecretPatterns.hide(warning) + " (" + String.join(", ", of)
                        + "; the log has it in full)"));
    }

    private void sum(int failed, int left, int excluded, String place) {
        ChangeCounts all = logs.values().stream()
                .map(log -> log.counts().orElse(ChangeCounts.NONE))
                .reduce(ChangeCounts.NONE, ChangeCounts::plus);
        console.err().flush();
        console.out()
                .println((units.size() == 1 ? "1 unit: " : units.size() + " units: ")
                        + (units.size() - failed - left - excluded) + " " + action.done()
                        + (failed == 0 ? "" : ", " + failed + " failed")
                        + (left == 0 ? "" : ", " + left + " not run")
                        + (excluded == 0 ? "" : ", " + excluded + " excluded")
                        + "; " + all.words(action.plans()) + "; "
                        + words(Duration.ofNanos(System.nanoTime() - since)) + ". The whole log is in " + place);
        console.out().flush();
    }

    @Override
    public void close() {
        progress.close();
    }
}
