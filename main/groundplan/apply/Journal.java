package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.EnvironmentLock;
import groundplan.states.VersionedObject;
import groundplan.terraform.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an apply has done so far, kept next to the environment's lock, so that the next run of the same plan resumes
 * where it stopped, on whatever machine that is. Each write replaces the version that this run wrote before: a run that has lost
 * the lock, and with it the journal, can no longer write.
 */
public final class Journal {
    private static final String PLAN = "plan";
    private static final String HOLDER = "holder";
    private static final String UNITS = "units";
    /** The Terraform processes that runs of other plans left behind, by unit. */
    private static final String LEFT = "left";

    private static final String WORK = "work";

    private final VersionedObject object;
    private final EnvironmentLock.Holder self;
    /** The journal of an earlier run, if that run was of another plan; empty once this plan has superseded it. */
    private ObjectNode earlier;

    private ObjectNode units = TerraformJson.object();
    private ObjectNode left = TerraformJson.object();
    private Optional<String> version = Optional.empty();

    private Journal(VersionedObject object, EnvironmentLock.Holder self) {
        this.object = object;
        this.self = self;
    }

    /** How far the apply of a unit has come. */
    enum Step {
        NOT_STARTED,
        APPLYING,
        APPLIED
    }

    /**
     * A Terraform process that is applying, or was when its run ended.
     *
     * @param machine the machine on which it was started, see {@link ProcessIdentity#machine}
     * @param process the process on that machine
     * @param folder its working folder on that machine
     */
    record Work(String machine, ProcessIdentity process, Path folder) {}

    /**
     * Opens the journal for a plan. From then on no earlier holder of the lock can write it.
     *
     * @param self the holder of the environment's lock, which also names the plan
     */
    public static Journal open(VersionedObject object, EnvironmentLock.Holder self) throws IOException {
        Journal journal = new Journal(object, self);
        boolean taken = false;
        while (!taken) {
            Optional<VersionedObject.Content> found = object.read();
            journal.version = found.map(VersionedObject.Content::version);
            journal.earlier = found.isPresent() ? read(object, found.get()) : TerraformJson.object();
            Optional<String> written = object.write(
                    TerraformJson.write(journal.earlier.deepCopy().put(HOLDER, self.id())), journal.version);
            taken = written.isPresent();
            journal.version = written;
        }
        if (journal.earlier.path(PLAN).asText().equals(self.plan())) {
            journal.units = journal.earlier.withObjectProperty(UNITS);
            journal.left = journal.earlier.withObjectProperty(LEFT);
            journal.earlier = TerraformJson.object();
        }
        return journal;
    }

    private static ObjectNode read(VersionedObject object, VersionedObject.Content content) throws IOException {
        Optional<String> wrong;
        ObjectNode json = TerraformJson.object();
        try {
            json = TerraformJson.readWhole(content.text());
            wrong = wrong(json);
        } catch (IllegalArgumentException e) {
            wrong = Optional.of(e.getMessage());
        }
        if (wrong.isPresent()) {
            throw new IOException("the journal " + object.place() + " is not as Groundplan writes it: " + wrong.get()
                    + ". Check the endpoint and the network. If the object is stored like this, restore its last good"
                    + " version; without it, the next run cannot know what an earlier one has applied");
        }
        return json;
    }

    /** What is not as {@link #save} writes it. */
    private static Optional<String> wrong(ObjectNode json) {
        if (!json.path(HOLDER).isTextual()) {
            return Optional.of("it has no " + HOLDER);
        }
        for (String name : List.of(UNITS, LEFT)) {
            if (json.has(name) && !json.path(name).isObject()) {
                return Optional.of("its " + name + " are not an object");
            }
        }
        for (Map.Entry<String, JsonNode> unit : json.path(UNITS).properties()) {
            JsonNode work = unit.getValue().path(WORK);
            if (Stream.of(Step.values()).noneMatch(step -> step.name()
                    .equals(unit.getValue().path("step").asText()))) {
                return Optional.of("it has no step for " + unit.getKey());
            }
            if (!work.isMissingNode() && !isWork(work)) {
                return Optional.of("it does not say what runs for " + unit.getKey());
            }
        }
        return json.path(LEFT).properties().stream()
                .filter(unit -> !isWork(unit.getValue()))
                .findFirst()
                .map(unit -> "it does not say what runs for " + unit.getKey());
    }

