package groundplan.refactor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.json.TerraformJson;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.settings.Problem;
import groundplan.states.StateFile;
import groundplan.states.TerraformVersions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Moves objects between states, in memory. An object keeps its values, the version of their schema, what its provider keeps with it, and
 * whether it is tainted; its address, its provider and what it depends on are those of its new place. Data sources stay where they are:
 * each plan reads them again.
 */
public final class StateRewriting {
    private final List<StateMove> entries;
    private final Map<UnitPath, StateFile> states;
    private final StateProviders providers;
    private final List<Problem> problems;
    private final List<Placed> places = new ArrayList<>();
    /** Which unit had an object. */
    private final Map<StateObject, UnitPath> origins = new IdentityHashMap<>();
    /** The objects by unit and address in the configuration, as they were. */
    private final Map<UnitPath, Map<String, List<Placed>>> configured = new TreeMap<>();

    private final List<ObjectMove> moves = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    /** An object, and what becomes of it: the same one if it does not move. */
    private record Placed(StateObject was, StateObject now, boolean moves) {}

    private StateRewriting(
            List<StateMove> entries,
            Map<UnitPath, StateFile> states,
            StateProviders providers,
            List<Problem> problems) {
        this.entries = entries;
        this.states = states;
        this.providers = providers;
        this.problems = problems;
    }

    /**
     * Moves objects. An object is moved by the first entry that is about it.
     *
     * @param states the states of the units that the entries name, of those that have one
     * @param problems gets what is wrong; the result is then of no use
     */
    public static RefactoredStates of(
            List<StateMove> entries,
            Map<UnitPath, StateFile> states,
            StateProviders providers,
            List<Problem> problems) {
        return new StateRewriting(entries, states, providers, problems).rewritten();
    }

    private RefactoredStates rewritten() {
        Map<StateMove, Integer> matched = new HashMap<>();
        Map<UnitPath, List<StateObject>> now = new TreeMap<>();
        states.forEach((unit, state) -> now.put(unit, StateObject.in(unit, state)));
        now.values().forEach(objects -> objects.forEach(object -> place(object, matched)));
        entries.forEach(entry -> {
            if (!matched.containsKey(entry)) {
                nothing(entry, now);
            }
        });
        refuseTaken();
        refuseAgain();
        Map<UnitPath, List<StateObject>> given = new TreeMap<>();
        places.forEach(placed -> given.computeIfAbsent(placed.now().unit(), unit -> new ArrayList<>())
                .add(placed.now()));
        SortedMap<UnitPath, StateFile> after = new TreeMap<>();
        Set<UnitPath> changed = new TreeSet<>();
        moves.forEach(move -> {
            changed.add(move.from());
            changed.add(move.to());
        });
        if (problems.isEmpty()) {
            changed.forEach(unit -> after.put(unit, state(unit, given.getOrDefault(unit, List.of()))));
        }
        return new RefactoredStates(states, after, moves, done);
    }

    private void place(StateObject object, Map<StateMove, Integer> matched) {
        boolean moved = false;
        for (StateMove entry : entries) {
            Optional<String> address =
                    entry.from().equals(object.unit()) ? entry.moved(object.address(), object.key()) : Optional.empty();
            if (address.isPresent()) {
                matched.merge(entry, 1, Integer::sum);
                if (!moved) {
                    moved = true;
                    move(entry, object, address.get());
                }
            }
        }
        if (!moved) {
            put(object, object, false);
        }
    }

    private void put(StateObject object, StateObject there, boolean moves) {
        Placed placed = new Placed(object, there, moves);
        places.add(placed);
        origins.put(there, object.unit());
        configured
                .computeIfAbsent(object.unit(), unit -> new HashMap<>())
                .computeIfAbsent(object.inConfiguration(), address -> new ArrayList<>())
                .add(placed);
    }

    private void move(StateMove entry, StateObject object, String text) {
        Optional<ResourceAddress> address = ResourceAddress.find(text);
        if (address.isEmpty()
                || address.get().mode().isPresent()
                || !address.get().type().equals(object.type())) {
            problem(
                    entry,
                    "would move " + object.address() + object.key() + " to " + text
                            + (address.isEmpty()
                                    ? ", which is no address"
                                    : ", which is of another type: an object stays what it is"));
            put(object, object, false);
            return;
        }
        StateObject there = object.at(entry.to(), address.get(), providers.of(entry.to(), address.get()));
        put(object, there, true);
        if (!object.instance().has("deposed")) {
            moves.add(new ObjectMove(
                    object.unit(),
                    object.address() + object.key(),
                    there.unit(),
                    there.address() + there.key(),
                    object.id()));
        }
    }

