package groundplan.settings;

import groundplan.kernel.Nearest;
import groundplan.kernel.Scope;
import groundplan.kernel.TextForm;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Resolves references to units, in all environments, and orders each unit after those that it reads. */
final class ReferenceResolver {
    private final List<Problem> problems;
    private final Set<String> environments = new TreeSet<>();
    private final Set<String> unreadableEnvironments;
    private final Set<UnitPath> unreadable = new HashSet<>();
    private final Map<UnitPath, UnitModel<?, ?>> units = new TreeMap<>();
    /** The same by environment, for searches within one. */
    private final Map<String, List<UnitModel<?, ?>>> beside = new HashMap<>();

    private final Map<String, Node.Mapping> nodes = new HashMap<>();
    private final Map<UnitPath, UnitModel<?, ?>> done = new LinkedHashMap<>();

    /** @param unreadableEnvironments paths of environments that exist but have problems, which are already reported */
    ReferenceResolver(List<Problem> problems, Set<String> unreadableEnvironments) {
        this.problems = problems;
        this.unreadableEnvironments = unreadableEnvironments;
    }

    /** The environments whose own settings are valid, with their references resolved. */
    List<EnvironmentModel> resolve(List<EnvironmentDraft> drafts) {
        for (EnvironmentDraft draft : drafts) {
            environments.add(draft.path());
            unreadable.addAll(draft.unreadable());
            draft.units().forEach(unit -> units.put(unit.path(), unit));
            beside.put(draft.path(), draft.units());
            nodes.put(draft.path(), draft.node());
        }
        units.keySet().forEach(path -> visit(path, new ArrayList<>()));
        Map<String, List<UnitModel<?, ?>>> wired = new HashMap<>();
        done.values().forEach(unit -> wired.computeIfAbsent(environment(unit.path()), path -> new ArrayList<>())
                .add(unit));
        List<EnvironmentModel> resolved = new ArrayList<>();
        for (EnvironmentDraft draft : drafts) {
            draft.settings()
                    .ifPresent(settings -> resolved.add(new EnvironmentModel(
                            draft.system(),
                            draft.name(),
                            settings,
                            draft.node(),
                            List.copyOf(wired.getOrDefault(draft.path(), List.of())))));
        }
        return resolved;
    }

    private void visit(UnitPath path, List<UnitPath> trail) {
        if (done.containsKey(path)) {
            return;
        }
        UnitModel<?, ?> unit = units.get(path);
        SortedMap<String, UnitModel<?, ?>> reads = new TreeMap<>();
        Map<String, UnitPath> wires = new TreeMap<>();
        trail.add(path);
        boolean complete = true;
        for (UnitReference reference : UnitReference.in(unit)) {
            Optional<UnitPath> target = target(path, reference);
            if (target.isEmpty()) {
                complete = false;
                continue;
            }
            if (trail.contains(target.get())) {
                List<String> circle = new ArrayList<>(trail.subList(trail.indexOf(target.get()), trail.size()).stream()
                        .map(step -> called(step, path))
                        .toList());
                circle.add(called(target.get(), path));
                problems.add(new Problem(
                        reference.mark(),
                        reference.key(),
                        "makes a cycle: " + String.join(" -> ", circle) + "; remove one of these references"));
                complete = false;
                continue;
            }
            visit(target.get(), trail);
            String wire = target.get().wireName(path);
            UnitPath same = wires.putIfAbsent(wire, target.get());
            if (same != null && !same.equals(target.get())) {
                problems.add(new Problem(
                        reference.mark(),
                        reference.key(),
                        "reads " + target.get() + " and " + same + ", which are both called " + wire
                                + " in Terraform; rename one"));
                complete = false;
                continue;
            }
            reads.put(reference.name(), done.get(target.get()));
        }
        trail.remove(path);
        UnitModel<?, ?> wired = withReads(unit, reads);
        done.put(path, wired);
        // Nothing can be said about a unit that is missing or has problems of its own.
        if (complete && unit.environment() != null) {
            wired.checkReferences((key, problem) -> problems.add(new Problem(
                    Binder.find(unit.node(), key),
                    "units." + path.unit() + (key.isEmpty() ? "" : "." + key),
                    problem)));
        }
    }

    private static String environment(UnitPath unit) {
        return unit.system() + "/" + unit.environment();
    }

    private static String called(UnitPath unit, UnitPath reader) {
        return unit.isBeside(reader) ? unit.unit() : unit.nameFor(reader);
    }

