package groundplan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Kind;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Explanation;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UnitModel;
import groundplan.workspace.Project;
import groundplan.workspace.UnitNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;

/**
 * The values that an argument or an option may have, by what its help calls it. Nothing is synthesized, and nothing is an error: what
 * cannot be read has no candidates.
 */
final class ArgumentCandidates {
    private static final int ENVIRONMENT = 2;

    private final GroundplanCommand root;
    private final CompletedWord word;

    ArgumentCandidates(GroundplanCommand root, CompletedWord word) {
        this.root = root;
        this.word = word;
    }

    /** The candidates; none for files, which the shell itself knows. */
    Stream<String> of(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            return StreamSupport.stream(argument.completionCandidates().spliterator(), false);
        }
        if (argument.typeInfo().isEnum()) {
            return argument.typeInfo().getEnumConstantNames().stream();
        }
        try {
            return named(argument.paramLabel());
        } catch (InvalidSettings | IOException | RuntimeException unreadable) {
            return Stream.empty();
        }
    }

    private Stream<String> named(String label) throws IOException, InvalidSettings {
        Project project = root.project();
        SettingsNames names = new SettingsNames(project);
        return switch (label) {
            case "SYSTEM" -> names.systems().stream();
            case "ENVIRONMENT", "ENVIRONMENTS", "SYSTEM/ENVIRONMENT" -> names.environments().stream();
            case "UNIT" -> first().isPresent() ? within(names, first().get()) : names.units(typed()).stream();
            case "PATH", "FILTER", "EXPRESSION" ->
                Stream.concat(names.environments().stream(), names.units(typed()).stream());
            case "KIND" -> project.kinds().stream().map(Kind::name);
            case "ENGINE" -> Stream.of("terraform", "tofu");
            case "KEY" -> keys(project);
            case "NAME" -> word.command().name().equals("output") ? outputs(project) : Stream.empty();
            case "ADDRESS" -> addresses(project);
            default -> Stream.empty();
        };
    }

    private Optional<String> first() {
        return word.positionals().stream().findFirst();
    }

    private String typed() {
        return word.text().substring(word.prefix().length());
    }

    /** The units of an environment, as {@code --unit} takes them: without its path. */
    private static Stream<String> within(SettingsNames names, String environment) throws IOException {
        String prefix = environment + "/";
        return names.units(prefix).stream()
                .filter(unit -> unit.startsWith(prefix))
                .map(unit -> unit.substring(prefix.length()))
                .flatMap(unit -> Stream.of(unit.substring(unit.indexOf('/') + 1), unit));
    }

    private Stream<String> keys(Project project) throws InvalidSettings {
        if (first().isEmpty()) {
            return Stream.empty();
        }
        String path = first().get();
        List<EnvironmentModel> environments = project.environmentsBeside(List.of(path));
        List<Explanation> all;
        if (path.split("/").length == ENVIRONMENT) {
            all = Explanation.of(
                    EnvironmentSettings.class,
                    Project.environment(environments, path).node(),
                    null,
                    "groundplan");
        } else {
            UnitModel<?, ?> unit = UnitNames.at(environments, path);
            all = Explanation.of(
                    unit.kind().settings(), unit.node(), null, unit.kind().name());
        }
        return all.stream().map(Explanation::key);
    }

    private Stream<String> outputs(Project project) throws IOException {
        List<String> found = new ArrayList<>();
        document(project).path("output").fieldNames().forEachRemaining(found::add);
        return found.stream();
    }

    private Stream<String> addresses(Project project) throws IOException {
        List<String> found = new ArrayList<>();
        document(project).path("resource").properties().forEach(type -> type.getValue()
                .fieldNames()
                .forEachRemaining(name -> found.add(type.getKey() + "." + name)));
        return found.stream();
    }

    /** The unit's document in the live tree. */
    private JsonNode document(Project project) throws IOException {
        Path file = project.root()
                .resolve(LiveTree.FOLDER)
                .resolve(first().orElse(""))
                .resolve("main.tf.json");
        return Files.isRegularFile(file) ? TerraformJson.read(Files.readString(file)) : MissingNode.getInstance();
    }
}
