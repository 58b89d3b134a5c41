package groundplan.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The versions of the AWS provider that an environment accepts, as a version constraint of Terraform: comparisons joined by commas, all
 * of which a version has to satisfy.
 */
final class ProviderVersions {
    /** The least version with all arguments that units set. */
    private static final Version LEAST = new Version(5, 100, 0);

    private static final String NUMBER = "[0-9]++";
    /** No version has numbers of more digits, and Java could not read much longer ones. */
    private static final int MOST_DIGITS = 6;

    /** Terraform knows pre-releases too, which are meant for nothing that lasts. */
    private static final Pattern COMPARISON = Pattern.compile(
            "(!=|>=|<=|~>|=|>|<|)\\s*+(" + NUMBER + ")(?:\\.(" + NUMBER + "))?+(?:\\.(" + NUMBER + "))?+");

    private ProviderVersions() {}

    /** What is wrong with a constraint; empty when it can be used. */
    static Optional<String> problem(String constraint) {
        Optional<List<Comparison>> comparisons = parsed(constraint);
        if (comparisons.isEmpty()) {
            return Optional.of("'" + constraint + "' is not a version constraint of Terraform, such as ~> 5.100.0 or"
                    + " >= 6.0, < 7.0; pre-releases are not accepted");
        }
        return least(comparisons.get()).isPresent()
                ? Optional.empty()
                : Optional.of("'" + constraint + "' allows no version from " + LEAST
                        + " on; units set arguments that earlier versions do not have");
    }

    /** Whether a constraint allows a version before this one that units can use. */
    static boolean allowsBefore(String constraint, int major, int minor) {
        return parsed(constraint)
                .flatMap(ProviderVersions::least)
                .filter(least -> least.compareTo(new Version(major, minor, 0)) < 0)
                .isPresent();
    }

    private static Optional<List<Comparison>> parsed(String constraint) {
        List<Comparison> comparisons = new ArrayList<>();
        for (String part : constraint.split(",", -1)) {
            Matcher parsed = COMPARISON.matcher(part.strip());
            if (!parsed.matches() || IntStream.of(2, 3, 4).anyMatch(group -> isLong(parsed.group(group)))) {
                return Optional.empty();
            }
            comparisons.add(Comparison.of(parsed));
        }
        return Optional.of(comparisons);
    }

    private static boolean isLong(String number) {
        return number != null && number.length() > MOST_DIGITS;
    }

    /**
     * The least version that is allowed and that units can use. Only the lower bounds and what follows an excluded version can be it.
     */
    private static Optional<Version> least(List<Comparison> comparisons) {
        List<Version> candidates = new ArrayList<>(List.of(LEAST));
        comparisons.forEach(comparison -> {
            candidates.add(comparison.version());
            candidates.add(comparison.version().next());
        });
        return candidates.stream()
                .filter(version -> version.compareTo(LEAST) >= 0)
                .filter(version -> comparisons.stream().allMatch(comparison -> comparison.allows(version)))
                .min(Comparator.naturalOrder());
    }

    private record Version(int major, int minor, int patch) implements Comparable<Version> {
        private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
                .thenComparingInt(Version::minor)
                .thenComparingInt(Version::patch);

        Version next() {
            return new Version(major, minor, patch + 1);
        }

        @Override
        public int compareTo(Version other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /**
     * @param operator one of Terraform's; empty for an exact version
     * @param numbers how many of the version's numbers are written
     */
    private record Comparison(String operator, Version version, int numbers) {
        static Comparison of(Matcher parsed) {
            int[] numbers = Arrays.stream(new String[] {parsed.group(2), parsed.group(3), parsed.group(4)})
                    .mapToInt(number -> number == null ? 0 : Integer.parseInt(number))
                    .toArray();
            int written = parsed.group(4) != null ? 3 : parsed.group(3) != null ? 2 : 1;
            return new Comparison(parsed.group(1), new Version(numbers[0], numbers[1], numbers[2]), written);
        }

        boolean allows(Version other) {
            int order = other.compareTo(version);
            return switch (operator) {
                case "!=" -> order != 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                // Only the last written number may be higher; Terraform reads ~> 6 as ~> 6.0.
                case "~>" ->
                    order >= 0 && other.major() == version.major() && (numbers < 3 || other.minor() == version.minor());
                default -> order == 0;
            };
        }
    }
}
