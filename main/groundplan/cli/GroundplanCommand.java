package groundplan.cli;

import groundplan.console.Console;
import groundplan.console.Progress;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import groundplan.synth.UnitDocument;
import groundplan.tools.Tool;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
        name = "groundplan",
        description = "Generates Terraform for whole environments from declarative settings.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND")
public final class GroundplanCommand implements Runnable {
    @Option(
            names = "--project",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "The project's folder. Default: the current one, or the nearest above it that has settings.")
    Path projectFolder;

    @Option(
            names = {"--no-color", "-no-color"},
            scope = ScopeType.INHERIT,
            description =
                    "Writes without colour. This is the default if NO_COLOR is set or the output is not a terminal.")
    boolean noColour;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Logs programs and steps on the error stream, with the time that each took.")
    boolean verbose;

    @Option(
            names = "--log-format",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Writes problems and progress, on the error stream, as ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}.")
    LogFormat logFormat;

    @Spec
    CommandSpec spec;

    private final Console console;
    private final java.util.Map<String, String> variables;

    GroundplanCommand(Console console, java.util.Map<String, String> variables) {
        this.console = console;
        this.variables = variables;
    }

    /** Where the command writes. */
    public Console console() {
        return noColour ? console.plain() : console;
    }

    /** The environment variables of the process. */
    java.util.Map<String, String> variables() {
        return variables;
    }

    /** The project that the command works on. */
    public Project project() {
        return Project.find(projectFolder, Project.current(variables), variables);
    }

    /** The project, or where there are no settings the repository, which may have trees that Groundplan did not write. */
    public Project projectOrRepository() throws IOException {
        Path current = Project.current(variables);
        boolean settings = projectFolder != null
                || Files.isDirectory(
                        Project.begin(null, current, variables).root().resolve(SettingsTree.FOLDER));
        return settings ? project() : Project.ofTree(current, variables);
    }

    /** The project that the command begins, where there may be none yet. */
    Project startingProject() throws IOException {
        return Project.begin(projectFolder, Project.current(variables), variables);
    }

    /** How the command line was called, for hints. */
    String command() {
        return Project.command(variables);
    }

    /** The external programs: those of the project, or where there is none, those on the PATH. */
    Tool tools() {
        try {
            return project().tools();
        } catch (Failure outsideOfAProject) {
            Path current = Project.current(variables);
            return new Tool(
                    Path.of(variables.getOrDefault("GROUNDPLAN_PROGRAM", current.toString())),
                    Path.of(variables.getOrDefault(
                            "GROUNDPLAN_HOME", current.resolve(".groundplan").toString())),
                    variables);
        }
    }

    /** The documents of units; those that have changed are synthesized, which is shown. */
    List<UnitDocument> documents(List<UnitModel<?, ?>> units) throws IOException {
        try (Progress progress = new Progress(console(), "synthesizing")) {
            progress.expect(units.size());
            return project()
                    .synthesis(false, unit -> progress.step(unit.path().toString()))
                    .of(units);
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }
}
