package groundplan.cli;

import groundplan.plan.EnvironmentPlan;
import groundplan.plan.ReviewCheck;
import groundplan.report.ReviewReport;
import groundplan.settings.EnvironmentModel;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Compares a plan with the plans that were reviewed. */
@Command(
        name = "compare",
        description =
                "Compares a plan with the plans that were reviewed. It is as reviewed if it has the same resources, actions"
                        + " and configured values, or fewer. Otherwise lists the differences and exits 1.",
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan, as groundplan plan --out wrote it.")
    Path planFile;

    @Option(
            names = "--reviewed",
            paramLabel = "FILE",
            split = ",",
            required = true,
            description = "A plan that was reviewed. Repeatable: each change must be in one of them.")
    List<Path> reviewedFiles;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        EnvironmentPlan plan = PlanFile.read(planFile).plan();
        EnvironmentModel environment =
                Project.environment(project.environmentsBeside(List.of(plan.environment())), plan.environment());
        List<EnvironmentPlan> reviewed = new ArrayList<>();
        for (Path file : reviewedFiles) {
            reviewed.add(PlanFile.read(file, plan.environment()).plan());
        }
        List<ReviewCheck.Unreviewed> found = ReviewCheck.of(reviewed, plan, project.configured(environment));
        if (found.isEmpty()) {
            parent.console().out().println("As reviewed.");
            return ExitCode.FINE;
        }
        parent.console().out().print("Not as reviewed:\n" + ReviewReport.of(found));
        return ExitCode.FAILED;
    }
}
