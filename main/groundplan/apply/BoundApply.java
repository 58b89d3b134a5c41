package groundplan.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.plan.Configured;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.FailedPlan;
import groundplan.plan.StateFile;
import groundplan.plan.UnitPlan;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.TerraformJson;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import java.util.function.Consumer;

/**
 * Applies an approved plan, unit by unit in waves. What would be done is compared with what was approved before each unit; a
 * difference stops it and what stands behind it.
 */
public final class BoundApply {
  /** How a unit ended. */
  public enum End { APPLIED, APPLIED_BEFORE, FAILED, REFUSED, NOT_STARTED }

  /**
   * What became of a unit.
   *
   * @param unit the unit
   * @param end how it ended
   * @param detail how many objects changed, or why it did not end well
   */
  public record Outcome(UnitPath unit, End end, String detail) {}

  private final EnvironmentModel environment;
  private final Map<UnitPath, UnitDocument> documents = new LinkedHashMap<>();
  private final Configured configured;
  private final EnvironmentPlan approved;
  private final Path terraform;
  private final Map<String, String> variables;
  private final Map<UnitPath, Outcome> outcomes = new TreeMap<>();
  private final Path journals;
  private final Running running;
  private final Gate gate;
  private final Consumer<String> progress;

  /** Whether units may still be begun. */
  interface Gate {
    /** Why no unit may be begun any more; empty while it may. */
    Optional<String> closed() throws IOException;
  }

  /**
   * @param documents all units of the environment
   * @param approved the plan
   * @param journals the folder that keeps what is not finished
   * @param running what must not be cut short
   * @param gate asked before each unit
   * @param progress told what begins and ends
   */
  BoundApply(EnvironmentModel environment, List<UnitDocument> documents, EnvironmentPlan approved, Path terraform,
      Map<String, String> variables, Path journals, Running running, Gate gate, Consumer<String> progress) {
    this.environment = environment;
    documents.forEach(document -> this.documents.put(document.unit().path(), document));
    this.configured = new Configured(documents);
    this.approved = approved;
    this.terraform = terraform;
    this.variables = variables;
    this.journals = journals;
    this.running = running;
    this.gate = gate;
    this.progress = progress;
  }

  /**
   * What has moved since the approval; empty when nothing has.
   *
   * @param settings the fingerprint of the settings as they are now
   * @param states the states as they are now
   */
  Optional<String> moved(String settings, Map<UnitPath, StateFile> states, Journal journal) {
    if (!approved.settings().equals(settings)) {
      return Optional.of("the settings are not those that the plan was made of (" + settings + ", approved "
          + approved.settings()
          + ")");
    }
    for (UnitPlan unit : approved.units()) {
      if (journal.of(unit.unit()) != Journal.Step.NOT_STARTED) {
        continue;
      }
      StateFile state = states.get(unit.unit());
      String now = state == null ? "" : state.lineage();
      long serial = state == null ? 0 : state.serial();
      if (!unit.lineage().orElse("").equals(now) || unit.serial() != serial) {
        return Optional.of("the state of " + unit.unit() + " was written since: its serial was " + unit.serial() + " and is "
            + serial);
      }
    }
    return Optional.empty();
  }

