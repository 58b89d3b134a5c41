package groundplan.controls;

import groundplan.json.TerraformJson;
import groundplan.live.LiveTree;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Every environment of the committed settings, validated and planned once for the whole test run.
 *
 * @param diagnostics what {@code terraform validate} had to say
 * @param units the units with their plans
 */
public record OfflinePlans(List<String> diagnostics, List<PlannedUnit> units) {
    private static final int AT_A_TIME = 2;

    /** The plans of all environments by {@code <system>/<environment>}. */
    static Map<String, OfflinePlans> all() {
        return Shared.PLANS;
    }

    /** Validates and plans the units of one environment that is not among the committed ones. */
    public static OfflinePlans of(List<UnitDocument> documents) {
        return of(documents.get(0).unit().path().environment(), unplanned(documents));
    }

    /** The units of the live tree, without plans. */
    static List<PlannedUnit> unplanned(List<UnitDocument> documents) {
        Map<String, String> files = LiveTree.files(List.of(), documents);
        return documents.stream()
                .map(document -> new PlannedUnit(
                        document,
                        TerraformJson.read(files.get(document.unit().path() + "/main.tf.json")),
                        TerraformJson.object()))
                .toList();
    }

    private static OfflinePlans of(String environment, List<PlannedUnit> units) {
        try {
            Path folder = Files.createTempDirectory("groundplan-plan-");
            try {
                EnvironmentRoot root = new EnvironmentRoot();
                for (PlannedUnit unit : units) {
                    root.add(unit, folder);
                }
                Terraform terraform = new Terraform(folder);
                terraform.init();
                List<String> diagnostics = terraform.validate();
                boolean broken = diagnostics.stream().anyMatch(text -> text.startsWith("error"));
                root.withoutEphemerals(folder);
                return new OfflinePlans(
                        diagnostics,
                        broken
                                ? List.of()
                                : List.copyOf(root.split(terraform.plan()).values()));
            } finally {
                TestFiles.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(environment, e);
        }
    }

    private static Map<String, OfflinePlans> plan() {
        List<PlannedUnit> units = unplanned(FullSynthesis.documents());
        Map<String, CompletableFuture<OfflinePlans>> running = new TreeMap<>();
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            FullSynthesis.environments().forEach(environment -> {
                List<PlannedUnit> own = units.stream()
                        .filter(unit -> unit.path().toString().startsWith(environment.path() + "/"))
                        .toList();
                running.put(
                        environment.path(), CompletableFuture.supplyAsync(() -> of(environment.path(), own), workers));
            });
            Map<String, OfflinePlans> plans = new TreeMap<>();
            running.forEach((path, plan) -> plans.put(path, plan.join()));
            return plans;
        } finally {
            workers.shutdown();
        }
    }

    /** Holds no lambda: the workers would wait for this class, which waits for them. */
    private static final class Shared {
        static final Map<String, OfflinePlans> PLANS = plan();
    }
}
