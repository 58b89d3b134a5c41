package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a tree of Terragrunt. Which units there are, what they include and on what they depend is Terragrunt's own answer, and so is
 * everything that does not depend on another unit: it evaluates the configuration and prepares the modules, in a copy of the repository.
 */
public final class TreeReader implements TreeSource {
    /** The name of a stack's file. */
    static final String STACK = "terragrunt.stack.hcl";

    private final Path tree;
    private final Terragrunt terragrunt;
    private final Path work;
    private final TreeVersion version;
    private final List<String> problems = new ArrayList<>();
    private Mirror mirror;

    /**
     * @param tree the tree's folder
     * @param terragrunt the Terragrunt executable
     * @param engine the Terraform executable
     * @param variables the environment variables to run them with
     * @param work an empty private folder, which has to exist as long as the units are planned
     */
    public TreeReader(Path tree, Path terragrunt, Path engine, Map<String, String> variables, Path work)
            throws IOException {
        this(tree, terragrunt, engine, variables, work, TreeVersion.NOW);
    }

    /** @param version what to read instead of the files that are there */
    public TreeReader(
            Path tree, Path terragrunt, Path engine, Map<String, String> variables, Path work, TreeVersion version)
            throws IOException {
        this.version = version;
        this.tree = tree.toRealPath();
        this.terragrunt = new Terragrunt(terragrunt, engine, variables, work);
        this.work = work;
    }

