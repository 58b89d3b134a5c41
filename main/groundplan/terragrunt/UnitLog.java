package groundplan.terragrunt;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the log has said of one unit so far. */
final class UnitLog {
    /** What Terraform, and OpenTofu in the same words, print when they are done. */
    private static final Pattern DONE = Pattern.compile("^(?:Apply|Destroy) complete! Resources: (.*)\\.$");

    private static final Pattern PLAN = Pattern.compile("^Plan: (.*)\\.$");
    private static final Pattern COUNT = Pattern.compile("(?<![0-9])(\\d{1,9}+) (?:to )?([a-z]++)");
    private static final Pattern WARNING = Pattern.compile("^Warning: (.*)$");

    private final boolean plans;
    private final long since = System.nanoTime();
    private final StringBuilder errors = new StringBuilder();
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<ChangeCounts> counts = Optional.empty();

    /** @param plans whether the units are only planned */
    UnitLog(boolean plans) {
        this.plans = plans;
    }

    /** Reads an entry about this unit. Returns whether it is the one that says that Terraform is done. */
    boolean add(LogEntry entry) {
        if (!entry.ofTerraform()) {
            return false;
        }
        if (entry.level().equals("stderr")) {
            errors.append(entry.message());
            return false;
        }
        boolean before = counts.isPresent();
        entry.message().lines().forEach(this::line);
        return !before && counts.isPresent();
    }

    private void line(String line) {
        Matcher done = (plans ? PLAN : DONE).matcher(line);
        Matcher warning = WARNING.matcher(line);
        if (done.matches()) {
            counts = Optional.of(counted(done.group(1)));
        } else if (plans && line.startsWith("No changes.")) {
            counts = Optional.of(ChangeCounts.NONE);
        } else if (warning.matches()) {
            warnings.add(warning.group(1));
        }
    }

    private static ChangeCounts counted(String text) {
        ChangeCounts counts = ChangeCounts.NONE;
        Matcher count = COUNT.matcher(text);
        while (count.find()) {
            int number = Integer.parseInt(count.group(1));
            counts = counts.plus(
                    switch (count.group(2)) {
                        case "import", "imported" -> new ChangeCounts(number, 0, 0, 0);
                        case "add", "added" -> new ChangeCounts(0, number, 0, 0);
                        case "change", "changed" -> new ChangeCounts(0, 0, number, 0);
                        case "destroy", "destroyed" -> new ChangeCounts(0, 0, 0, number);
                        default -> ChangeCounts.NONE;
                    });
        }
        return counts;
    }

    /** How many resources change or changed; empty as long as Terraform has not said it. */
    Optional<ChangeCounts> counts() {
        return counts;
    }

    /** What Terraform printed to its error stream. */
    String errors() {
        return errors.toString().strip();
    }

    /** The first lines of Terraform's warnings, each once. */
    Set<String> warnings() {
        return warnings;
    }

    /** The nanoseconds since the work in the unit began. */
    long nanos() {
        return System.nanoTime() - since;
    }
}
