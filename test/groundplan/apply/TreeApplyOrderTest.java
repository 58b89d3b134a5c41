package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlannableUnit;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import groundplan.redact.Redactor;
import groundplan.tree.RunOrder;
import groundplan.tree.TreeStates;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which the units of a tree are applied, with something in Terragrunt's place that changes nothing. */
class TreeApplyOrderTest {
    @TempDir
    Path folder;

    private final List<String> applied = Collections.synchronizedList(new ArrayList<>());

    /** What is done at an apply of a unit. */
    private interface Applying {
        void of(String unit) throws Exception;
    }

    @Test
    void unitsThatDoNotReadEachOtherAreAppliedSideBySide() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        List<String> ends = run(
                false,
                2,
                List.of(unit("network"), unit("data", "network"), unit("queue", "network")),
                List.of(),
                at -> {
                    if (!at.equals("network")) {
                        both.await(1, TimeUnit.MINUTES);
                    }
                });
        assertEquals(List.of("data applied", "network applied", "queue applied"), ends);
        assertEquals("network", applied.get(0));
    }

    @Test
    void noMoreThanAskedForAreAppliedAtATime() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<TreeUnit> units = List.of("a", "b", "c", "d", "e", "f").stream()
                .map(name -> unit(name))
                .toList();
        run(false, 3, units, List.of(), at -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
        });
        assertEquals(6, applied.size());
        assertTrue(most.get() <= 3, () -> most + " at a time");
    }

    @Test
    void whatIsBehindAFailedUnitIsNotStartedAndTheRestIs() throws Exception {
        List<TreeUnit> units =
                List.of(unit("network"), unit("data", "network"), unit("app", "data"), unit("dns"), unit("web", "dns"));
        assertEquals(
                List.of(
                        "app not started: blocked by data",
                        "data not started: blocked by network",
                        "dns applied",
                        "gone not started: blocked by app",
                        "network failed: no",
                        "web applied"),
                run(false, 4, units, List.of(unit("gone")), at -> {
                    if (at.equals("network")) {
                        throw new IOException("no");
                    }
                }));
    }

    @Test
    void readersAreDestroyedBeforeWhatTheyRead() throws Exception {
        List<TreeUnit> units = List.of(unit("network"), unit("data", "network"), unit("app", "data"));
        run(true, 4, units, List.of(unit("gone", "network")), at -> {});
        assertEquals(List.of("gone", "app", "data", "network"), applied);
    }

    /** A unit that has left the tree still uses what it has read. */
    @Test
    void whatAUnitUsesThatWasNotDestroyedStays() throws Exception {
        assertEquals(
                List.of("dns applied", "gone failed: no", "network not started: blocked by gone"),
                run(true, 4, List.of(unit("network"), unit("dns")), List.of(unit("gone", "network")), at -> {
                    if (at.equals("gone")) {
                        throw new IOException("no");
                    }
                }));
    }

    private List<String> run(
            boolean destroys, int atATime, List<TreeUnit> units, List<TreeUnit> gone, Applying applying)
            throws IOException {
        UnitTree tree = new UnitTree(folder.resolve("live/prod"), folder, units, Map.of(), gone, List.of());
        List<UnitPlan> plans = new ArrayList<>();
        List<TreeUnit> ordered = new ArrayList<>(units);
        if (destroys) {
            Collections.reverse(ordered);
            ordered.addAll(0, gone);
        } else {
            ordered.addAll(gone);
        }
        ordered.forEach(unit -> plans.add(EnvironmentPlan.unit(unit.unit().path(), TerraformJson.read(PLAN))));
        Set<UnitPath> all = ordered.stream().map(unit -> unit.unit().path()).collect(Collectors.toSet());
        EnvironmentPlan approved = new EnvironmentPlan(
                "live/prod",
                tree.environment(all).fingerprint(),
                true,
                plans,
                List.of(),
                Verdict.NONE,
                destroys,
                List.of());
        return new TreeApply(
                        tree,
                        new TreeStates(tree, Path.of("/none"), Map.of()),
                        approved,
                        runner(applying),
                        folder,
                        line -> {})
                .run(atATime).outcomes().stream()
                        .map(outcome -> outcome.unit().inEnvironment() + " "
                                + outcome.end().words()
                                + (outcome.end() == Outcome.End.APPLIED
                                        ? ""
                                        : ": " + outcome.detail().replace("live/prod/", "")))
                        .toList();
    }

    private UnitRunner runner(Applying applying) {
        return new UnitRunner() {
            @Override
            public void prepare(Set<UnitPath> units) {
                // Nothing to prepare.
            }

            @Override
            public String run(UnitPath unit, List<String> arguments, Redactor redactor) throws IOException {
                if (arguments.get(0).equals("apply")) {
                    try {
                        applying.of(unit.inEnvironment());
                    } catch (IOException failure) {
                        throw failure;
                    } catch (Exception other) {
                        throw new IOException(other);
                    }
                    applied.add(unit.inEnvironment());
                }
                return arguments.get(0).equals("show") ? PLAN : "";
            }
        };
    }

    private static final String PLAN =
            """
            {"format_version": "1.2", "resource_changes": [{"address": "terraform_data.a", "mode": "managed",
              "type": "terraform_data", "name": "a", "provider_name": "builtin", "change": {"actions": ["create"],
                "before": null, "after": {"input": "x"}, "after_unknown": {"id": true}, "before_sensitive": false,
                "after_sensitive": {}}}]}
            """;

    private static TreeUnit unit(String name, String... reads) {
        Set<UnitPath> after = Arrays.stream(reads)
                .map(read -> UnitPath.inTree("live", "prod", read))
                .collect(Collectors.toSet());
        return new TreeUnit(
                new PlannableUnit(
                        UnitPath.inTree("live", "prod", name),
                        TerraformJson.object(),
                        new TreeMap<>(),
                        List.of(),
                        TerraformJson.object(),
                        Optional.empty()),
                TerraformJson.object(),
                Set.of(),
                Set.of(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                new RunOrder(after, Set.of()));
    }
}
