package groundplan.states;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/** Versions of Terraform, as they are recorded in states, such as {@code 1.11.4} or {@code 1.12.0-rc1}. */
public final class TerraformVersions {
    /** By number; a release is newer than its own release candidates. */
    static final Comparator<String> ORDER = Comparator.<String>comparingInt(version -> number(version, 0))
            .thenComparingInt(version -> number(version, 1))
            .thenComparingInt(version -> number(version, 2))
            .thenComparing(version -> !version.contains("-"))
            .thenComparing(Comparator.naturalOrder());

    private TerraformVersions() {}

    /** The newest version; the oldest supported one if there are none. */
    public static String newest(Collection<String> versions) {
        return versions.stream()
                .filter(version -> !version.isEmpty())
                .max(ORDER)
                .orElse("1.11.0");
    }

    /**
     * Refuses states that were written by a later Terraform, because this one would drop what it does not know in them, and those
     * that OpenTofu wrote. Patch releases do not change states.
     *
     * @param terraform the version that is installed
     * @throws UnreadableState when there is such a state
     */
    public static void check(Map<?, StateFile> states, String terraform) {
        for (StateFile state : states.values()) {
            StateContent.checkProviders(state);
            String wrote = state.terraformVersion();
            if (number(wrote, 0) > number(terraform, 0)
                    || number(wrote, 0) == number(terraform, 0) && number(wrote, 1) > number(terraform, 1)) {
                throw new UnreadableState(state.place() + " was written by Terraform " + wrote + "; this is Terraform "
                        + terraform + ", which may not understand it: plan with " + number(wrote, 0) + "."
                        + number(wrote, 1) + " or later");
            }
        }
    }

    private static int number(String version, int index) {
        String[] parts = version.split("[-+]", 2)[0].split("\\.");
        return index < parts.length && parts[index].matches("[0-9]+") ? Integer.parseInt(parts[index]) : 0;
    }
}
