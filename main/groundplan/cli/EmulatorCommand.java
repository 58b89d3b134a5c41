package groundplan.cli;

import groundplan.tools.Emulator;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Starts and stops the local AWS emulator. */
@Command(name = "emulator", description = "Starts and stops the local AWS emulator.", mixinStandardHelpOptions = true)
public final class EmulatorCommand {
    private static final int LAST_PORT = 65_535;

    @ParentCommand
    GroundplanCommand parent;

    @Command(name = "start", description = "Starts it in the background.", mixinStandardHelpOptions = true)
    int start(
            @Option(
                            names = "--port",
                            paramLabel = "PORT",
                            description = "The port to listen on; 0 for any free port. Default: " + Emulator.PORT
                                    + ", or the port of the running emulator.")
                    Integer port,
            @Option(
                            names = "--enforce",
                            description = "Evaluate permissions as AWS does, and refuse what a caller may not do.")
                    boolean enforce,
            @Option(
                            names = "--run-functions",
                            description =
                                    "Run functions in Python when they are invoked, as their role. Without it, they answer with"
                                            + " what they were invoked with.")
                    boolean runFunctions)
            throws java.io.IOException {
        if (port != null && (port < 0 || port > LAST_PORT)) {
            throw Failure.badInput(
                    "there is no port " + port + "; ports are 1 to " + LAST_PORT + ", and 0 for any that is free");
        }
        Project project = parent.project();
        Emulator emulator = project.emulator();
        Optional<Emulator.RunningEmulator> before = port == null ? emulator.running() : Optional.empty();
        int wanted =
                port != null ? port : before.map(Emulator.RunningEmulator::port).orElse(Emulator.PORT);
        Emulator.RunningEmulator running = emulator.start(wanted, new Emulator.Abilities(enforce, runFunctions));
        parent.console()
                .out()
                .println("The emulator listens at " + running.url() + " (process " + running.pid() + ").");
        parent.console()
                .err()
                .println(
                        "For Terraform, Terragrunt and the AWS command line: eval \"$(" + parent.command() + " env)\"");
        return ExitCode.FINE;
    }

    @Command(name = "stop", description = "Stops it and deletes everything in it.", mixinStandardHelpOptions = true)
    int stop() throws java.io.IOException {
        boolean stopped = parent.project().stopEmulator();
        parent.console().out().println(stopped ? "The emulator is stopped." : "No emulator was running.");
        return ExitCode.FINE;
    }

    @Command(
            name = "status",
            description = "Shows whether it is running, and at which address. Exits 1 if it is not running.",
            mixinStandardHelpOptions = true)
    int status() throws java.io.IOException {
        Optional<Emulator.RunningEmulator> running = parent.project().runningEmulator();
        parent.console()
                .out()
                .println(running.map(
                                found -> "The emulator listens at " + found.url() + " (process " + found.pid() + ").")
                        .orElse("No emulator is running."));
        return running.isPresent() ? ExitCode.FINE : ExitCode.FAILED;
    }
}
