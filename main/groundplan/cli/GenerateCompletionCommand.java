package groundplan.cli;

import groundplan.workspace.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = GenerateCompletionCommand.NAME,
        description = {
            "Prints a script that completes commands, options, environments, units, kinds and keys in a shell:",
            "  bash: source <(./groundplan generate-completion)",
            "  zsh:  source <(./groundplan generate-completion zsh)",
            "  fish: ./groundplan generate-completion fish | source"
        },
        mixinStandardHelpOptions = true)
final class GenerateCompletionCommand implements Callable<Integer> {
    static final String NAME = "generate-completion";

    enum Shell {
        bash,
        zsh,
        fish
    }

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Shell shell;

    @Override
    public Integer call() throws IOException {
        try (InputStream script = GenerateCompletionCommand.class.getResourceAsStream("completion." + shell)) {
            parent.console().out().print(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        parent.console().out().flush();
        return ExitCode.FINE;
    }
}
