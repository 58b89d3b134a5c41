package groundplan.terraform;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Terraform's own lock of a state, as Terraform describes it when it cannot acquire it.
 *
 * @param id the id for {@code terraform force-unlock}
 * @param who user and host
 * @param created when it was taken, to the second
 */
public record StateLock(String id, String who, Instant created) {
    private static final String SUMMARY = "Error acquiring the state lock";

    /** {@code 2026-03-01 12:00:05}, before a fraction and the zone, which is always UTC. */
    private static final int SECONDS = 19;

    /** Whether Terraform could not acquire the lock, even if it does not describe the lock, whose entry may be damaged. */
    public static boolean refused(List<Diagnostic> errors) {
        return errors.stream().anyMatch(StateLock::refusal);
    }

    private static boolean refusal(Diagnostic error) {
        return error.summary().equals(SUMMARY);
    }

    /** The lock that Terraform could not acquire; empty if that is not among the errors, or does not describe the lock. */
    public static Optional<StateLock> in(List<Diagnostic> errors) {
        return errors.stream().filter(StateLock::refusal).findFirst().flatMap(error -> in(error.detail()));
    }

    /** The lock that the lines below {@code Lock Info:} describe. */
    private static Optional<StateLock> in(String detail) {
        Map<String, String> facts = new HashMap<>();
        detail.lines()
                .filter(line -> line.startsWith("  ") && line.contains(":"))
                .forEach(line -> {
                    String[] fact = line.strip().split(":", 2);
                    facts.putIfAbsent(fact[0], fact[1].strip());
                });
        String created = facts.getOrDefault("Created", "");
        if (!facts.containsKey("ID") || !facts.containsKey("Who") || created.length() < SECONDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StateLock(
                    facts.get("ID"),
                    facts.get("Who"),
                    LocalDateTime.parse(created.substring(0, SECONDS).replace(' ', 'T'))
                            .toInstant(ZoneOffset.UTC)));
        } catch (DateTimeParseException anotherForm) {
            return Optional.empty();
        }
    }

    /** Whether this user took it on this host at or after a moment; Terraform reports it to the second. */
    public boolean takenBy(String user, String host, Instant since) {
        String[] taker = who.split("@", 2);
        return taker.length == 2
                && taker[0].equals(user)
                && label(taker[1]).equals(label(host))
                && !created.isBefore(since.minusSeconds(1));
    }

    /** The host's name without its domain, which it may or may not report. */
    private static String label(String host) {
        return host.split("\\.", 2)[0];
    }
}
