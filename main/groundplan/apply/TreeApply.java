package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.ConfiguredArguments;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlanComparison;
import groundplan.plan.UnitPlan;
import groundplan.redact.Redactor;
import groundplan.tree.TreeStates;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Applies an approved plan of a tree, and nothing else. Terragrunt, or Terraform itself, plans each unit in its own folder, with real outputs
 * and with Terragrunt's hooks; that plan has to be what was approved, and is then applied. A run that was cut short is continued by the next one: a
 * unit in which nothing is left to be changed has been applied.
 */
public final class TreeApply {
    private final UnitTree tree;
    private final TreeStates states;
    private final EnvironmentPlan approved;
    private final UnitRunner runner;
    private final Path work;
    private final Outcomes outcomes;
    private final Consumer<String> progress;
    /** The units that have a state, those that this run has applied included. */
    private final Set<UnitPath> applied = ConcurrentHashMap.newKeySet();

    /**
     * @param tree the tree as it is now
     * @param states its states
     * @param approved the plan that was approved
     * @param runner runs the engine for its units
     * @param work a private folder for the plans
     * @param progress receives a line for each thing that begins or ends, also from several threads
     */
    public TreeApply(
            UnitTree tree,
            TreeStates states,
            EnvironmentPlan approved,
            UnitRunner runner,
            Path work,
            Consumer<String> progress) {
        this.tree = tree;
        this.states = states;
        this.approved = approved;
        this.runner = runner;
        this.work = work;
        this.outcomes = new Outcomes(progress);
        this.progress = progress;
    }

    /**
     * Applies it: each unit once all units that it has to wait for are applied, and the others side by side.
     *
     * @param parallelism the most units to work on at the same time
     * @throws ApplyRun.NotNow when the tree is no longer what was planned
     */
    public ApplyResult run(int parallelism) throws IOException {
        Set<UnitPath> planned = new TreeSet<>();
        approved.units().forEach(unit -> planned.add(unit.unit()));
        var environment = tree.environment(planned);
        if (!environment.fingerprint().equals(approved.settings())) {
            throw new ApplyRun.NotNow("the tree has changed since this plan was made; plan again");
        }
        runner.prepare(planned);
        applied.addAll(states.all().keySet());
        Units units = new Units(ConfiguredArguments.of(environment), order());
        ExecutorService workers = Executors.newFixedThreadPool(parallelism);
        try {
            // Units that are gone are destroyed last, or first of all: what they use has to be there.
            if (approved.destroys()) {
                units.gone();
            }
            units.present(workers);
            if (!approved.destroys()) {
                units.gone();
            }
        } finally {
            workers.shutdown();
        }
        return new ApplyResult(outcomes.all(), List.of());
    }

    /** The units that each unit has to wait for: those that it reads or, when all is destroyed, those that read it. */
    private Map<UnitPath, Set<UnitPath>> order() {
        Map<UnitPath, Set<UnitPath>> first = new HashMap<>();
        Stream.concat(tree.units().stream(), tree.former().stream()).forEach(unit -> {
            UnitPath path = unit.unit().path();
            Stream.concat(unit.order().after().stream(), unit.unit().reads().stream())
                    .forEach(read -> first.computeIfAbsent(approved.destroys() ? read : path, some -> new TreeSet<>())
                            .add(approved.destroys() ? path : read));
        });
        return first;
    }

    /** The units that the plan changes. */
    private final class Units {
        private final ConfiguredArguments configured;
        /** The units that each has to wait for. */
        private final Map<UnitPath, Set<UnitPath>> first;

        private final Map<UnitPath, UnitPlan> changed = new LinkedHashMap<>();

        Units(ConfiguredArguments configured, Map<UnitPath, Set<UnitPath>> first) {
            this.configured = configured;
            this.first = first;
            approved.units().stream().filter(unit -> !unit.quiet()).forEach(unit -> changed.put(unit.unit(), unit));
        }

