package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.ContentHash;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableEnvironment;
import groundplan.plan.PlannableUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tree that was read.
 *
 * @param folder its folder
 * @param repository the root of the repository that it is in
 * @param units its units in dependency order
 * @param outside where units outside of it, whose outputs its units read, keep their states: their {@code backend} blocks
 * @param excluded units that are there and that Terragrunt leaves out of plans
 * @param former units that it no longer has, as they were; of these only the states count
 * @param notes what to know about a plan of it, such as units that are excluded
 * @param secrets values in its units' inputs that are secret, whatever Terraform marks
 */
public record UnitTree(
        Path folder,
        Path repository,
        List<TreeUnit> units,
        Map<UnitPath, JsonNode> outside,
        Set<UnitPath> excluded,
        List<TreeUnit> former,
        List<String> notes,
        List<JsonNode> secrets) {
    /** A folder of Terragrunt's cache: below it is one for each source, and in that one for each version. */
    private static final int CACHE_DEPTH = 2;

    private static final Pattern CACHED =
            Pattern.compile("(?<cache>(?:.*/)?\\.terragrunt-cache)/[^/]+/[^/]+(?:/(?<inside>.*))?");

    /** A tree of which no unit is excluded, and which encrypts nothing. */
    public UnitTree(
            Path folder,
            Path repository,
            List<TreeUnit> units,
            Map<UnitPath, JsonNode> outside,
            List<TreeUnit> former,
            List<String> notes) {
        this(folder, repository, units, outside, Set.of(), former, notes, List.of());
    }

    public UnitTree {
        excluded = Set.copyOf(excluded);
        units = List.copyOf(units);
        outside = Map.copyOf(outside);
        former = List.copyOf(former);
        notes = List.copyOf(notes);
        secrets = List.copyOf(secrets);
    }

    /**
     * The folders in which Terragrunt may have run Terraform for a unit: that of the unit, or those of its cache, of which there is one
     * for each source that the unit has had; the newest first.
     */
    List<Path> workingFolders(TreeUnit unit) throws IOException {
        String module =
                unit.unit().files().map(PlannableUnit.ModuleFiles::folder).orElse("");
        Matcher cached = CACHED.matcher(module);
        if (!cached.matches()) {
            return List.of(repository.resolve(module));
        }
        Path cache = repository.resolve(cached.group("cache"));
        String inside = Optional.ofNullable(cached.group("inside")).orElse("");
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> list = Files.walk(cache, CACHE_DEPTH)) {
            return list.filter(path -> cache.relativize(path).getNameCount() == CACHE_DEPTH)
                    .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified())
                            .reversed())
                    .map(path -> path.resolve(inside))
                    .toList();
        }
    }

    /**
     * The file of a unit's state, if its backend is a file; empty if that is in Terragrunt's cache, where Terragrunt may make another
     * folder for it at any time.
     */
    public Optional<Path> stateFile(TreeUnit unit) throws IOException {
        Path file = Path.of(unit.backend().path(TreeStates.LOCAL).path("path").asText(TreeStates.STATE));
        if (file.isAbsolute()) {
            return Optional.of(file);
        }
        String module =
                unit.unit().files().map(PlannableUnit.ModuleFiles::folder).orElse("");
        return CACHED.matcher(module).matches()
                ? Optional.empty()
                : Optional.of(repository.resolve(module).resolve(file));
    }

    /** The path of a unit in a folder of the tree, also one that the tree no longer has. */
    public UnitPath path(String unitFolder) {
        return UnitPath.read(name() + "/" + unitFolder);
    }

    /** What to know about a plan of these units. */
    public List<String> notes(Set<UnitPath> planned) {
        List<String> all = new ArrayList<>(notes);
        units.stream().filter(unit -> planned.contains(unit.unit().path())).forEach(unit -> unit.notes()
                .forEach(note -> all.add(unit.unit().path().inEnvironment() + ": " + note)));
        return all;
    }

    /** The same with units that it no longer has, in the order in which they are destroyed. */
    public UnitTree with(List<TreeUnit> gone) {
        return new UnitTree(folder, repository, units, outside, excluded, gone, notes, secrets);
    }

    /** The same with further notes. */
    public UnitTree noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new UnitTree(folder, repository, units, outside, excluded, former, all, secrets);
    }

    /** The paths of the units that it no longer has. */
    public Set<UnitPath> formerPaths() {
        return former.stream().map(unit -> unit.unit().path()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The paths of all units. */
    public Set<UnitPath> paths() {
        return units.stream().map(unit -> unit.unit().path()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The units whose outputs a unit reads. */
    public Set<UnitPath> reads(UnitPath path) {
        return units.stream()
                .filter(unit -> unit.unit().path().equals(path))
                .findFirst()
                .map(unit -> new TreeSet<>(unit.unit().reads()))
                .orElseGet(TreeSet::new);
    }

    /** The folder of a unit. */
    public Path folder(UnitPath path) {
        Path inside = folder.resolve(path.inEnvironment());
        // The tree may be the folder of one unit.
        return Files.isDirectory(inside) ? inside : folder;
    }

    /** These units, and those that read their outputs, directly or not. */
    public Set<UnitPath> withReaders(Set<UnitPath> named) {
        Set<UnitPath> chosen = new TreeSet<>(named);
        units.forEach(unit -> {
            if (unit.unit().reads().stream().anyMatch(chosen::contains)) {
                chosen.add(unit.unit().path());
            }
        });
        return chosen;
    }

    /**
     * The tree as an environment that is planned.
     *
     * @param planned the units to plan; the others are read from their states
     */
    public PlannableEnvironment environment(Set<UnitPath> planned) {
        List<PlannableUnit> all = units.stream()
                .map(TreeUnit::unit)
                .filter(unit -> planned.contains(unit.path()))
                .toList();
        Set<UnitPath> known = paths();
        List<PlannableUnit> withFormer = new ArrayList<>(all);
        former.stream()
                .map(TreeUnit::unit)
                .filter(unit -> planned.contains(unit.path()))
                .forEach(withFormer::add);
        return new PlannableEnvironment(
                name(),
                account(all),
                "",
                withFormer,
                known,
                Set.of(),
                // Without those that are gone: which these are depends on the commit that the tree is compared with.
                ContentHash.sha256(all.stream()
                        .map(unit -> unit.path() + "\n" + unit.configuration() + "\n"
                                + unit.inputs().values().stream()
                                        .map(input -> input.value().toString())
                                        .collect(Collectors.joining("\n")))
                        .collect(Collectors.joining("\n"))),
                secrets);
    }

    /** The tree's name in reports: its folder, with the one that it is in. */
    public String name() {
        return units.isEmpty()
                ? folder.getFileName().toString()
                : units.get(0).unit().path().system() + "/"
                        + units.get(0).unit().path().environment();
    }

    /** The account that its providers name, whose key an emulator gets; empty if they name none, and the caller's key stays. */
    private static String account(List<PlannableUnit> units) {
        return units.stream()
                .flatMap(unit -> unit.providers().stream())
                .map(provider -> provider.configuration()
                        .value()
                        .path("allowed_account_ids")
                        .path(0)
                        .asText())
                .filter(id -> id.matches("[0-9]{12}"))
                .findFirst()
                .orElse("");
    }
}
