package groundplan.e2e;

import static groundplan.e2e.PlanAccount.without;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes changes one after another, and holds what was planned against what the apply then did. */
final class EditsOnTheEmulator {
    private final Shop shop;
    private final boolean compare;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> lies = new ArrayList<>();
    private final Map<String, List<SortedSet<Done>>> actions = new LinkedHashMap<>();

    /** @param compare also plan with {@code terragrunt run --all plan} */
    EditsOnTheEmulator(Shop shop, boolean compare) {
        this.shop = shop;
        this.compare = compare;
    }

    /**
     * What came of one change.
     *
     * @param done how many actions the apply took
     * @param whole what the whole plan made of it
     * @param each what planning each unit alone made of it; null when it was not asked
     */
    private record Row(String name, int done, PlanAccount whole, PlanAccount each) {}

    /** Makes a change, plans, applies and compares. */
    void make(Edit edit, Path file) throws IOException {
        edit.make(shop.project);
        shop.synth();
        for (Map.Entry<String, String> taint : edit.taints().entrySet()) {
            shop.taint(taint.getKey(), taint.getValue());
        }
        Shop.TerragruntPlan each = compare ? shop.terragruntPlan() : null;
        long start = System.nanoTime();
        Outcome whole = shop.groundplan("plan", Shop.ENVIRONMENT, "--out", file.toString());
        long nanos = System.nanoTime() - start;
        whole.exits(0);
        JsonNode plan = TerraformJson.read(Files.readString(file));
        SortedSet<Done> planned = Done.ofWholePlan(plan);
        SortedSet<Done> certain = Done.certain(plan);
        SortedSet<String> before = shop.held();
        shop.forget();
        Outcome applied = shop.groundplan("apply", Shop.ENVIRONMENT, "--plan", file.toString());
        SortedSet<Done> done = replacements(shop.done(), before);
        actions.put(edit.name(), List.of(planned, certain, done));
        int known = lies.size();
        if (applied.exit() != 0) {
            lies.add(edit.name() + ": the apply did not end well:\n" + applied);
        }
        without(without(done, planned), Done.otherwise(plan))
                .forEach(action -> lies.add(edit.name() + ": done and not planned: " + action));
        without(certain, done)
                .forEach(action -> lies.add(edit.name() + ": planned as certain and not done: " + action));
        states(edit, done, before, shop.held());
        rows.add(new Row(
                edit.name(),
                done.size(),
                PlanAccount.of(planned, certain, done, nanos, false),
                each == null
                        ? null
                        : PlanAccount.of(
                                each.planned(),
                                each.planned(),
                                done,
                                each.nanos(),
                                each.result().exit() != 0)));
        System.err.println(rows.get(rows.size() - 1));
        lies.subList(known, lies.size()).forEach(System.err::println);
    }

    /** What is created where there was an object before was replaced: with its group AWS took away the rule in it, say. */
    private static SortedSet<Done> replacements(SortedSet<Done> reported, SortedSet<String> before) {
        SortedSet<Done> done = new TreeSet<>();
        reported.forEach(action -> done.add(
                action.action().equals("create") && before.contains(action.unit() + " " + action.address())
                        ? new Done(action.unit(), action.address(), "replace")
                        : action));
        return done;
    }

    /** The states tell the same as Terraform's reports. */
    private void states(Edit edit, SortedSet<Done> done, SortedSet<String> before, SortedSet<String> after) {
        SortedSet<String> created = new TreeSet<>();
        SortedSet<String> deleted = new TreeSet<>();
        done.forEach(action -> {
            if (action.action().equals("create")) {
                created.add(action.unit() + " " + action.address());
            } else if (action.action().equals("delete")) {
                deleted.add(action.unit() + " " + action.address());
            }
        });
        if (!without(after, before).equals(created)) {
            lies.add(edit.name() + ": the states have new objects " + without(after, before) + "; reported were "
                    + created);
        }
        if (!without(before, after).equals(deleted)) {
            lies.add(edit.name() + ": the states have lost " + without(before, after) + "; reported were " + deleted);
        }
    }

    /** Every difference between a plan and its apply. */
    List<String> lies() {
        return lies;
    }

    /** By change, what was planned, what of it as certain, and what was done. */
    Map<String, List<SortedSet<Done>>> actions() {
        return actions;
    }

    /** The comparison as a Markdown table. */
    String table() {
        StringBuilder table = new StringBuilder(
                "| change | actions taken | whole plan: missed | invented | conditional and not taken | s |"
                        + " each unit alone: missed | invented | s | time of the whole plan |\n"
                        + "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        rows.forEach(row -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.0f | %d%s | %d | %.0f | %.2f |%n",
                row.name(),
                row.done(),
                row.whole().missed(),
                row.whole().invented(),
                row.whole().open(),
                row.whole().seconds(),
                row.each().missed(),
                row.each().failed() ? " (failed)" : "",
                row.each().invented(),
                row.each().seconds(),
                row.whole().seconds() / row.each().seconds())));
        table.append(String.format(
                Locale.ROOT,
                "| **all** | **%d** | **%d** | **%d** | **%d** | | **%d** | **%d** | | %.2f (median) |%n",
                rows.stream().mapToInt(Row::done).sum(),
                rows.stream().mapToInt(row -> row.whole().missed()).sum(),
                rows.stream().mapToInt(row -> row.whole().invented()).sum(),
                rows.stream().mapToInt(row -> row.whole().open()).sum(),
                rows.stream().mapToInt(row -> row.each().missed()).sum(),
                rows.stream().mapToInt(row -> row.each().invented()).sum(),
                median()));
        return table.toString();
    }

    private double median() {
        List<Double> ratios = rows.stream()
                .map(row -> row.whole().seconds() / row.each().seconds())
                .sorted()
                .toList();
        return ratios.get(ratios.size() / 2);
    }
}
