package groundplan.settings;

import groundplan.kernel.Check;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Rules for entries by which a system accepts something until a date: allowances and known drift. */
final class AcceptedUntil {
    private static final int SHORTEST_REASON = 20;

    private AcceptedUntil() {}

    /** Reports what is wrong with an entry's reason, owner and expiry date. */
    static void check(String reason, String owner, String expires, Check check) {
        check.that(
                reason.strip().length() >= SHORTEST_REASON,
                "reason",
                "is too short; explain in a sentence of at least " + SHORTEST_REASON + " characters");
        check.that(!owner.isBlank(), "owner", "is empty; name the person or team that is responsible");
        check.that(day(expires).isPresent(), "expires", "'" + expires + "' is not a valid date");
    }

    /** Whether an entry has expired: its last day is before today. */
    static boolean expired(String expires, LocalDate today) {
        return day(expires).orElseThrow().isBefore(today);
    }

    /** Whether a pattern of units can match a unit of an environment, {@code <system>/<environment>}. */
    static boolean concerns(String units, String environment) {
        String[] given = units.split("/");
        String[] parts = environment.split("/");
        for (int i = 0; i < parts.length && i < given.length; i++) {
            if (given[i].contains("*") && i == given.length - 1) {
                return matches(given[i], String.join("/", List.of(parts).subList(i, parts.length)));
            }
            if (!matches(given[i], parts[i])) {
                return false;
            }
        }
        return given.length >= parts.length;
    }

    /** Whether a text matches a pattern in which {@code *} matches anything. */
    static boolean matches(String glob, String text) {
        List<String> parts = List.of(glob.split("\\*", -1));
        if (parts.size() == 1) {
            return glob.equals(text);
        }
        String last = parts.get(parts.size() - 1);
        int at = parts.get(0).length();
        if (!text.startsWith(parts.get(0)) || text.length() < at + last.length() || !text.endsWith(last)) {
            return false;
        }
        // Each part where it first occurs: no other place leaves more for those after it.
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return at <= text.length() - last.length();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
