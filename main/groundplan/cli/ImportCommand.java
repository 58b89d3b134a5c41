package groundplan.cli;

import groundplan.files.TextFile;
import groundplan.importing.AccountListing;
import groundplan.importing.ImportTarget;
import groundplan.importing.MappingFile;
import groundplan.importing.NotedImports;
import groundplan.importing.ResourceInventory;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.TextReport;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.ImportsFile;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.settings.SourceLocation;
import groundplan.states.StateFile;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Planner;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "import",
        description =
                "Finds the addresses of resources that exist already, writes them to the environment's imports.yaml, and"
                        + " shows with the whole plan what an apply would still change. The next apply imports them.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "<system>/<environment>, such as shop/dev.")
    String path;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE",
            description =
                    "A mapping, as YAML like imports.yaml or as CSV with the header unit,address,id; or a listing, as JSON"
                            + " of aws resourcegroupstaggingapi get-resources or aws resource-explorer-2 search.")
    Path from;

    @Option(names = "--dry-run", description = "Writes nothing; shows what would be written and the plan with it.")
    boolean dryRun;

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    @Option(
            names = "--states",
            paramLabel = "DIR",
            description = "Reads the states from a folder laid out like the bucket.")
    Path folder;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        EnvironmentModel environment = Project.environment(project.environmentsBeside(List.of(path)), path);
        if (!Files.isRegularFile(from)) {
            throw Failure.badInput("there is no file " + from);
        }
        Planner planning = new Planner(project, emulator, folder, List.of(environment));
        Map<UnitPath, StateFile> states = planning.states(environment).all();
        List<ImportTarget> found =
                found(environment, new ResourceInventory(project.documents(environment.units()), states));
        if (found.isEmpty()) {
            throw Failure.failed("nothing in " + from + " has an address in " + path + "; nothing was written");
        }
        found.forEach(thing -> parent.console()
                .out()
                .println(parent.console().green("  + ") + thing.unit().inEnvironment() + " " + thing.address() + "  "
                        + parent.console().dim(thing.id())));
        NotedImports noted = new NotedImports(found);
        String file = ImportsFile.shown(environment);
        if (!dryRun) {
            Path whole = project.root().resolve(file);
            TextFile.replace(whole, noted.into(Files.exists(whole) ? Files.readString(whole) : NotedImports.HEADER));
        }
        parent.console().out().println((dryRun ? "Would be written to " : "Written to ") + file + ".\n");
        parent.console().out().flush();
        return plan(noted.into(environment), planning);
    }

    private List<ImportTarget> found(EnvironmentModel environment, ResourceInventory inventory)
            throws IOException, InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        String text = Files.readString(from);
        List<ImportTarget> found;
        if (from.toString().endsWith(".csv")) {
            found = MappingFile.resolve(MappingFile.csv(text, from.toString(), problems), inventory, problems);
        } else if (text.stripLeading().startsWith("{")) {
            AccountListing listing = listing(text, environment, inventory);
            listing.unmatched()
                    .forEach(thing ->
                            parent.console().err().println(parent.console().yellow("Left out: ") + thing));
            found = listing.found();
        } else {
            found = MappingFile.resolve(ImportsFile.read(from, from.toString()), inventory, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return found;
    }

    private AccountListing listing(String text, EnvironmentModel environment, ResourceInventory inventory) {
        try {
            var document = TerraformJson.read(text);
            if (AccountListing.is(document)) {
                return new AccountListing(
                                inventory,
                                environment.settings().accountId(),
                                new SourceLocation(from.toString(), 0, 0))
                        .read(document);
            }
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(from + " is not JSON: " + e.getMessage());
        }
        throw Failure.badInput(
                from + " has neither ResourceTagMappingList nor Resources: it is not a listing of the AWS CLI");
    }

    private int plan(EnvironmentModel environment, Planner planning) throws IOException, InvalidSettings {
        EnvironmentPlan plan = planning.judged(environment, environment.units(), List.of(), parts -> {});
        parent.console().out().print(new TextReport(parent.console()::coloured).of(plan));
        List<Change> taken = plan.units().stream()
                .flatMap(unit -> unit.changes().stream())
                .filter(change -> change.importing().isPresent())
                .toList();
        parent.console()
                .out()
                .println(taken.size() + " to import: "
                        + taken.stream()
                                .filter(change -> change.action() == Action.NONE)
                                .count() + " match the settings, "
                        + taken.stream()
                                .filter(change -> change.action() == Action.UPDATE)
                                .count() + " would be updated in place, "
                        + taken.stream()
                                .filter(change -> change.action().destroys())
                                .count() + " would be replaced.");
        return ExitCode.of(plan, false);
    }
}