    private Optional<UnitPath> target(UnitPath reader, UnitReference reference) {
        Optional<String> noRegion =
                region(reference.name()).flatMap(region -> ScalarBinder.problem(TextForm.REGION, region));
        if (noRegion.isPresent()) {
            problems.add(new Problem(reference.mark(), reference.key(), noRegion.get()));
            return Optional.empty();
        }
        List<UnitPath> candidates = candidates(reader, reference.name());
        String where = reader.system() + "/" + (candidates.isEmpty() ? reader : candidates.get(0)).environment();
        if (unreadableEnvironments.contains(where)) {
            return Optional.empty();
        }
        if (!environments.contains(where)) {
            List<String> known = environments.stream()
                    .filter(path -> path.startsWith(reader.system() + "/"))
                    .map(path -> path.substring(reader.system().length() + 1))
                    .toList();
            String environment = where.substring(reader.system().length() + 1);
            problems.add(new Problem(
                    reference.mark(),
                    reference.key(),
                    reader.system() + " has no environment '" + environment + "', which '" + reference.name()
                            + "' refers to" + Nearest.hint(environment, known)));
            return Optional.empty();
        }
        Optional<UnitPath> found = candidates.stream()
                .filter(path -> units.containsKey(path) || unreadable.contains(path))
                .findFirst();
        if (found.filter(unreadable::contains).isPresent()) {
            return Optional.empty();
        }
        if (found.isEmpty()) {
            MissingUnit missing = new MissingUnit(
                    reference.name(),
                    reference.kind(),
                    candidates.get(0),
                    region(reference.name()).isPresent(),
                    reader,
                    beside.getOrDefault(where, List.of()),
                    nodes.get(where));
            problems.add(new Problem(
                    reference.mark(),
                    reference.key(),
                    where + " has no unit '" + reference.name() + "' of kind " + reference.kind() + missing.advice()));
            return found;
        }
        String kind = units.get(found.get()).kind().name();
        if (!kind.equals(reference.kind())) {
            problems.add(new Problem(
                    reference.mark(),
                    reference.key(),
                    "unit '" + reference.name() + "' of " + where + " is of kind " + kind + "; a unit of kind "
                            + reference.kind() + " is needed"));
            return Optional.empty();
        }
        String here = region(units.get(reader));
        String there = region(units.get(found.get()));
        if (reference.reads().sameRegion()
                && units.get(found.get()).kind().scope() == Scope.REGIONAL
                && !here.equals(there)) {
            problems.add(new Problem(
                    reference.mark(),
                    reference.key(),
                    "'" + reference.name() + "' is in " + there + ", and AWS takes only one in " + here
                            + " here, where this unit is; name a unit of kind " + reference.kind() + " there"));
            return Optional.empty();
        }
        return found;
    }

    private static String region(UnitModel<?, ?> unit) {
        return unit.kind().scope() == Scope.GLOBAL
                ? UnitContext.GLOBAL_REGION
                : unit.path().region();
    }

    /** The part of a name that has the form of an AWS region. */
    private static Optional<String> region(String name) {
        String[] parts = name.split("/", 3);
        int at = UnitPath.isRegion(parts[0]) ? 0 : 1;
        return parts.length > 1 + at && UnitPath.isRegion(parts[at]) && !parts[at].equals(UnitPath.GLOBAL)
                ? Optional.of(parts[at])
                : Optional.empty();
    }

    /** The units that a name can mean, in the order of the search; all are of one environment. */
    private List<UnitPath> candidates(UnitPath reader, String name) {
        String[] two = name.split("/", 2);
        if (two.length == 2 && UnitPath.isRegion(two[0]) && UnitPath.isUnitName(two[1])) {
            return List.of(reader.sibling(two[0], two[1]));
        }
        String[] three = name.split("/", 3);
        if (three.length == 3
                && UnitPath.isWord(three[0])
                && UnitPath.isRegion(three[1])
                && UnitPath.isUnitName(three[2])) {
            return List.of(reader.elsewhere(three[0], three[1], three[2]));
        }
        if (!UnitPath.isUnitName(name)) {
            return List.of();
        }
        List<UnitPath> candidates =
                new ArrayList<>(List.of(reader.sibling(reader.region(), name), reader.sibling(UnitPath.GLOBAL, name)));
        // A unit without a region is found from every region, even if its folder is in one.
        beside.getOrDefault(environment(reader), List.of()).stream()
                .filter(unit -> unit.kind().scope() == Scope.GLOBAL
                        && unit.path().unit().equals(name))
                .map(UnitModel::path)
                .forEach(candidates::add);
        return candidates;
    }

    private static <S extends Record, O extends Record> UnitModel<S, O> withReads(
            UnitModel<S, O> unit, SortedMap<String, UnitModel<?, ?>> reads) {
        return new UnitModel<>(
                unit.path(),
                unit.kind(),
                unit.settings(),
                unit.environment(),
                Collections.unmodifiableSortedMap(reads),
                unit.node(),
                unit.files(),
                unit.transition(),
                unit.others());
    }
}