  /** Applies in waves, the units of a wave side by side; what stands behind a unit that failed is not started. */
  List<Outcome> run(Journal journal, int parallelism) {
    Map<UnitPath, UnitPlan> changed = new LinkedHashMap<>();
    approved.units().stream().filter(unit -> !unit.quiet()).forEach(unit -> changed.put(unit.unit(), unit));
    List<UnitPath> present = changed.keySet().stream().filter(documents::containsKey).toList();
    List<UnitPlan> removed = changed.keySet().stream().filter(path -> !documents.containsKey(path)).map(changed::get).toList();
    Map<UnitPath, Set<UnitPath>> reads = first();
    ExecutorService workers = Executors.newFixedThreadPool(parallelism);
    try {
      if (approved.destroys()) {
        removals(removed, Set.of(), journal);
      }
      Map<UnitPath, CompletableFuture<Void>> ends = new HashMap<>();
      for (List<UnitPath> wave : Waves.of(present, reads)) {
        for (UnitPath unit : wave) {
          Set<UnitPath> first = Waves.behind(unit, reads, new HashSet<>());
          first.retainAll(changed.keySet());
          // Not behind its whole wave: only behind what it reads.
          ends.put(unit, CompletableFuture.allOf(first.stream().map(ends::get).toArray(CompletableFuture[]::new))
              .thenRunAsync(() -> unlessBroken(changed.get(unit), first, journal), workers));
        }
      }
      CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new)).join();
      // What the settings no longer name goes last: until then something may still use it.
      if (!approved.destroys()) {
        removals(removed, Set.copyOf(present), journal);
      }
    } finally {
      workers.shutdown();
    }
    return List.copyOf(outcomes.values());
  }

  /** Behind which others each unit comes: those that it reads, or those that read it where all goes. */
  private Map<UnitPath, Set<UnitPath>> first() {
    Map<UnitPath, Set<UnitPath>> first = new HashMap<>();
    documents.forEach((path, document) -> document.unit().reads().values().forEach(producer ->
        first.computeIfAbsent(approved.destroys() ? producer.path() : path, unit -> new TreeSet<>())
            .add(approved.destroys() ? path : producer.path())));
    return first;
  }

  /** Nobody knows any more who read whom: those that fail are tried again as long as others succeed. */
  private void removals(List<UnitPlan> removed, Set<UnitPath> before, Journal journal) {
    List<UnitPlan> left = new ArrayList<>(removed);
    boolean progressed = true;
    while (!left.isEmpty() && progressed) {
      left.forEach(unit -> unlessBroken(unit, before, journal));
      progressed = left.removeIf(unit -> outcomes.get(unit.unit()).end() != End.FAILED);
    }
  }

  private void unlessBroken(UnitPlan unit, Set<UnitPath> first, Journal journal) {
    Optional<UnitPath> broken = first.stream().filter(read -> !wentWell(read)).sorted().findFirst();
    if (broken.isPresent()) {
      end(new Outcome(unit.unit(), End.NOT_STARTED, "behind " + broken.get()));
    } else {
      apply(unit, journal);
    }
  }

  private boolean wentWell(UnitPath unit) {
    synchronized (outcomes) {
      End end = outcomes.get(unit).end();
      return end == End.APPLIED || end == End.APPLIED_BEFORE;
    }
  }

  private void apply(UnitPlan unit, Journal journal) {
    UnitPath path = unit.unit();
    try {
      if (journal.of(path) == Journal.Step.APPLIED) {
        end(new Outcome(path, End.APPLIED_BEFORE, "by an earlier run"));
        return;
      }
      Optional<String> stop = stop();
      if (stop.isPresent()) {
        end(new Outcome(path, End.NOT_STARTED, stop.get()));
        return;
      }
      progress.accept(path + ": planning");
      if (journal.work(path).isEmpty()) {
        journal.note(path, Journal.Step.APPLYING);
      }
      int count = new UnitApply(unit, stack(path), environment.settings(), configured, terraform, variables)
          .run(approved.destroys(), new UnitTerraform(path, journal, journals, running, progress));
      journal.note(path, Journal.Step.APPLIED);
      end(new Outcome(path, End.APPLIED, count + (count == 1 ? " change" : " changes")));
    } catch (UnitApply.Refused e) {
      end(new Outcome(path, End.REFUSED, e.getMessage()));
    } catch (FailedPlan | IOException e) {
      end(new Outcome(path, End.FAILED, running.interrupted() ? "interrupted; the next run goes on here" : e.getMessage()));
    }
  }

  private Optional<String> stop() throws IOException {
    return running.interrupted() ? Optional.of("interrupted") : gate.closed();
  }

  private void end(Outcome outcome) {
    synchronized (outcomes) {
      outcomes.put(outcome.unit(), outcome);
    }
    progress.accept(outcome.unit() + ": " + outcome.end().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
        + (outcome.end() == End.APPLIED ? ", " + outcome.detail() : ""));
  }

  /** The unit's stack; for a unit that is only a state any more, one without resources. */
  private ObjectNode stack(UnitPath path) {
    UnitDocument document = documents.get(path);
    if (document != null) {
      return document.json();
    }
    ObjectNode like = documents.values().stream().findFirst().orElseThrow().json();
    ObjectNode empty = TerraformJson.object();
    empty.set("terraform", like.path("terraform").deepCopy());
    ((ObjectNode) empty.path("terraform").path("backend").path("s3")).put("key", path.stateKey());
    Map<String, ObjectNode> byRegion = new LinkedHashMap<>();
    documents.values().forEach(unit -> unit.json().path("provider").path("aws").forEach(provider -> {
      if (!provider.has("alias")) {
        byRegion.putIfAbsent(provider.path("region").asText(), provider.deepCopy());
      }
    }));
    String region = path.global() ? UnitContext.GLOBAL_REGION : path.region();
    ObjectNode provider = byRegion.getOrDefault(region, byRegion.values().iterator().next()).deepCopy().put("region",
        region);
    empty.withObjectProperty("provider").putArray("aws").add(provider);
    // The role that the provider assumes is a variable's matter.
    if (like.path("variable").has(AssumeRoleSettings.VARIABLE)) {
      empty.withObjectProperty("variable").set(AssumeRoleSettings.VARIABLE,
          like.path("variable").path(AssumeRoleSettings.VARIABLE));
    }
    return empty;
  }
}
