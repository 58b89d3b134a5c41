package groundplan.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.git.GitFolder;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Units that a tree no longer has. Where they keep their states is what Terragrunt says of the last commit that has them.
 */
public final class FormerUnits {
    private final UnitTree tree;
    private final Terragrunt terragrunt;
    private final GitFolder git;
    private final Map<String, Mirror> commits = new TreeMap<>();

    /**
     * @param tree the tree as it is now
     * @param program the Terragrunt executable
     * @param engine the Terraform executable
     * @param variables the environment variables to run them with
     * @param work a private folder
     */
    public FormerUnits(UnitTree tree, Path program, Path engine, Map<String, String> variables, Path work) {
        this.tree = tree;
        this.terragrunt = new Terragrunt(program, engine, variables, work);
        this.git = new GitFolder(tree.repository());
    }

    /**
     * A unit in a folder of the tree, without its configuration; empty if no commit has it.
     *
     * @param folder its folder, below the tree's
     */
    public Optional<TreeUnit> at(String folder) throws IOException {
        String below =
                tree.repository().relativize(tree.folder()).resolve(folder).toString();
        Optional<String> commit = git.last(below + "/terragrunt.hcl");
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        Mirror mirror = mirror(commit.get());
        Path place = mirror.copy().resolve(below);
        RecordedCall call = terragrunt.calls(mirror, place, false).get(place);
        if (call == null) {
            return Optional.empty();
        }
        ObjectNode configuration =
                ModuleFolder.read(call.folder(), mirror::shown).configuration();
        return Optional.of(new TreeUnit(
                unit(tree.path(folder), mirror, mirror.shown(call.folder().toString())),
                Backends.of(configuration, mirror, place, terragrunt),
                Set.of(),
                Set.of(),
                List.of()));
    }

    private static PlannableUnit unit(UnitPath path, Mirror mirror, String module) {
        return new PlannableUnit(
                path,
                TerraformJson.object(),
                new TreeMap<>(),
                List.of(),
                TerraformJson.object(),
                Optional.of(new PlannableUnit.ModuleFiles(mirror.copy(), module, List.of(), new TreeMap<>())));
    }

    private Mirror mirror(String commit) throws IOException {
        Mirror known = commits.get(commit);
        if (known == null) {
            Path copy = Files.createTempDirectory(terragrunt.work(), "former-");
            git.write(commit, copy);
            known = new Mirror(tree.repository(), copy);
            known.keepHistory();
            commits.put(commit, known);
        }
        return known;
    }
}
