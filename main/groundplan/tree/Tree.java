package groundplan.tree;

import groundplan.json.ContentHash;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableEnvironment;
import groundplan.plan.PlannableUnit;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tree that was read.
 *
 * @param folder its folder
 * @param repository the root of the repository that it is in
 * @param units its units in dependency order
 */
public record Tree(Path folder, Path repository, List<TreeUnit> units) {
    public Tree {
        units = List.copyOf(units);
    }

    /** The folder of a unit's module where Terragrunt runs Terraform for it. */
    Path real(TreeUnit unit) {
        return unit.unit().files().map(files -> repository.resolve(files.folder())).orElse(folder);
    }

    /** The tree as an environment that is planned. */
    public PlannableEnvironment environment() {
        List<PlannableUnit> all = units.stream().map(TreeUnit::unit).toList();
        Set<UnitPath> known = all.stream().map(PlannableUnit::path).collect(Collectors.toSet());
        return new PlannableEnvironment(
                all.isEmpty()
                        ? folder.getFileName().toString()
                        : all.get(0).path().system() + "/" + all.get(0).path().environment(),
                account(all),
                "",
                all,
                known,
                Set.of(),
                ContentHash.sha256(all.stream()
                        .map(unit -> unit.path() + "\n" + unit.configuration() + "\n"
                                + unit.inputs().values().stream()
                                        .map(input -> input.value().toString())
                                        .collect(Collectors.joining("\n")))
                        .collect(Collectors.joining("\n"))));
    }

    /** The account that its providers name; on an emulator resources get it. */
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
                .orElse("000000000000");
    }
}
