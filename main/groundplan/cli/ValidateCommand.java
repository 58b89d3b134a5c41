package groundplan.cli;

import groundplan.settings.EnvironmentModel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "validate", description = "Checks all settings and reports every problem with file, line and column.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @ParentCommand GroundplanCommand parent;

  @Override
  public Integer call() throws Exception {
    List<EnvironmentModel> environments = parent.project().environments();
    long units = environments.stream().mapToLong(environment -> environment.units().size()).sum();
    parent.console().out().println("The settings of " + environments.size() + " environments with " + units + " units are valid.");
    return ExitCode.FINE;
  }
}
