package groundplan.workspace;

import groundplan.kernel.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Names of environments as people type them, and what they probably meant by them. */
public final class EnvironmentName {
    private EnvironmentName() {}

    /** The environment that {@code dev/shop} means. */
    public static Optional<String> reversed(String typed, List<String> known) {
        String[] parts = typed.split("/");
        return parts.length == 2 ? Optional.of(parts[1] + "/" + parts[0]).filter(known::contains) : Optional.empty();
    }

    /**
     * What to append to the message that there is no such environment.
     *
     * @param typed what stands in the place of {@code <system>/<environment>}
     * @param known the paths of all environments
     */
    static String hint(String typed, List<String> known) {
        List<String> parts = Arrays.stream(typed.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        int first = !parts.isEmpty()
                        && (parts.get(0).equals("environments") || parts.get(0).equals("terragrunt"))
                ? 1
                : 0;
        List<String> names = parts.subList(first, parts.size());
        Optional<String> reversed = reversed(String.join("/", names), known);
        if (reversed.isPresent()) {
            return "; did you mean '" + reversed.get() + "'? The system comes first";
        }
        Optional<String> environment = names.size() < 2
                ? Optional.empty()
                : Optional.of(names.get(0) + "/" + names.get(1)).filter(known::contains);
        if (environment.isPresent() && names.size() < 4) {
            return "; did you mean '" + environment.get() + "'?";
        }
        if (environment.isPresent()) {
            return "; that is a unit of '" + environment.get() + "': name the environment, and the unit with --unit "
                    + String.join("/", names.subList(2, names.size())) + " where the command has that option";
        }
        if (names.size() == 1) {
            List<String> of = known.stream()
                    .filter(path -> path.startsWith(names.get(0) + "/") || path.endsWith("/" + names.get(0)))
                    .toList();
            if (!of.isEmpty()) {
                return "; it is <system>/<environment>: " + String.join(", ", of);
            }
        }
        String system = names.isEmpty() ? "" : names.get(0) + "/";
        List<String> beside = known.stream()
                .filter(path -> path.startsWith(system))
                .map(path -> path.substring(system.length()))
                .toList();
        if (names.size() == 2 && !beside.isEmpty()) {
            // Without the system: beside a long one, any two environments are nearly the same.
            return Nearest.hint(names.get(1), beside).startsWith("; did you mean")
                    ? Nearest.hint(typed, known)
                    : "; known: " + String.join(", ", known) + "; make it with: groundplan new environment " + typed;
        }
        return known.isEmpty()
                ? "; there are no environments yet, make one with: groundplan init"
                : Nearest.hint(typed, known);
    }
}
