package groundplan.states;

import groundplan.terraform.Engine;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/** Versions of an engine, as they are recorded in states, such as {@code 1.11.4} or {@code 1.12.0-rc1}. */
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
     * Refuses states that were written by a later version of the engine, because this one would drop what it does not know in them. Patch
     * releases do not change states, and the numbers of the two engines do not compare.
     *
     * @param version the version of the engine that is installed
     * @throws UnreadableState when there is such a state
     */
    public static void check(Map<?, StateFile> states, Engine engine, String version) {
        for (StateFile state : states.values()) {
            StateWriter writer = StateWriter.of(state);
            String wrote = state.terraformVersion();
            boolean later = number(wrote, 0) > number(version, 0)
                    || number(wrote, 0) == number(version, 0) && number(wrote, 1) > number(version, 1);
            if (later && writer.may(engine)) {
                throw new UnreadableState(
                        state.place() + " was written by " + engine.title() + " " + wrote + "; this is "
                                + engine.title() + " " + version + ", which may not understand it: plan with "
                                + number(wrote, 0) + "." + number(wrote, 1) + " or later");
            }
        }
    }

    private static int number(String version, int index) {
        String[] parts = version.split("[-+]", 2)[0].split("\\.");
        return index < parts.length && parts[index].matches("[0-9]+") ? Integer.parseInt(parts[index]) : 0;
    }
}
