package groundplan.cli;

import groundplan.drift.DriftReport;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.live.PlannableUnits;
import groundplan.plan.FoundDrift;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.KnownDrift;
import groundplan.synth.UnitDocument;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Planner;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "drift",
        description =
                "Lists resources of an environment that were changed outside of Terraform. Writes nothing. Ignores what"
                        + " environments/<system>/drift.yaml allows, with a reason and an end date.",
        mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {
    enum DriftFormat {
        text,
        markdown,
        json
    }

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ENVIRONMENT",
            description = "<system>/<environment>, such as shop/dev.")
    String path;

    @Mixin
    TreeOptions tree;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    DriftFormat format = DriftFormat.text;

    @Mixin
    JsonOption json;

    @Option(names = "--out", paramLabel = "FILE", description = "Also writes the JSON to a file, for github drift.")
    Path out;

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    @Option(
            names = "--states",
            paramLabel = "DIR",
            description = "Reads the states from a folder laid out like the bucket.")
    Path folder;

    @Option(
            names = {"--detailed-exitcode", "-detailed-exitcode"},
            description = "Exits 0 without drift, 1 on errors, 2 with drift.")
    boolean detailedExitCode;

    @Override
    public Integer call() throws Exception {
        if (tree.given()) {
            return ofTree();
        }
        if (path == null) {
            throw Failure.badInput("name an environment, such as shop/dev, or a tree with --tree");
        }
        Project project = parent.project();
        EnvironmentModel environment = Project.environment(project.environmentsBeside(List.of(path)), path);
        List<KnownDrift> known = KnownDrift.of(project.root(), environment.system());
        Planner planning = new Planner(project, emulator, folder, List.of(environment));
        List<UnitPath> units = new ArrayList<>();
        environment.units().forEach(unit -> units.add(unit.path()));
        planning.left(environment, units).stream().findFirst().ifPresent(left -> {
            throw Failure.failed(left.units().get(0) + " " + left.what() + ". " + left.remedy());
        });
        List<UnitDocument> documents = project.documents(environment.units());
        FoundDrift found = planning.planner(environment)
                .drift(PlannableUnits.of(environment, documents), planning.states(environment));
        DriftReport report = DriftReport.of(path, found.objects(), known, LocalDate.now(ZoneOffset.UTC))
                .noting(planning.untracked(environment, documents))
                .warning(found.warnings());
        return reported(project, report);
    }

    private int ofTree() throws IOException {
        if (path != null || folder != null) {
            throw Failure.badInput("--tree reads a tree with its own states: leave out ENVIRONMENT and --states");
        }
        Project project = Project.ofTree(tree.folder(parent.variables()), parent.variables());
        return reported(
                project, tree.planner(project, parent.variables(), emulator).drift());
    }

    private int reported(Project project, DriftReport report) throws IOException {
        if (out != null) {
            project.write(out, TerraformJson.write(report.json()));
        }
        parent.console()
                .out()
                .print(
                        switch (json.or(format)) {
                            case text -> report.text();
                            case markdown -> report.markdown();
                            case json -> TerraformJson.write(report.json());
                        });
        return detailedExitCode && report.drifted() ? ExitCode.CHANGES : ExitCode.FINE;
    }
}
