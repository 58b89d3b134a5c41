package groundplan.refactor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.EnvironmentLock;
import groundplan.states.S3EnvironmentLock;
import groundplan.states.StateFile;
import groundplan.states.VersionedObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a refactoring writes, kept beside the states until it is written, so that the next run ends what one that was killed has begun.
 *
 * @param holder the run
 * @param units the units whose states it locks
 * @param writes the states to write, one after another; empty as long as nothing is written
 */
public record RefactorJournal(EnvironmentLock.Holder holder, List<UnitPath> units, List<StateWrite> writes) {
    public RefactorJournal {
        units = List.copyOf(units);
        writes = List.copyOf(writes);
    }

    /** What its locks say. */
    LockNote note() {
        return new LockNote(holder.id(), holder.who(), holder.since());
    }

    /** The same in the name of another run; its locks stay those of the first one. */
    RefactorJournal in(EnvironmentLock.Holder other) {
        return new RefactorJournal(
                new EnvironmentLock.Holder(
                        holder.id(), holder.who(), other.machine(), other.process(), holder.plan(), holder.since()),
                units,
                writes);
    }

    String text() {
        ObjectNode json = TerraformJson.object().put("holder", S3EnvironmentLock.text(holder));
        ArrayNode named = json.putArray("units");
        units.forEach(unit -> named.add(unit.toString()));
        ArrayNode list = json.putArray("writes");
        for (StateWrite write : writes) {
            ObjectNode one =
                    list.addObject().put("unit", write.unit().toString()).put("serial", write.serial());
            write.lineage().ifPresent(lineage -> one.put("lineage", lineage));
            write.state().ifPresent(state -> one.set("state", state.json()));
        }
        return TerraformJson.write(json);
    }

    /**
     * Reads what {@link #text} wrote; empty if there is nothing.
     *
     * @throws IOException when it is damaged
     */
    public static Optional<RefactorJournal> read(VersionedObject object) throws IOException {
        Optional<VersionedObject.Content> found = object.read();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(object.place(), found.get().text()));
    }

    private static RefactorJournal parse(String place, String text) throws IOException {
        try {
            ObjectNode json = TerraformJson.readExact(text);
            List<UnitPath> units = new ArrayList<>();
            json.path("units").forEach(unit -> units.add(UnitPath.read(unit.asText())));
            List<StateWrite> writes = new ArrayList<>();
            for (JsonNode one : json.path("writes")) {
                writes.add(new StateWrite(
                        UnitPath.read(one.path("unit").asText()),
                        Optional.ofNullable(one.get("lineage")).map(JsonNode::asText),
                        one.path("serial").asLong(),
                        one.get("state") instanceof ObjectNode state
                                ? Optional.of(new StateFile(place, state))
                                : Optional.empty()));
            }
            return new RefactorJournal(
                    S3EnvironmentLock.parse(place, json.path("holder").asText()), units, writes);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the journal " + place + " is not as Groundplan writes it: " + e.getMessage()
                            + ". If the object is stored like this, restore its last good version",
                    e);
        }
    }
}
