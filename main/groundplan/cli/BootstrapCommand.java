package groundplan.cli;

import groundplan.bootstrap.RolesBoundary;
import groundplan.bootstrap.StateBucket;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.settings.EnvironmentModel;
import groundplan.workspace.AwsAccess;
import groundplan.workspace.ChosenEngine;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "bootstrap",
        description =
                "Creates the state bucket and the lock table of an environment, stores their own state in the bucket, and creates the"
                        + " permissions boundary of the roles. Safe to repeat: what exists is updated.",
        mixinStandardHelpOptions = true)
final class BootstrapCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(paramLabel = "SYSTEM/ENVIRONMENT", description = "Such as shop/prod.")
    String environment;

    @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
    boolean emulator;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environmentsBeside(List.of(environment));
        EnvironmentModel model = Project.environment(environments, environment);
        AwsAccess access = AwsAccess.of(project, emulator, AssumeRoleSettings.CALLER, List.of(model));
        Map<String, String> variables =
                ChosenEngine.of(project, model.settings()).in(project, access.variables());
        new StateBucket(parent.console(), project, variables).of(environments, model);
        new RolesBoundary(parent.console(), project, variables).of(model);
        return ExitCode.FINE;
    }
}
