package groundplan.terraform;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terraform's own lock of a state, as it describes one that is in the way.
 *
 * @param id what {@code terraform force-unlock} asks for
 * @param who user and host
 * @param created when it was taken
 */
public record StateLock(String id, String who, Instant created) {
    private static final Pattern ERROR =
            Pattern.compile("(?s)Error acquiring the state lock.*?ID: +(\\S+).*?Who: +(\\S+)"
                    + ".*?Created: +(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)");

    /** The lock that Terraform says it cannot get; empty when that is not what it says. */
    public static Optional<StateLock> in(String output) {
        Matcher lock = ERROR.matcher(output);
        return lock.find()
                ? Optional.of(new StateLock(
                        lock.group(1),
                        lock.group(2),
                        LocalDateTime.parse(lock.group(3) + "T" + lock.group(4)).toInstant(ZoneOffset.UTC)))
                : Optional.empty();
    }

    /** Whether this user took it on this host, at or after a moment; Terraform tells seconds. */
    public boolean takenBy(String user, String host, Instant since) {
        String[] taker = who.split("@", 2);
        return taker.length == 2
                && taker[0].equals(user)
                && label(taker[1]).equals(label(host))
                && !created.isBefore(since.minusSeconds(1));
    }

    /** A host may give its name with or without its domain. */
    private static String label(String host) {
        return host.split("\\.", 2)[0];
    }
}