    /** An entry that is about no object: it has been done, or there is a mistake in it. */
    private void nothing(StateMove entry, Map<UnitPath, List<StateObject>> now) {
        boolean there = now.getOrDefault(entry.to(), List.of()).stream()
                .anyMatch(object -> entry.mayHaveMoved(object.address(), object.key()));
        if (there) {
            done.add(entry.entry().from() + " -> " + entry.entry().to());
            return;
        }
        String unit = entry.from().inEnvironment();
        problems.add(new Problem(
                entry.entry().fromMark(),
                "from",
                !states.containsKey(entry.from())
                        ? unit + " has no state"
                        : "the state of " + unit + " has nothing"
                                + (entry.fromAddress().isEmpty() ? "" : " at " + entry.fromAddress())
                                + Nearest.hint(
                                        entry.fromAddress(),
                                        now.getOrDefault(entry.from(), List.of()).stream()
                                                .map(StateObject::address)
                                                .distinct()
                                                .toList())));
    }

    private void refuseTaken() {
        Map<UnitPath, Set<String>> taken = new HashMap<>();
        places.stream().filter(placed -> !placed.moves()).forEach(placed -> taken.computeIfAbsent(
                        placed.now().unit(), unit -> new TreeSet<>())
                .add(placed.now().identity()));
        places.stream()
                .filter(placed -> placed.moves()
                        && !taken.computeIfAbsent(placed.now().unit(), unit -> new TreeSet<>())
                                .add(placed.now().identity()))
                .forEach(placed -> taken(placed.was(), placed.now()));
    }

    /** The same file would move such an object again, once all is done. */
    private void refuseAgain() {
        places.stream().filter(Placed::moves).forEach(placed -> entries.stream()
                .filter(entry -> entry.from().equals(placed.now().unit()))
                .forEach(entry -> entry.moved(
                                placed.now().address(), placed.now().key())
                        .filter(address -> !entry.to().equals(placed.now().unit())
                                || !address.equals(
                                        placed.now().address() + placed.now().key()))
                        .ifPresent(address -> about(placed.was())
                                .ifPresent(first -> problem(
                                        first,
                                        placed.was() + " would be moved to " + placed.now() + ", and from there to "
                                                + entry.to().inEnvironment() + " " + address + " by "
                                                + entry.entry().fromMark()
                                                + ": do that in a refactoring of its own")))));
    }

    /** The entry that moves an object. */
    private Optional<StateMove> about(StateObject object) {
        return entries.stream()
                .filter(entry -> entry.from().equals(object.unit())
                        && entry.moved(object.address(), object.key()).isPresent())
                .findFirst();
    }

    private void taken(StateObject object, StateObject there) {
        about(object)
                .ifPresent(entry -> problem(
                        entry,
                        there.unit().inEnvironment() + " has " + there.address() + there.key() + ", to which " + object
                                + " would be moved"));
    }

    private void problem(StateMove entry, String why) {
        problems.add(new Problem(entry.entry().toMark(), "to", why));
    }

    private StateFile state(UnitPath unit, List<StateObject> objects) {
        StateFile own = states.get(unit);
        Set<UnitPath> givers = new TreeSet<>();
        moves.stream().filter(move -> move.to().equals(unit)).forEach(move -> givers.add(move.from()));
        ObjectNode json = TerraformJson.object().put("version", 4);
        json.put(
                "terraform_version",
                TerraformVersions.newest(states.entrySet().stream()
                        .filter(one -> one.getKey().equals(unit) || givers.contains(one.getKey()))
                        .map(one -> one.getValue().terraformVersion())
                        .toList()));
        Optional<StateFile> like = own != null ? Optional.of(own) : renamed(unit, givers);
        json.put("serial", like.map(StateFile::serial).orElse(0L) + 1);
        json.put("lineage", like.map(StateFile::lineage).orElseGet(() -> UUID.randomUUID()
                .toString()));
        json.set("outputs", TerraformJson.object());
        ArrayNode resources = json.putArray(RefactoredStates.RESOURCES);
        if (own != null && !objects.isEmpty()) {
            own.json().path(RefactoredStates.RESOURCES).forEach(resource -> {
                if (!StateObject.managed(resource)) {
                    resources.add(resource.deepCopy());
                }
            });
        }
        new StateResources(this::dependencies).add(objects, resources);
        return new StateFile(own == null ? unit.toString() : own.place(), json);
    }

    /** The state that a unit takes over as a whole, if it is one. */
    private Optional<StateFile> renamed(UnitPath unit, Set<UnitPath> givers) {
        return givers.size() == 1
                        && places.stream()
                                .filter(placed -> givers.contains(placed.was().unit()))
                                .allMatch(placed -> placed.now().unit().equals(unit))
                ? givers.stream().findFirst().map(states::get)
                : Optional.empty();
    }

    /** What an object depends on where it is now, as far as that is in the same state. */
    private Set<String> dependencies(StateObject there) {
        UnitPath origin = origins.get(there);
        Set<String> addresses = new TreeSet<>();
        there.instance().path("dependencies").forEach(dependency -> {
            List<Placed> found = configured.getOrDefault(origin, Map.of()).getOrDefault(dependency.asText(), List.of());
            if (found.isEmpty() && there.unit().equals(origin)) {
                addresses.add(dependency.asText());
            }
            found.stream()
                    .map(Placed::now)
                    .filter(one -> one.unit().equals(there.unit()))
                    .forEach(one -> addresses.add(one.inConfiguration()));
        });
        return addresses;
    }
}
