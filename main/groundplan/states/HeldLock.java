package groundplan.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;

/**
 * A lock that somebody holds.
 *
 * @param of what is locked: an environment's name, or the key of a state without the file's name
 * @param place where the lock is noted, for people: an object in the bucket, or an entry of the lock table
 * @param text the note itself
 * @param id its id; empty if the note is damaged
 * @param who user and host; empty if the note is damaged
 * @param operation what is being done, in a word or two
 * @param since when it was taken
 */
public record HeldLock(String of, String place, String text, String id, String who, String operation, String since) {
    /** Terraform's lock of a state. */
    static HeldLock ofState(String key, String place, String text) {
        ObjectNode json = read(text);
        return new HeldLock(
                key.replaceFirst("/[^/]*$", ""),
                place,
                text,
                json.path("ID").asText(),
                json.path("Who").asText(),
                json.path("Operation").asText(),
                json.path("Created").asText());
    }

    /**
     * The lock of an environment, which an apply takes.
     *
     * @param here this machine
     */
    static HeldLock ofEnvironment(String environment, String place, String text, String here) {
        try {
            EnvironmentLock.Holder holder = S3EnvironmentLock.parse(place, text);
            String process = "process " + holder.process().id()
                    + (!holder.machine().equals(here)
                            ? " on another machine"
                            : holder.dead(here)
                                    ? " on this machine, which has ended"
                                    : " on this machine, which is running");
            String work = holder.plan().matches("[0-9a-f]+") ? "apply of plan " + holder.plan() : holder.plan();
            return new HeldLock(
                    environment, place, text, holder.id(), holder.who(), work + ", " + process, holder.since());
        } catch (IOException damaged) {
            return new HeldLock(environment, place, text, "", "", "", "");
        }
    }

    private static ObjectNode read(String text) {
        try {
            return TerraformJson.read(text);
        } catch (IllegalArgumentException damaged) {
            return TerraformJson.object();
        }
    }
}
