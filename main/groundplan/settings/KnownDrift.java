package groundplan.settings;

import groundplan.address.AttributePath;
import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A change made outside of Terraform that a system accepts, from {@code environments/<system>/drift.yaml}.
 *
 * @param mark its position in the file
 * @param terms its keys
 */
public record KnownDrift(SourceLocation mark, DriftTerms terms) implements AcceptedFile.AcceptedEntry {
    static final AcceptedFile<DriftTerms, KnownDrift> FILE =
            new AcceptedFile<>("drift.yaml", DriftTerms.class, "a known drift", KnownDrift::new);

    /** The keys of an entry. */
    public record DriftTerms(
            @Setting(
                            value =
                                    "Units that it applies to, as <system>/<environment>/<region>/<unit>; * matches anything.",
                            pattern = "[a-z0-9_*/-]+")
                    String unit,
            @Setting("Addresses that it applies to, as <type>.<name>; * matches anything.") String address,
            @Setting(
                            value =
                                    "Arguments that may have another value, such as desired_count. Without any, only the"
                                            + " deletion of the resource is accepted.",
                            byDefault = "[]")
                    List<String> arguments,
            @Setting("Why it is accepted.") String reason,
            @Setting("Who is responsible for it.") String owner,
            @Setting(value = "Last day on which it is valid, as YYYY-MM-DD.", pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}")
                    String expires)
            implements Checked {
        @Override
        public void check(Check check) {
            AcceptedUntil.check(reason, owner, expires, check);
        }
    }

    /**
     * The known drift of a system; none if it has no file.
     *
     * @param root the project's folder
     * @throws InvalidSettings when anything in the file is wrong
     */
    public static List<KnownDrift> of(Path root, String system) throws InvalidSettings {
        return FILE.read(root.resolve(FILE.shown(system)), FILE.shown(system));
    }

    @Override
    public String units() {
        return terms.unit;
    }

    /** Whether it has expired. */
    public boolean expired(LocalDate today) {
        return AcceptedUntil.expired(terms.expires, today);
    }

    /** Whether it can apply to a unit of an environment, {@code <system>/<environment>}. */
    public boolean concerns(String environment) {
        return AcceptedUntil.concerns(terms.unit, environment);
    }

    /**
     * Whether it covers the drift of a resource.
     *
     * @param arguments the arguments whose values differ; empty if the resource was deleted
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