        void present(ExecutorService workers) {
            Map<UnitPath, CompletableFuture<Void>> ends = new HashMap<>();
            List<UnitPath> present =
                    changed.keySet().stream().filter(tree.paths()::contains).toList();
            for (List<UnitPath> wave : Waves.of(present, first)) {
                for (UnitPath unit : wave) {
                    // It waits only for those before it, not for the whole wave.
                    CompletableFuture<?>[] before = before(unit).stream()
                            .map(ends::get)
                            .filter(Objects::nonNull)
                            .toArray(CompletableFuture[]::new);
                    ends.put(
                            unit,
                            CompletableFuture.allOf(before).thenRunAsync(() -> apply(unit, blocked(unit)), workers));
                }
            }
            CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new))
                    .join();
        }

        /** One after another, in the order of the plan. */
        void gone() {
            changed.keySet().stream()
                    .filter(unit -> !tree.paths().contains(unit))
                    .forEach(unit -> apply(unit, removable(unit)));
        }

        private Set<UnitPath> before(UnitPath unit) {
            Set<UnitPath> before = new TreeSet<>(Waves.behind(unit, first, new HashSet<>()));
            before.retainAll(changed.keySet());
            return before;
        }

        private void apply(UnitPath path, Optional<String> blocked) {
            if (blocked.isPresent()) {
                outcomes.end(path, Outcome.End.NOT_STARTED, blocked.get());
                return;
            }
            progress.accept(path + ": planning");
            try {
                outcomes.end(path, one(changed.get(path), configured));
                applied.add(path);
            } catch (UnitApply.UnitRefused e) {
                outcomes.end(path, Outcome.End.REFUSED, e.getMessage());
            } catch (IOException | RuntimeException | Error e) {
                // Everything is caught: others are applied at the same time, and their outcomes have to be reported.
                outcomes.end(
                        path,
                        Outcome.End.FAILED,
                        e.getMessage() != null && !(e instanceof Error) ? e.getMessage() : e.toString());
            }
        }

        /** Why a unit cannot be started: Terragrunt would plan it with mock outputs of one that has none. */
        private Optional<String> blocked(UnitPath path) {
            Optional<String> broken = before(path).stream()
                    .filter(other ->
                            outcomes.of(other) != null && !outcomes.of(other).well())
                    .findFirst()
                    .map(other -> "blocked by " + other);
            return broken.isPresent() || approved.destroys()
                    ? broken
                    : tree.reads(path).stream()
                            .filter(read -> tree.paths().contains(read) && !applied.contains(read))
                            .findFirst()
                            .map(read -> "it reads outputs of " + read + ", which has not been applied");
        }
    }

    /** A unit that is gone may be used by any other one until that is applied, or destroyed. */
    private Optional<String> removable(UnitPath path) {
        return outcomes.all().stream()
                .filter(outcome -> !outcome.well())
                .findFirst()
                .map(outcome -> "blocked by " + outcome.unit())
                .or(() -> tree.formerPaths().contains(path)
                        ? Optional.empty()
                        : Optional.of("it is neither in the tree nor in the commit that it is compared with"));
    }

    private Outcome one(UnitPlan unit, ConfiguredArguments configured) throws IOException {
        UnitPath path = unit.unit();
        String file =
                work.resolve(path.stackId().replace("/", "--") + ".tfplan").toString();
        Redactor unknown = Redactor.of(MissingNode.getInstance(), List.of(), tree.secrets());
        List<String> plan = new ArrayList<>(List.of("plan", "-input=false", "-out=" + file));
        if (approved.destroys()) {
            plan.add("-destroy");
        }
        runner.run(path, plan, unknown);
        JsonNode json = TerraformJson.read(runner.run(path, List.of("show", "-json", "-no-color", file), unknown));
        UnitPlan now = EnvironmentPlan.unit(path, json);
        Redactor redactor = Redactor.of(json, List.of(), tree.secrets());
        List<String> differences =
                PlanComparison.of(unit, now, (address, argument) -> configured.sets(path, address, argument));
        if (!differences.isEmpty()) {
            throw UnitApply.UnitRefused.of(differences, redactor);
        }
        if (now.quiet()) {
            return new Outcome(path, Outcome.End.APPLIED_BEFORE, "by an earlier run");
        }
        runner.run(path, List.of("apply", "-input=false", file), redactor);
        int count = now.changes().size();
        return new Outcome(path, Outcome.End.APPLIED, count + (count == 1 ? " change" : " changes"));
    }
}
