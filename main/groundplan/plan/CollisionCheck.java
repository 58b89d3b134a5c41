package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.review.Danger;
import groundplan.review.Dangers;
import groundplan.review.Identifiers;
import groundplan.states.RecordedProvider;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds objects that a plan creates while another one still has the name, the priority or whatever else AWS identifies them by. Inside a
 * unit an apply destroys that other one first; between units, the order is that of their outputs.
 */
final class CollisionCheck {
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:iam::([0-9]{12}):.*");

    private final PlannableEnvironment environment;
    private final Map<String, HeldBy> holders = new HashMap<>();
    /** The days for which AWS keeps the name of an object after its destruction. */
    private final Map<HeldBy, Integer> daysKept = new HashMap<>();

    private final Map<UnitPath, Set<UnitPath>> reads = new HashMap<>();
    /** Whose accounts the providers of a unit work in, as far as they say; objects of other accounts have names of their own. */
    private final Map<UnitPath, Set<String>> accounts = new HashMap<>();

    /**
     * @param states the states of all units of the environment
     */
    CollisionCheck(PlannableEnvironment environment, Map<UnitPath, StateFile> states) {
        this.environment = environment;
        environment.units().forEach(unit -> {
            reads.put(unit.path(), unit.reads());
            accounts.put(unit.path(), accounts(unit));
        });
        states.forEach((unit, state) -> RecordedProvider.in(state).forEach((provider, resources) -> {
            String region = provider.region(resources).orElse(region(unit));
            resources.forEach(resource -> hold(unit, region, resource));
        }));
    }

    private static Set<String> accounts(PlannableUnit unit) {
        Set<String> accounts = new TreeSet<>();
        unit.providers().forEach(provider -> {
            JsonNode configuration = provider.configuration().value();
            configuration.path("allowed_account_ids").forEach(account -> accounts.add(account.asText()));
            JsonNode role = configuration.path("assume_role");
            Matcher account = ACCOUNT.matcher(
                    (role.isArray() ? role.path(0) : role).path("role_arn").asText());
            if (account.matches()) {
                accounts.add(account.group(1));
            }
        });
        return accounts;
    }

    private boolean mayBeInOneAccount(JsonNode change, UnitPath one, UnitPath other) {
        if (Identifiers.inTheWorld(change.path("type").asText())) {
            return true;
        }
        Set<String> ofOne = accounts.getOrDefault(one, Set.of());
        Set<String> ofOther = accounts.getOrDefault(other, Set.of());
        return ofOne.isEmpty() || ofOther.isEmpty() || !Collections.disjoint(ofOne, ofOther);
    }

    /** An object in a state. */
    private record HeldBy(UnitPath unit, String address) {}

    /** What a plan does with an object, from Terraform's JSON. */
    private record Planned(Set<String> actions, Set<String> keys) {}

    private void hold(UnitPath unit, String region, JsonNode resource) {
        String type = resource.path("type").asText();
        String module = resource.path("module").asText();
        resource.path("instances").forEach(instance -> {
            JsonNode index = instance.path("index_key");
            String address = (module.isEmpty() ? "" : module + ".") + type + "."
                    + resource.path("name").asText() + (index.isMissingNode() ? "" : "[" + index + "]");
            if (!instance.has("deposed")) {
                Identifiers.of(type, region, instance.path("attributes"))
                        .forEach(identifier -> holders.putIfAbsent(identifier.key(), new HeldBy(unit, address)));
                int days = Identifiers.daysKept(type, instance.path("attributes"));
                if (days > 0) {
                    daysKept.put(new HeldBy(unit, address), days);
                }
            }
        });
    }

    /** The plan with a danger for each object that cannot be created when it would be. */
    EnvironmentPlan in(EnvironmentPlan plan, JsonNode json) {
        Map<String, UnitPath> modules = new HashMap<>();
        plan.units().forEach(unit -> modules.put("module." + StateKeys.module(unit.unit()), unit.unit()));
        // What somebody has deleted has no name any more, although a state still has it.
        json.path("resource_drift").forEach(change -> {
            if (actions(change).equals(Set.of("delete"))) {
                at(modules, change, "address")
                        .ifPresent(place -> holders.values().removeIf(place::equals));
            }
        });
        Map<HeldBy, Planned> planned = new HashMap<>();
        Map<HeldBy, Danger> dangers = new HashMap<>();
        List<JsonNode> changes = new ArrayList<>();
        json.path("resource_changes").forEach(change -> {
            if (!change.has("deposed") && at(modules, change, "address").isPresent()) {
                changes.add(change);
                Planned fate = new Planned(actions(change), keys(modules, change, "after"));
                at(modules, change, "address").ifPresent(place -> planned.put(place, fate));
                at(modules, change, "previous_address").ifPresent(place -> planned.put(place, fate));
            }
        });
        Map<String, HeldBy> made = new HashMap<>();
        changes.forEach(change -> danger(modules, change, planned)
                .or(() -> madeTwice(modules, change, made))
                .ifPresent(danger -> dangers.put(at(modules, change, "address").orElseThrow(), danger)));
        return plan.with(plan.units().stream()
                .map(unit -> unit.with(unit.changes().stream()
                        .map(change -> Optional.ofNullable(dangers.get(new HeldBy(unit.unit(), change.address())))
                                .filter(danger -> change.deposed().isEmpty())
                                .map(change::with)
                                .orElse(change))
                        .toList()))
                .toList());
    }

