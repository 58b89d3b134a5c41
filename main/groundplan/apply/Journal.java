package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.terraform.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an apply has done so far, so that the next run of the same plan goes on where it stopped. */
public final class Journal {
    /** Stands beside the units' paths: what runs of other plans began in units. */
    private static final String LEFT = "left";

    private final Path file;
    private final ObjectNode units;

    private Journal(Path file, ObjectNode units) {
        this.file = file;
        this.units = units;
    }

    /** How far a unit is. */
    enum Step {
        NOT_STARTED,
        APPLYING,
        APPLIED
    }

    /**
     * A Terraform that applies, or did when nobody looked any more.
     *
     * @param process its process
     * @param folder the folder that it works in
     */
    record Work(ProcessIdentity process, Path folder) {}

    /** Opens the journal of a plan, or begins it. */
    public static Journal open(Path folder, String plan) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(plan + ".json");
        return new Journal(
                file, Files.exists(file) ? TerraformJson.read(Files.readString(file)) : TerraformJson.object());
    }

    /** Whether an earlier run began. */
    boolean begun() {
        return !units.isEmpty();
    }

    /** How far a unit is. */
    public synchronized Step of(UnitPath unit) {
        return units.has(unit.toString())
                ? Step.valueOf(units.path(unit.toString()).path("step").asText())
                : Step.NOT_STARTED;
    }

    /** The last Terraform that was started for a unit, and of which nobody noted the end. */
    synchronized Optional<Work> work(UnitPath unit) {
        JsonNode own = units.path(unit.toString()).path("work");
        JsonNode work = own.isMissingNode() ? units.path(LEFT).path(unit.toString()) : own;
        return work.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Work(
                        new ProcessIdentity(
                                work.path("process").asLong(),
                                work.path("started").asLong()),
                        Path.of(work.path("folder").asText())));
    }

    /** Notes a step. It is on the disk before this returns. */
    synchronized void note(UnitPath unit, Step step) throws IOException {
        begin(unit, step);
        save();
    }

    /** Notes that a unit is being applied, and by which process. */
    synchronized void note(UnitPath unit, Work work) throws IOException {
        begin(unit, Step.APPLYING);
        units.withObjectProperty(unit.toString())
                .putObject("work")
                .put("process", work.process().id())
                .put("started", work.process().started())
                .put("folder", work.folder().toString());
        save();
    }

    /** Ends the journals of other plans, which this one overtakes; what they began in units may still be under way. */
    synchronized void overtake() throws IOException {
        List<Path> others;
        try (Stream<Path> all = Files.list(file.getParent())) {
            others = all.filter(other -> other.toString().endsWith(".json") && !other.equals(file))
                    .toList();
        }
        for (Path other : others) {
            ObjectNode journal = TerraformJson.read(Files.readString(other));
            if (journal.remove(LEFT) instanceof ObjectNode left) {
                left.fields()
                        .forEachRemaining(work -> units.withObjectProperty(LEFT).set(work.getKey(), work.getValue()));
            }
            journal.fields().forEachRemaining(unit -> {
                if (unit.getValue().has("work")) {
                    units.withObjectProperty(LEFT)
                            .set(unit.getKey(), unit.getValue().get("work"));
                }
            });
            save();
            Files.delete(other);
        }
    }

    private void begin(UnitPath unit, Step step) {
        if (units.path(LEFT) instanceof ObjectNode left) {
            left.remove(unit.toString());
        }
        units.putObject(unit.toString()).put("step", step.name());
    }

    private void save() throws IOException {
        Path staged = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(staged, TerraformJson.write(units));
        Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The plan is done: there is nothing to resume. */
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
