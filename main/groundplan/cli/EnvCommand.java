package groundplan.cli;

import groundplan.settings.InvalidSettings;
import groundplan.terraform.Engine;
import groundplan.terraform.ProviderMirror;
import groundplan.tools.EngineProgram;
import groundplan.tools.Tool;
import groundplan.workspace.ChosenEngine;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "env",
        description =
                "Prints shell exports for using Terragrunt and the engine directly: the folders of the tools, the engine, the"
                        + " provider mirror, and the address of the emulator if one is running.",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        Tool tools = project.tools();
        Optional<ChosenEngine> engine = engine(project);
        Map<String, String> exports =
                new TreeMap<>(engine.isPresent() ? engine.get().in(project, Map.of()) : mirror(project));
        project.runningEmulator().ifPresent(running -> exports.putAll(running.variables()));
        List<Path> folders = new ArrayList<>(List.of(tools.path("terragrunt").getParent()));
        engine.ifPresent(chosen -> folders.add(chosen.program().getParent()));
        exports.forEach((name, value) -> parent.console().out().println("export " + name + "=" + quote(value)));
        parent.console()
                .out()
                .println("export PATH="
                        + folders.stream()
                                .map(Path::toString)
                                .distinct()
                                .map(folder -> quote(folder) + ":")
                                .collect(Collectors.joining())
                        + "\"$PATH\"");
        return ExitCode.FINE;
    }

    /** The engine that somebody named for everything in the project; one that is only found is Terragrunt's choice too. */
    private static Optional<ChosenEngine> engine(Project project) throws IOException {
        Set<Optional<String>> settings = new HashSet<>();
        try {
            project.environments()
                    .forEach(environment -> settings.add(environment.settings().engine()));
        } catch (InvalidSettings incomplete) {
            // Tools are needed most where something is wrong.
            settings.clear();
        }
        return ChosenEngine.named(
                project, settings.size() == 1 ? settings.iterator().next() : Optional.empty());
    }

    /** Where Terragrunt's choice of an engine gets its providers from. */
    private static Map<String, String> mirror(Project project) throws IOException {
        Map<String, String> process = new TreeMap<>(project.variables());
        if (EngineProgram.onPath(Engine.TOFU, process)) {
            process.put(Engine.VARIABLE, Engine.TOFU.program());
        }
        return ProviderMirror.variables(process, project.home());
    }

    private static String quote(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
