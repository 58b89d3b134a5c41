package groundplan.workspace;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.states.StateWriter;
import groundplan.terraform.Engine;
import groundplan.terraform.ProviderMirror;
import groundplan.tools.EngineProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The engine that an environment is worked on with: the one that {@link Engine#VARIABLE} names, or else the setting {@code engine}; or
 * else, as Terragrunt chooses, the program that {@link Engine#PATH} names, OpenTofu if it is on the PATH, and Terraform.
 *
 * @param engine the engine
 * @param program its executable
 * @param reason why it is this one, for people
 * @param named whether somebody named it; false if it was only found
 */
public record ChosenEngine(Engine engine, Path program, String reason, boolean named) {
    private static final String SETTING = "engine";

    /**
     * The engine of an environment.
     *
     * @throws Failure when the variables name none that there is, or not the same
     */
    public static ChosenEngine of(Project project, EnvironmentSettings settings) throws IOException {
        return of(project, settings.engine());
    }

    /** The same for several environments, which must have one together. */
    public static ChosenEngine of(Project project, List<EnvironmentSettings> environments) throws IOException {
        List<Optional<String>> settings = environments.stream()
                .map(EnvironmentSettings::engine)
                .distinct()
                .toList();
        if (settings.size() > 1 && given(project.variables(), Engine.VARIABLE).isEmpty()) {
            throw Failure.badInput(
                    "these environments have different engines: run them separately, or set " + Engine.VARIABLE);
        }
        return of(project, settings.isEmpty() ? Optional.empty() : settings.get(0));
    }

    private static ChosenEngine of(Project project, Optional<String> setting) throws IOException {
        Optional<ChosenEngine> named = named(project, setting);
        return named.isPresent() ? named.get() : found(project);
    }

    /**
     * The engine that somebody named, by a variable or by a setting.
     *
     * @param setting the value of the setting
     */
    public static Optional<ChosenEngine> named(Project project, Optional<String> setting) throws IOException {
        Map<String, String> variables = project.variables();
        Optional<Engine> byVariable = given(variables, Engine.VARIABLE).map(name -> Engine.named(name)
                .orElseThrow(() -> Failure.badInput(
                        Engine.VARIABLE + " is '" + name + "'; it has to be one of " + Engine.programs())));
        Optional<Engine> named = byVariable.or(() -> setting.flatMap(Engine::named));
        String reason = byVariable.isPresent() ? Engine.VARIABLE : "the setting " + SETTING;
        Optional<EngineProgram> path = program(variables);
        if (path.isPresent()) {
            Engine found = path.get().engine();
            if (named.filter(engine -> engine != found).isPresent()) {
                throw Failure.badInput(Engine.PATH + " names " + path.get().path() + ", which is " + found.title()
                        + ", but " + reason + " says " + named.get().program() + ": make them agree, or unset "
                        + Engine.PATH);
            }
            return Optional.of(
                    new ChosenEngine(found, path.get().path(), named.isPresent() ? reason : Engine.PATH, true));
        }
        return named.isPresent()
                ? Optional.of(
                        new ChosenEngine(named.get(), project.tool(named.get().program()), reason, true))
                : Optional.empty();
    }

    /** The engine that is there, as Terragrunt looks for it. */
    private static ChosenEngine found(Project project) throws IOException {
        if (EngineProgram.onPath(Engine.TOFU, project.variables())) {
            Path tofu = project.tools()
                    .find(Engine.TOFU.program())
                    .map(installed -> Path.of(installed.path()))
                    .orElseThrow(() -> Failure.failed("the tofu on the PATH is too old: update it, or set " + SETTING
                            + ": terraform, or " + Engine.VARIABLE + "=terraform"));
            return new ChosenEngine(Engine.TOFU, tofu, "tofu on the PATH", false);
        }
        return new ChosenEngine(
                Engine.TERRAFORM, project.tool(Engine.TERRAFORM.program()), "no tofu on the PATH", false);
    }

    private static Optional<EngineProgram> program(Map<String, String> variables) throws IOException {
        Optional<String> path = given(variables, Engine.PATH);
        return path.isEmpty() ? Optional.empty() : Optional.of(EngineProgram.at(path.get(), variables));
    }

    private static Optional<String> given(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The variables to run it with: its name and path, and where it gets providers from. */
    public Map<String, String> in(Project project, Map<String, String> variables) throws IOException {
        Map<String, String> process = new TreeMap<>(project.variables());
        process.put(Engine.VARIABLE, engine.program());
        Map<String, String> all = new TreeMap<>(variables);
        all.put(Engine.VARIABLE, engine.program());
        all.put(Engine.PATH, program.toString());
        all.putAll(ProviderMirror.variables(process, project.home()));
        return all;
    }

    /**
     * Refuses states of Terraform's if nobody asked for OpenTofu: after its first apply, Terraform no longer works with them.
     *
     * @throws Failure when there is such a state
     */
    public void refuseOthers(Map<UnitPath, StateFile> states) {
        if (engine == Engine.TOFU && !named) {
            firstOfTerraform(states).ifPresent(state -> {
                throw Failure.failed(
                        state.place() + " was written by Terraform, and this is OpenTofu, which was found as "
                                + program + ": set " + SETTING + ": terraform to keep to Terraform, or " + SETTING
                                + ": tofu to go over to OpenTofu (docs/engines.md). " + Engine.VARIABLE
                                + " sets it for one command");
            });
        }
    }

    /** What a plan says if OpenTofu takes over states of Terraform's. */
    public List<String> notes(Map<UnitPath, StateFile> states) {
        return engine == Engine.TERRAFORM
                ? List.of()
                : firstOfTerraform(states)
                        .map(state ->
                                state.place() + " was written by Terraform: with the first apply OpenTofu takes the"
                                        + " states over, and Terraform no longer works with them until they are given back"
                                        + " (docs/engines.md)")
                        .stream()
                        .toList();
    }

    private static Optional<StateFile> firstOfTerraform(Map<UnitPath, StateFile> states) {
        return states.values().stream()
                .filter(state -> StateWriter.of(state).other(Engine.TOFU))
                .findFirst();
    }
}
