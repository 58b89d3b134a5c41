package groundplan.cli;

import groundplan.affected.Affected;
import groundplan.affected.AffectedReport;
import groundplan.affected.AffectedTree;
import groundplan.affected.AffectedUnits;
import groundplan.affected.TreeSnapshot;
import groundplan.forge.JobFiles;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "affected",
        description = "Lists the units that a change affects, with the reasons: units whose own configuration"
                + " changed, and units that read a value which may change.",
        mixinStandardHelpOptions = true)
final class AffectedCommand implements Callable<Integer> {
    /** How many stages the workflow has jobs for. */
    private static final int STAGES = 4;

    enum AffectedFormat {
        text,
        json,
        matrix,
        markdown,
        summary
    }

    @ParentCommand
    GroundplanCommand parent;

    @Option(
            names = "--base",
            paramLabel = "REF",
            description =
                    "The branch or commit to compare with, from the merge base with HEAD. Default: origin/ and the target branch"
                            + " of the pull request (GITHUB_BASE_REF), or main.")
    Optional<String> base = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}. matrix is for a workflow's strategy; markdown shows the differences of each"
                            + " configuration; summary writes them to the job's summary. Default: text.")
    AffectedFormat format = AffectedFormat.text;

    @Mixin
    JsonOption json;

    @Option(
            names = "--outputs",
            description = "Also sets a job's outputs: any, matrix, environments, and stage_1 to stage_4 with"
                    + " the environments of a deployment in their systems' order.")
    boolean outputs;

    @Mixin
    Selection selection;

    @Mixin
    TreeOptions tree;

    @Option(names = "--all", description = "Lists all units, changed or not.")
    boolean all;

    @Override
    public Integer call() throws Exception {
        if (tree.given()) {
            return ofTree();
        }
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environments();
        List<UnitModel<?, ?>> units = new ArrayList<>(EnvironmentModel.units(environments));
        List<Affected> affected;
        TreeSnapshot before = TreeSnapshot.empty();
        TreeSnapshot now = TreeSnapshot.synthesized(project.root(), environments, project.documents(units));
        try {
            before = all
                    ? before
                    : TreeSnapshot.commit(
                            project.root(), TreeSnapshot.mergeBase(project.root(), base(project.variables())));
            List<Affected> touched = all
                    ? units.stream()
                            .map(unit -> new Affected(unit.path(), true, List.of("is there")))
                            .toList()
                    : AffectedUnits.between(before, now, units);
            Predicate<UnitPath> chosen = selection.names(project, environments, "**");
            affected = touched.stream().filter(unit -> chosen.test(unit.unit())).toList();
        } catch (IOException e) {
            throw Failure.badInput(e.getMessage());
        }
        AffectedReport report = new AffectedReport(affected, environments, before);
        if (outputs) {
            write(report, new JobFiles(project.variables()));
        }
        if (format == AffectedFormat.summary) {
            new JobFiles(project.variables()).summarize(report.markdown(before, now));
        }
        parent.console()
                .out()
                .print(
                        switch (json.or(format)) {
                            case text, summary -> text(affected);
                            case json -> TerraformJson.write(report.json());
                            case matrix -> report.matrix() + "\n";
                            case markdown -> report.markdown(before, now);
                        });
        return ExitCode.FINE;
    }

    private int ofTree() throws IOException {
        if (all || selection.given() || format == AffectedFormat.markdown || format == AffectedFormat.summary) {
            throw Failure.badInput(
                    "--tree lists what a change of a tree affects, as text, json or matrix: leave out --all, --filter and --format "
                            + format);
        }
        Project project = Project.ofTree(tree.folder(parent.variables()), parent.variables());
        List<Affected> affected;
        try {
            String commit = TreeSnapshot.mergeBase(project.root(), base(project.variables()));
            affected = tree.planner(project, parent.variables(), false).compared(commit, AffectedTree::between);
        } catch (IOException e) {
            throw Failure.badInput(e.getMessage());
        }
        if (outputs) {
            JobFiles files = new JobFiles(project.variables());
            files.output("any", affected.isEmpty() ? "false" : "true");
            files.output("units", AffectedTree.names(affected));
            files.output("matrix", AffectedTree.matrix(affected).toString());
        }
        parent.console()
                .out()
                .print(
                        switch (json.or(format)) {
                            case json -> TerraformJson.write(AffectedTree.json(affected));
                            case matrix -> AffectedTree.matrix(affected) + "\n";
                            default -> text(affected);
                        });
        return ExitCode.FINE;
    }

    private String base(Map<String, String> variables) {
        String target = variables.getOrDefault("GITHUB_BASE_REF", "");
        // The commit before the first one of a branch is all zeros.
        return base.filter(given -> !given.isBlank() && !given.matches("0+"))
                .orElse("origin/" + (target.isBlank() ? "main" : target));
    }

    private static void write(AffectedReport report, JobFiles files) throws IOException {
        List<String> environments = report.paths();
        files.output("any", environments.isEmpty() ? "false" : "true");
        files.output("environments", String.join(",", environments));
        files.output("matrix", report.matrix().toString());
        var stages = report.stages();
        if (stages.size() > STAGES) {
            throw Failure.badInput("a system has " + stages.size() + " environments in its order; a deployment has "
                    + STAGES + " stages");
        }
        for (int i = 0; i < STAGES; i++) {
            files.output("stage_" + (i + 1), i < stages.size() ? stages.get(i).toString() : "");
        }
    }

    private String text(List<Affected> affected) {
        if (affected.isEmpty()) {
            return "No unit is affected.\n";
        }
        StringBuilder text = new StringBuilder();
        affected.forEach(unit -> {
            text.append(
                            unit.direct()
                                    ? parent.console().bold(unit.unit().toString())
                                    : unit.unit().toString())
                    .append('\n');
            unit.reasons().forEach(reason -> text.append("    ").append(reason).append('\n'));
        });
        return text.toString();
    }
}
