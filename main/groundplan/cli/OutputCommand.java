package groundplan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.Nearest;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.S3States;
import groundplan.states.StateFile;
import groundplan.states.StateOutputText;
import groundplan.workspace.AwsAccess;
import groundplan.workspace.ChosenEngine;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.UnitNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "output",
        description =
                "Shows the outputs of a unit, from its state. Sensitive values are shown by --json and --raw only.",
        mixinStandardHelpOptions = true)
final class OutputCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(index = "0", paramLabel = "UNIT", description = "A unit, such as shop/dev/us-east-1/network.")
    String path;

    @Parameters(index = "1", paramLabel = "NAME", arity = "0..1", description = "An output. Default: all outputs.")
    String name;

    @Option(names = "--json", description = "Prints JSON, with sensitive values.")
    boolean json;

    @Option(
            names = "--raw",
            description = "Prints the text, number or truth value of one output without quotes or a line's end.")
    boolean raw;

    @Option(names = "--emulator", description = "Reads the states of the local AWS emulator, started when needed.")
    boolean emulator;

    @Override
    public Integer call() throws Exception {
        if (raw && (name == null || json)) {
            throw Failure.badInput("--raw prints one output, not as JSON; name the output");
        }
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environmentsBeside(List.of(path));
        UnitModel<?, ?> unit = UnitNames.at(environments, path);
        AwsAccess access = AwsAccess.of(
                project,
                emulator,
                AssumeRoleSettings.PLAN,
                List.of(Project.environment(
                        environments, unit.path().system() + "/" + unit.path().environment())));
        String key = unit.path().stateKey();
        Optional<StateFile> state = Optional.ofNullable(new S3States(unit.environment(), reading(project, unit, access))
                .below(key)
                .get(key));
        if (state.isEmpty()) {
            throw Failure.failed(path + " has no state, and so no outputs: it has not been applied");
        }
        JsonNode outputs = state.get().outputs();
        if (name == null) {
            all(outputs);
        } else {
            one(found(outputs));
        }
        return ExitCode.FINE;
    }

    /** The engine is needed only to decrypt a state. */
    private static Map<String, String> reading(Project project, UnitModel<?, ?> unit, AwsAccess access)
            throws IOException {
        Map<String, String> variables = access.variables();
        return variables.getOrDefault("TF_ENCRYPTION", "").isBlank()
                ? variables
                : ChosenEngine.of(project, unit.environment()).in(project, variables);
    }

    private JsonNode found(JsonNode outputs) {
        if (outputs.has(name)) {
            return outputs.path(name);
        }
        List<String> known = new ArrayList<>();
        outputs.fieldNames().forEachRemaining(known::add);
        throw Failure.badInput(path + " has no output '" + name + "'" + Nearest.hint(name, known));
    }

    private void all(JsonNode outputs) {
        if (json) {
            ObjectNode document = TerraformJson.object();
            outputs.properties().forEach(output -> document.putObject(output.getKey())
                    .put("sensitive", sensitive(output.getValue()))
                    .<ObjectNode>set("type", output.getValue().path("type"))
                    .set("value", output.getValue().path("value")));
            parent.console().out().print(TerraformJson.write(document));
            return;
        }
        outputs.properties().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(output -> parent.console()
                        .out()
                        .println(parent.console().bold(output.getKey()) + " = " + text(output.getValue())));
        parent.console().out().flush();
    }

    private void one(JsonNode output) {
        JsonNode value = output.path("value");
        if (json) {
            parent.console().out().println(value);
        } else if (!raw) {
            parent.console().out().println(text(output));
        } else if (value.isValueNode() && !value.isNull()) {
            parent.console().out().print(value.asText());
        } else {
            throw Failure.badInput("--raw prints texts, numbers and truth values; " + name + " is "
                    + (value.isNull() ? "null" : value.isArray() ? "a list" : "a map") + ": use --json");
        }
        parent.console().out().flush();
    }

    private static String text(JsonNode output) {
        return sensitive(output) ? "<sensitive>" : StateOutputText.of(output.path("value"), output.path("type"));
    }

    private static boolean sensitive(JsonNode output) {
        return output.path("sensitive").asBoolean();
    }
}