    /** Which units there are, without reading them. */
    public Set<UnitPath> listed() throws IOException {
        return find().stream().map(unit -> path(unit.folder())).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<FoundUnit> find() throws IOException {
        Path copy = Files.createDirectories(work.resolve("repository"));
        mirror = version.mirror(tree, copy);
        if (hasStacks()) {
            terragrunt.output(mirror, mirror.copied(tree), List.of("stack", "generate"));
        }
        return FoundUnit.read(mirror.copied(tree), terragrunt.find(mirror, mirror.copied(tree), List.of()));
    }

    @Override
    public UnitTree read() throws IOException {
        List<FoundUnit> found = find();
        if (found.isEmpty()) {
            throw new UnreadableTree(List.of(UnitCycle.in(mirror, mirror.copied(tree), terragrunt)
                    .orElse(tree + " has no units of Terragrunt")));
        }
        List<FoundUnit> outside = new ArrayList<>(outside(found));
        TreeConfigurations files = new TreeConfigurations(mirror, mirror.copied(tree), problems);
        List<FoundUnit> all = new ArrayList<>(found);
        all.addAll(outside);
        files.read(all);
        files.refuseRead(all);
        stopOnProblems();
        files.link(all);
        stopOnProblems();
        files.rewrite(outside);
        Map<Path, RecordedCall> calls = terragrunt.calls(
                mirror,
                mirror.copied(tree),
                true,
                found.stream().map(files::folder).toList());
        List<FoundUnit> planned = found.stream()
                .filter(unit -> calls.containsKey(files.folder(unit)))
                .toList();
        List<FoundUnit> excluded = new ArrayList<>(found);
        excluded.removeAll(planned);
        Set<String> read =
                planned.stream().flatMap(unit -> unit.dependencies().stream()).collect(Collectors.toSet());
        excluded.stream().filter(unit -> read.contains(unit.folder())).forEach(outside::add);
        if (!excluded.isEmpty()) {
            files.rewrite(outside);
        }
        List<TreeUnit> units = new ArrayList<>();
        Map<UnitPath, JsonNode> others = new TreeMap<>();
        UnitReader reader = new UnitReader(
                mirror,
                terragrunt,
                files,
                this::path,
                unit -> unapplied(unit, others),
                new RunOrders(all, files, this::path),
                problems);
        for (FoundUnit unit : outside) {
            Path folder = files.folder(unit);
            RecordedCall call =
                    terragrunt.calls(mirror, folder, false, List.of(folder)).get(folder);
            if (call != null) {
                ObjectNode configuration =
                        ModuleFolder.read(call.folder(), mirror::shown).configuration();
                reader.outputs(path(unit.folder()), configuration);
                others.put(path(unit.folder()), Backends.of(configuration, mirror, folder, terragrunt));
            }
        }
        List<PreparedUnit> prepared = new ArrayList<>();
        for (FoundUnit unit : planned) {
            reader.prepare(unit, calls.get(files.folder(unit))).ifPresent(prepared::add);
        }
        Map<UnitPath, SortedMap<String, ReplacedReads.StateOutput>> states =
                new LookedUpStates(mirror, terragrunt, problems).replaced(prepared);
        for (PreparedUnit unit : prepared) {
            reader.read(unit, states.getOrDefault(unit.path(), new TreeMap<>())).ifPresent(units::add);
        }
        stopOnProblems();
        Map<FoundUnit, RecordedCall> called = new LinkedHashMap<>();
        planned.forEach(unit -> called.put(unit, calls.get(files.folder(unit))));
        // Of an earlier version no value is shown.
        SopsSecrets secrets =
                version.equals(TreeVersion.NOW) ? SopsSecrets.of(called, mirror, terragrunt) : SopsSecrets.NONE;
        List<String> notes = new ArrayList<>(secrets.notes());
        excluded.forEach(unit -> notes.add(excluded(unit.folder())));
        return new UnitTree(
                tree,
                mirror.original(),
                new ReadUnits(units).inOrder(),
                others,
                excluded.stream().map(unit -> path(unit.folder())).collect(Collectors.toSet()),
                List.of(),
                notes,
                secrets.values());
    }

    /** The filters are Terragrunt's. */
    @Override
    public Set<UnitPath> selected(List<String> filters) throws IOException {
        List<String> arguments = new ArrayList<>();
        filters.forEach(filter -> arguments.addAll(List.of("--filter", filter)));
        return FoundUnit.read(mirror.copied(tree), terragrunt.find(mirror, mirror.copied(tree), arguments)).stream()
                .map(unit -> path(unit.folder()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** For an earlier version of the files nothing is planned. */
    private boolean unapplied(UnitPath unit, Map<UnitPath, JsonNode> others) {
        try {
            return version.equals(TreeVersion.NOW)
                    && others.containsKey(unit)
                    && new TreeStates(
                                    new UnitTree(tree, mirror.original(), List.of(), others, List.of(), List.of()),
                                    terragrunt.engine(),
                                    terragrunt.variables())
                            .elsewhere(unit)
                            .isEmpty();
        } catch (IOException unreadable) {
            // Whoever needs the state says so.
            return false;
        }
    }

    private String excluded(String folder) {
        return path(folder) + " is not planned: its exclude block leaves it out of plan";
    }

    private boolean hasStacks() throws IOException {
        try (Stream<Path> walk = Files.walk(mirror.copied(tree))) {
            return walk.anyMatch(file -> file.getFileName().toString().equals(STACK));
        }
    }

    /** The units outside of the tree whose outputs its units read; what these read is in their states. */
    private List<FoundUnit> outside(List<FoundUnit> found) throws IOException {
        MissingDependencies missing = new MissingDependencies(mirror, mirror.copied(tree), found);
        Set<String> known = found.stream().map(FoundUnit::folder).collect(Collectors.toSet());
        SortedSet<String> others = new TreeSet<>();
        found.forEach(unit -> unit.dependencies().stream()
                .filter(folder -> !known.contains(folder))
                .forEach(others::add));
        List<FoundUnit> units = new ArrayList<>();
        for (String folder : others) {
            Path place = mirror.copied(tree).resolve(folder).normalize();
            if (!Files.exists(place.resolve("terragrunt.hcl"))) {
                problems.addAll(missing.of(folder));
                continue;
            }
            FoundUnit.read(place, terragrunt.find(mirror, place, List.of())).stream()
                    .filter(unit -> unit.folder().equals("."))
                    .forEach(unit ->
                            units.add(new FoundUnit(folder, unit.includes(), unit.dependencies(), unit.reading())));
        }
        return units;
    }

    private void stopOnProblems() {
        if (!problems.isEmpty()) {
            throw new UnreadableTree(problems.stream().distinct().toList());
        }
    }

    private UnitPath path(String folder) {
        return new TreePaths(mirror.original(), tree).of(folder);
    }
}