    private static boolean isWork(JsonNode json) {
        return json.path("machine").isTextual()
                && json.path("process").isIntegralNumber()
                && json.path("started").isIntegralNumber()
                && json.path("folder").isTextual();
    }

    /** The machine that this run is on. */
    String machine() {
        return self.machine();
    }

    /** Whether an earlier run of this plan began. */
    synchronized boolean begun() {
        return !units.isEmpty();
    }

    /** How far the apply of a unit has come. */
    synchronized Step of(UnitPath unit) {
        return units.has(unit.toString())
                ? Step.valueOf(units.path(unit.toString()).path("step").asText())
                : Step.NOT_STARTED;
    }

    /** The last Terraform process that was started for a unit and whose end was not recorded. */
    synchronized Optional<Work> work(UnitPath unit) {
        JsonNode own = units.path(unit.toString()).path(WORK);
        JsonNode work = own.isMissingNode() ? left.path(unit.toString()) : own;
        return work.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Work(
                        work.path("machine").asText(),
                        new ProcessIdentity(
                                work.path("process").asLong(),
                                work.path("started").asLong()),
                        Path.of(work.path("folder").asText())));
    }

    /** The units of which {@link #work} is not empty, of this plan and of earlier ones. */
    synchronized SortedSet<UnitPath> unfinished() {
        return unfinished(units, left);
    }

    /** The same, read from a journal without opening it. */
    static SortedSet<UnitPath> unfinished(VersionedObject object) throws IOException {
        Optional<VersionedObject.Content> found = object.read();
        ObjectNode json = found.isPresent() ? read(object, found.get()) : TerraformJson.object();
        return unfinished(json.path(UNITS), json.path(LEFT));
    }

    private static SortedSet<UnitPath> unfinished(JsonNode units, JsonNode left) {
        SortedSet<UnitPath> found = new TreeSet<>();
        left.fieldNames().forEachRemaining(unit -> found.add(UnitPath.read(unit)));
        units.properties().stream()
                .filter(unit -> unit.getValue().has(WORK))
                .forEach(unit -> found.add(UnitPath.read(unit.getKey())));
        return found;
    }

    /** Records a step, and that no Terraform is running. It is in the bucket before this returns. */
    synchronized void note(UnitPath unit, Step step) throws IOException {
        begin(unit, step);
        save();
    }

    /** Records that a unit is being applied, and by which process of this machine. */
    synchronized void note(UnitPath unit, ProcessIdentity process, Path folder) throws IOException {
        begin(unit, Step.APPLYING)
                .putObject(WORK)
                .put("machine", machine())
                .put("process", process.id())
                .put("started", process.started())
                .put("folder", folder.toString());
        save();
    }

    /** Ends the journal of another plan, which this one supersedes; what that plan started may still be running. */
    synchronized void overtake() throws IOException {
        if (earlier.isEmpty()) {
            return;
        }
        left.setAll(earlier.withObjectProperty(LEFT));
        earlier.path(UNITS).properties().forEach(unit -> {
            if (unit.getValue().has(WORK)) {
                left.set(unit.getKey(), unit.getValue().get(WORK));
            }
        });
        earlier = TerraformJson.object();
        save();
    }

    private ObjectNode begin(UnitPath unit, Step step) {
        left.remove(unit.toString());
        return units.putObject(unit.toString()).put("step", step.name());
    }

    private void save() throws IOException {
        ObjectNode all = TerraformJson.object().put(PLAN, self.plan()).put(HOLDER, self.id());
        all.set(UNITS, units);
        if (!left.isEmpty()) {
            all.set(LEFT, left);
        }
        Optional<String> written = object.write(TerraformJson.write(all), version);
        if (written.isEmpty()) {
            throw new IOException("another run has taken over the environment's lock and the journal " + object.place()
                    + "; this run can no longer record what it does");
        }
        version = written;
    }

    /** Deletes the journal if nothing in it is needed by the next run. */
    synchronized void discardIfEmpty() throws IOException {
        if (units.isEmpty()
                && left.isEmpty()
                && earlier.path(UNITS).isEmpty()
                && earlier.path(LEFT).isEmpty()) {
            close();
        }
    }

    /** Deletes the journal of a plan that is fully applied. A journal that another run has taken over is left alone. */
    public synchronized void close() throws IOException {
        if (object.read()
                .filter(now -> Optional.of(now.version()).equals(version))
                .isPresent()) {
            object.delete();
        }
    }
}
