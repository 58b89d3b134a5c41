package groundplan.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the word that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code "; did you mean 'x'?"}, or the known words if none is similar. */
    public static String hint(String word, Collection<String> words) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        Optional<String> nearest = words.stream()
                .min(Comparator.comparing((String w) -> distance.apply(word, w))
                        .thenComparing(Comparator.naturalOrder()));
        if (nearest.isPresent() && distance.apply(word, nearest.get()) <= Math.max(2, word.length() / 3)) {
            return "; did you mean '" + nearest.get() + "'?";
        }
        return words.isEmpty()
                ? ""
                : "; known: " + String.join(", ", words.stream().sorted().toList());
    }
}
