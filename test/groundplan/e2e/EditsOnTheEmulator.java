package groundplan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes changes one after another, and holds what was planned against what the apply then did. */
final class EditsOnTheEmulator {
    private final Shop shop;
    private final boolean compare;
    private final List<String> lies = new ArrayList<>();
    private final Map<String, List<SortedSet<Done>>> actions = new LinkedHashMap<>();

    /** @param compare also plan with {@code terragrunt run --all plan} */
    EditsOnTheEmulator(Shop shop, boolean compare) {
        this.shop = shop;
        this.compare = compare;
    }

    /** Makes a change, plans, applies and compares; what came of it. */
    ComparedChange make(Edit edit, Path file) throws IOException {
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
        ComparedChange row = new ComparedChange(
                edit.name(),
                done.size(),
                ComparedChange.Account.of(planned, certain, done, nanos, false),
                each == null
                        ? null
                        : ComparedChange.Account.of(
                                each.planned(),
                                each.planned(),
                                done,
                                each.nanos(),
                                each.result().exit() != 0));
        System.err.println(row);
        lies.subList(known, lies.size()).forEach(System.err::println);
        return row;
    }

    /** Makes a change and plans it, which has to tell exactly these objects as ones that AWS would not create; applies nothing. */
    void collides(Edit edit, Path file, Set<String> expected) throws IOException {
        edit.make(shop.project);
        shop.synth();
        shop.groundplan("plan", Shop.ENVIRONMENT, "--out", file.toString()).exits(0);
        SortedSet<String> told = new TreeSet<>();
        TerraformJson.read(Files.readString(file)).path("dangers").forEach(danger -> {
            if (danger.path("weight").asText().equals("collision")) {
                told.add(Done.below(danger.path("unit").asText()) + " "
                        + danger.path("address").asText());
            }
        });
        if (!told.equals(expected)) {
            lies.add(edit.name() + ": told as collisions are " + told);
        }
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

    private static <T> SortedSet<T> without(SortedSet<T> all, SortedSet<T> these) {
        SortedSet<T> left = new TreeSet<>(all);
        left.removeAll(these);
        return left;
    }
}
