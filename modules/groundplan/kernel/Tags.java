package groundplan.kernel;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What AWS accepts as tags of a resource. */
public final class Tags {
    /** The tags that Groundplan sets itself. */
    public static final Set<String> OWN = Set.of("Project", "Environment", "ManagedBy", "Name");

    private static final int MOST = 50;
    private static final int KEY_LENGTH = 128;
    private static final int VALUE_LENGTH = 256;
    private static final String RESERVED = "aws:";
    private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]");
    private static final String IN_WORDS = "letters, digits, spaces and _ . : / = + - @ are allowed";

    private Tags() {}

    static Optional<String> keyProblem(String key) {
        if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
            return Optional.of("'" + key + "' begins with " + RESERVED + ", which AWS reserves for its own tags");
        }
        return problem(key, KEY_LENGTH);
    }

    static Optional<String> addedKeyProblem(String key) {
        Optional<String> own = OWN.stream().filter(key::equalsIgnoreCase).findFirst();
        return own.isPresent()
                ? Optional.of("Groundplan sets the tag " + own.get() + " itself; leave it out")
                : keyProblem(key);
    }

    static Optional<String> valueProblem(String value) {
        return problem(value, VALUE_LENGTH);
    }

    private static Optional<String> problem(String text, int length) {
        if (text.codePointCount(0, text.length()) > length) {
            return Optional.of(
                    "has " + text.codePointCount(0, text.length()) + " characters; AWS allows " + length + " in a tag");
        }
        Matcher refused = REFUSED.matcher(text);
        if (!refused.find()) {
            return Optional.empty();
        }
        int point = refused.group().codePointAt(0);
        String shown = Character.isISOControl(point)
                ? String.format(Locale.ROOT, "U+%04X", point)
                : "'" + refused.group() + "'";
        return Optional.of("has the character " + shown + ", which AWS refuses in a tag; " + IN_WORDS);
    }

    /** Checks tags that are added to those that Groundplan sets itself. */
    static void checkAdded(Map<String, String> tags, String key, Check check) {
        Map<String, String> seen = new TreeMap<>();
        tags.keySet().forEach(tag -> {
            String other = seen.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
            check.that(
                    other == null,
                    key + "." + tag,
                    "differs from " + other + " only in case, which IAM does not distinguish; remove one of them");
        });
        int most = MOST - OWN.size();
        check.that(
                tags.size() <= most,
                key,
                "has " + tags.size() + " tags; at most " + most + " are allowed, as AWS allows " + MOST
                        + " and Groundplan sets " + OWN.size());
    }
}
