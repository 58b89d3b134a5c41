package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.git.GitFolder;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.references.Template;
import groundplan.states.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A tree as it was in a commit, for the units that it no longer has. */
public final class FormerTree {
    private static final String UNIT = "terragrunt.hcl";

    private final UnitTree now;

    /** @param now the tree as it is */
    public FormerTree(UnitTree now) {
        this.now = now;
    }

    /**
     * Whether folders of units, or of root modules, are gone since a commit.
     *
     * @param plain whether it is a tree of root modules
     * @throws IOException when Git does not know the commit
     */
    public boolean lacks(String commit, boolean plain) throws IOException {
        Set<Path> folders = new TreeSet<>();
        for (String file : new GitFolder(now.folder()).files(commit, ".")) {
            String name = Path.of(file).getFileName().toString();
            if (plain ? isTerraform(name) : name.equals(UNIT)) {
                folders.add(now.folder().resolve(file).getParent());
            }
        }
        for (Path folder : folders) {
            if (plain ? !hasTerraform(folder) : !Files.exists(folder.resolve(UNIT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether there were stacks in a commit, whose units only Terragrunt knows. */
    public boolean hadStacks(String commit) throws IOException {
        return new GitFolder(now.folder())
                .files(commit, ".").stream().anyMatch(file -> Path.of(file).endsWith(TreeReader.STACK));
    }

    /** Whether units are gone. */
    public boolean lacks(Set<UnitPath> before) {
        return before.stream().anyMatch(this::isGone);
    }

    private boolean isGone(UnitPath unit) {
        return !now.paths().contains(unit) && !now.excluded().contains(unit);
    }

    private static boolean hasTerraform(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.anyMatch(file -> isTerraform(file.getFileName().toString()));
        }
    }

    private static boolean isTerraform(String name) {
        return name.endsWith(".tf") || name.endsWith(".tf.json");
    }

    /**
     * The units that are gone, in the order in which they are destroyed: readers first. One whose state another unit has now, as after a
     * rename of its folder, is not among them.
     *
     * @param before the tree as it was
     */
    public List<TreeUnit> gone(UnitTree before) {
        List<TreeUnit> gone = new ArrayList<>(before.units().stream()
                .filter(unit -> isGone(unit.unit().path())
                        && now.units().stream()
                                .noneMatch(other -> other.backend().equals(unit.backend())))
                .toList());
        Collections.reverse(gone);
        return gone;
    }

    /**
     * A unit as it is planned once it is gone: without resources, so that all of its state is destroyed, with the providers that it had.
     * Its outputs are those of its state, since a provider of another such unit may need them.
     */
    public static TreeUnit left(TreeUnit unit, StateFile state) {
        ObjectNode configuration = TerraformJson.object();
        PlannableUnit was = unit.unit();
        if (was.configuration().path("terraform").has("required_providers")) {
            configuration
                    .withObjectProperty("terraform")
                    .set(
                            "required_providers",
                            was.configuration().path("terraform").path("required_providers"));
        }
        state.outputs().properties().forEach(output -> {
            ObjectNode block = configuration.withObjectProperty("output").putObject(output.getKey());
            block.set("value", Template.constant(output.getValue().path("value")));
            if (output.getValue().path("sensitive").asBoolean()) {
                block.put("sensitive", true);
            }
        });
        return new TreeUnit(
                new PlannableUnit(
                        was.path(),
                        configuration,
                        new TreeMap<>(),
                        was.providers(),
                        TerraformJson.object(),
                        Optional.empty()),
                place(unit, state),
                unit.protectedAddresses(),
                Set.of(),
                List.of(),
                unit.environment(),
                unit.account(),
                // What it read may not go before it.
                unit.order());
    }

    /** The backend, with the absolute path of a state in a file. */
    private static JsonNode place(TreeUnit unit, StateFile state) {
        boolean local = unit.backend().isEmpty() || unit.backend().has(TreeStates.LOCAL);
        return local
                ? TerraformJson.object()
                        .set(TreeStates.LOCAL, TerraformJson.object().put("path", state.place()))
                : unit.backend();
    }

    /** The units that are gone and whose state still has something, by their states. */
    public UnitTree withStates(List<TreeUnit> gone, Map<UnitPath, StateFile> states) {
        return now.with(gone.stream()
                .filter(unit -> Optional.ofNullable(states.get(unit.unit().path()))
                        .filter(state -> !state.empty())
                        .isPresent())
                .map(unit -> left(unit, states.get(unit.unit().path())))
                .toList());
    }
}