    private Optional<Danger> danger(Map<String, UnitPath> modules, JsonNode change, Map<HeldBy, Planned> planned) {
        Set<String> actions = actions(change);
        if (!actions.contains("create") && !actions.contains("update")) {
            return Optional.empty();
        }
        HeldBy place = at(modules, change, "address").orElseThrow();
        Optional<HeldBy> former = at(modules, change, "previous_address");
        Set<String> had = actions.contains("update") ? keys(modules, change, "before") : Set.of();
        return identifiers(modules, change, "after").stream()
                .filter(identifier -> !had.contains(identifier.key()))
                .flatMap(identifier -> Optional.ofNullable(holders.get(identifier.key()))
                        .filter(holder -> !former.filter(holder::equals).isPresent())
                        .filter(holder -> mayBeInOneAccount(change, holder.unit(), place.unit()))
                        .flatMap(holder -> danger(place, change, identifier, holder, planned.get(holder)))
                        .stream())
                .findFirst();
    }

    /** Another object that the plan creates, or changes, with the same identifier. */
    private Optional<Danger> madeTwice(Map<String, UnitPath> modules, JsonNode change, Map<String, HeldBy> made) {
        Set<String> actions = actions(change);
        if (!actions.contains("create") && !actions.contains("update")) {
            return Optional.empty();
        }
        HeldBy place = at(modules, change, "address").orElseThrow();
        Set<String> had = actions.contains("update") ? keys(modules, change, "before") : Set.of();
        return identifiers(modules, change, "after").stream()
                .filter(identifier -> !had.contains(identifier.key()))
                .flatMap(identifier -> Optional.ofNullable(made.putIfAbsent(identifier.key(), place))
                        .filter(first -> mayBeInOneAccount(change, first.unit(), place.unit()))
                        .map(first -> Dangers.heldForGood(
                                identifier.attribute(), first.unit().inEnvironment() + " " + first.address()))
                        .stream())
                .findFirst();
    }

    private Optional<Danger> danger(
            HeldBy place, JsonNode change, Identifiers.Identifier identifier, HeldBy holder, Planned fate) {
        String name = holder.unit().inEnvironment() + " " + holder.address();
        if (holder.equals(place)) {
            boolean createdFirst =
                    change.path("change").path("actions").path(0).asText().equals("create");
            return createdFirst
                    ? Optional.of(Dangers.heldByItself(identifier.attribute()))
                    : fate.actions().contains("delete") ? keptAfterwards(identifier, holder, name) : Optional.empty();
        }
        boolean stays = fate == null
                || fate.actions().stream().noneMatch(Set.of("delete", "update")::contains)
                || fate.keys().contains(identifier.key());
        if (stays) {
            return Optional.of(Dangers.heldForGood(identifier.attribute(), name));
        }
        boolean deleted = fate.actions().equals(Set.of("delete"));
        boolean ordered = holder.unit().equals(place.unit())
                ? deleted
                : environment.known().contains(holder.unit())
                        && behind(place.unit(), new HashSet<>()).contains(holder.unit());
        return ordered
                ? keptAfterwards(identifier, holder, name)
                : Optional.of(Dangers.heldForNow(identifier.attribute(), name));
    }

    private Optional<Danger> keptAfterwards(Identifiers.Identifier identifier, HeldBy holder, String name) {
        return Optional.ofNullable(daysKept.get(holder))
                .map(days -> Dangers.heldAfterwards(identifier.attribute(), name, days));
    }

    /** All units that a unit reads, directly or not: they are applied before it. */
    private Set<UnitPath> behind(UnitPath unit, Set<UnitPath> seen) {
        reads.getOrDefault(unit, Set.of()).forEach(read -> {
            if (seen.add(read)) {
                behind(read, seen);
            }
        });
        return seen;
    }

    private Set<String> keys(Map<String, UnitPath> modules, JsonNode change, String side) {
        Set<String> keys = new HashSet<>();
        identifiers(modules, change, side).forEach(identifier -> keys.add(identifier.key()));
        return keys;
    }

    private List<Identifiers.Identifier> identifiers(Map<String, UnitPath> modules, JsonNode change, String side) {
        UnitPath unit = at(modules, change, "address").orElseThrow().unit();
        return Identifiers.of(
                change.path("type").asText(),
                region(unit, change),
                change.path("change").path(side));
    }

    private static Set<String> actions(JsonNode change) {
        Set<String> actions = new HashSet<>();
        change.path("change").path("actions").forEach(action -> actions.add(action.asText()));
        return actions;
    }

    private static Optional<HeldBy> at(Map<String, UnitPath> modules, JsonNode change, String side) {
        if (!change.path(side).isTextual()) {
            return Optional.empty();
        }
        ResourceAddress address = ResourceAddress.parse(change.path(side).asText());
        return address.module()
                .map(modules::get)
                .map(unit -> new HeldBy(unit, address.inside().toString()));
    }

    /** The region of the provider that a unit's configuration gives a resource. */
    private String region(UnitPath unit, JsonNode change) {
        String provider = Optional.ofNullable(environment.configurations().get(unit))
                .map(configuration -> configuration
                        .path("resource")
                        .path(change.path("type").asText())
                        .path(change.path("name").asText())
                        .path("provider")
                        .asText())
                .orElse("");
        return environment.units().stream()
                .filter(own -> own.path().equals(unit))
                .flatMap(own -> own.providers().stream())
                .filter(own -> own.alias().isPresent() && own.local().equals(provider))
                .map(own -> own.configuration().value().path("region").asText())
                .findFirst()
                .orElse(region(unit));
    }

    private static String region(UnitPath unit) {
        return unit.likelyRegion();
    }
}
