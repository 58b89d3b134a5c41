package groundplan.cli;

import groundplan.workspace.ExitCode;
import groundplan.workspace.NewSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "new",
        description = "Writes commented settings for a new system or environment, ready to edit.",
        mixinStandardHelpOptions = true)
final class NewCommand {
    @ParentCommand
    GroundplanCommand parent;

    @Command(name = "system", description = "A new system with one environment, dev.", mixinStandardHelpOptions = true)
    int system(
            @Parameters(paramLabel = "SYSTEM", description = "Its name: lower-case words joined by '-'.") String system,
            @Option(
                            names = "--account-id",
                            required = true,
                            paramLabel = "ID",
                            description = "The AWS account of its first environment.")
                    String account,
            @Option(
                            names = "--region",
                            paramLabel = "REGION",
                            defaultValue = "us-east-1",
                            description = "Its region. Default: ${DEFAULT-VALUE}.")
                    String region)
            throws IOException {
        return written(new NewSettings(parent.project()).system(system, account, region));
    }

    @Command(name = "environment", description = "A new environment of a system.", mixinStandardHelpOptions = true)
    int environment(
            @Parameters(paramLabel = "SYSTEM/ENVIRONMENT", description = "Such as shop/qa.") String path,
            @Option(
                            names = "--account-id",
                            paramLabel = "ID",
                            description =
                                    "Its AWS account, in which the bucket of its states is then too. Default: that of the system.")
                    String account)
            throws IOException {
        return written(new NewSettings(parent.project()).environment(path, Optional.ofNullable(account)));
    }

    private int written(List<String> files) {
        files.forEach(parent.console().out()::println);
        parent.console()
                .err()
                .println("Edit these, then run: " + parent.command() + " validate && " + parent.command() + " synth");
        return ExitCode.FINE;
    }
}
