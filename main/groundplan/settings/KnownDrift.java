package groundplan.settings;

import groundplan.address.AttributePath;
import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A change made outside that a system knows of, from {@code environments/<system>/drift.yaml}.
 *
 * @param mark where it stands
 * @param terms what it says
 */
public record KnownDrift(SourceLocation mark, DriftTerms terms) {
    static final String NAME = "drift.yaml";

    /** What an entry says. */
    public record DriftTerms(
            @Setting(
                            value =
                                    "Units that it is about, as <system>/<environment>/<region>/<unit>; * stands for anything.",
                            pattern = "[a-z0-9_*/-]+")
                    String unit,
            @Setting("Addresses that it is about, as <type>.<name>; * stands for anything.") String address,
            @Setting(
                            value =
                                    "Arguments that may have another value, such as desired_count. Left out: only that the"
                                            + " object is gone.",
                            byDefault = "[]")
                    List<String> arguments,
            @Setting("Why it is accepted.") String reason,
            @Setting("Who answers for it.") String owner,
            @Setting(value = "Last day on which it counts, as YYYY-MM-DD.", pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    String expires)
            implements Checked {
        @Override
        public void check(Check check) {
            AcceptedUntil.check(reason, owner, expires, check);
        }
    }

    /** Where a system's file is, as it is shown to people. */
    public static String shown(String system) {
        return SettingsTree.FOLDER + "/" + system + "/" + NAME;
    }

    /**
     * What a system knows of; nothing when it has no file.
     *
     * @param root the project's folder
     * @throws InvalidSettings when anything in the file is wrong
     */
    public static List<KnownDrift> of(Path root, String system) throws InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        List<KnownDrift> found = read(root.resolve(shown(system)), shown(system), problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return found;
    }

    /** Notes what is wrong in a system's file; nothing when there is none. */
    static void check(Path file, String shown, String system, Collection<String> environments, List<Problem> problems) {
        read(file, shown, problems).stream()
                .filter(known -> environments.stream().noneMatch(name -> known.concerns(system + "/" + name)))
                .forEach(known -> problems.add(new Problem(
                        known.mark(), "unit", "'" + known.terms().unit() + "' is in no environment of " + system)));
    }

    private static List<KnownDrift> read(Path file, String shown, List<Problem> problems) {
        return ListFile.read(file, shown, DriftTerms.class, "a known drift", problems).stream()
                .map(item -> new KnownDrift(item.mark(), item.terms()))
                .toList();
    }

    /** Whether it is over. */
    public boolean expired(LocalDate today) {
        return AcceptedUntil.expired(terms.expires, today);
    }

    /** Whether it may be about a unit of an environment, {@code <system>/<environment>}. */
    public boolean concerns(String environment) {
        return AcceptedUntil.concerns(terms.unit, environment);
    }

    /**
     * Whether it explains that an object has other values.
     *
     * @param arguments the arguments that have; empty when the object is gone
     */
    public boolean explains(String unit, String address, List<AttributePath> arguments) {
        return AcceptedUntil.matches(terms.unit, unit)
                && AcceptedUntil.matches(terms.address, address)
                && (arguments.isEmpty()
                        ? terms.arguments.isEmpty()
                        : arguments.stream().allMatch(argument -> terms.arguments.stream()
                                .anyMatch(known -> AcceptedUntil.matches(known, argument.toString())
                                        || argument.startsWith(AttributePath.parse(known)))));
    }
}
