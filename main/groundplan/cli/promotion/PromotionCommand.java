package groundplan.cli.promotion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.cli.GroundplanCommand;
import groundplan.cli.JsonOption;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.promote.Manifest;
import groundplan.promote.PromotionOrder;
import groundplan.promote.Release;
import groundplan.promote.S3Manifests;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Nearest;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import groundplan.workspace.TerraformVariables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says what was applied where. */
@Command(
        name = "promotion",
        description = "Says what was applied where, and whether the next environment may have it.",
        mixinStandardHelpOptions = true)
public final class PromotionCommand {
    @ParentCommand
    GroundplanCommand parent;

    @Command(
            name = "status",
            description = "Shows which release and which promotable values each environment has.",
            mixinStandardHelpOptions = true)
    int status(
            @Parameters(index = "0", paramLabel = "SYSTEM", description = "The system, such as shop.") String system,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            description = "text or json. Default: ${DEFAULT-VALUE}.",
                            defaultValue = "text")
                    TextOrJson format,
            @Mixin JsonOption json,
            @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
                    boolean emulator)
            throws IOException, InvalidSettings {
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environments();
        List<EnvironmentModel> order = PromotionOrder.of(system, environments);
        if (order.isEmpty()) {
            throw Failure.badInput("there is no system '" + system + "' with environments in an order"
                    + Nearest.hint(
                            system,
                            environments.stream()
                                    .map(EnvironmentModel::system)
                                    .distinct()
                                    .toList()));
        }
        S3Manifests manifests = manifests(project, emulator);
        List<Manifest> there = new ArrayList<>();
        List<Release> wanted = new ArrayList<>();
        for (EnvironmentModel environment : order) {
            there.add(manifests.of(environment));
            wanted.add(Release.of(project.program(), project.root(), environment, environments));
        }
        parent.console()
                .out()
                .print(json.or(format) == TextOrJson.json ? json(order, there, wanted) : text(order, there, wanted));
        return ExitCode.FINE;
    }

    @Command(
            name = "show",
            description = "Prints what was applied in one environment, for --before of another account's apply.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(
                            index = "0",
                            paramLabel = "ENVIRONMENT",
                            description = "<system>/<environment>, such as shop/dev.")
                    String path,
            @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
                    boolean emulator)
            throws IOException, InvalidSettings {
        Project project = parent.project();
        EnvironmentModel environment = Project.environment(project.environmentsBeside(List.of(path)), path);
        parent.console()
                .out()
                .print(TerraformJson.write(
                        manifests(project, emulator).of(environment).json()));
        return ExitCode.FINE;
    }

    @Command(
            name = "check",
            description = "Exits 1 unless what the environment would get was applied in the one before it.",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(
                            index = "0",
                            paramLabel = "ENVIRONMENT",
                            description = "<system>/<environment>, such as shop/prod.")
                    String path,
            @Option(
                            names = "--before",
                            paramLabel = "FILE",
                            description = "What promotion show printed of the environment before."
                                    + " Default: read from its bucket.")
                    Path before,
            @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
                    boolean emulator)
            throws IOException, InvalidSettings {
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environments();
        EnvironmentModel environment = Project.environment(environments, path);
        OrderCheck.refuse(project, environment, environments, manifests(project, emulator), before);
        parent.console()
                .out()
                .println(PromotionOrder.before(environment, environments)
                        .map(first -> first.path() + " has what " + path + " would get.")
                        .orElse(path + " waits for no other environment."));
        return ExitCode.FINE;
    }

    private S3Manifests manifests(Project project, boolean emulator) throws IOException {
        return new S3Manifests(TerraformVariables.of(project, emulator, AssumeRoleSettings.PLAN));
    }

    private String text(List<EnvironmentModel> order, List<Manifest> there, List<Release> wanted) {
        StringBuilder text = new StringBuilder(
                String.format("%-24s %-26s %-9s %-22s %s%n", "", "release", "commit", "applied", "by"));
        for (int i = 0; i < order.size(); i++) {
            Optional<Manifest.Applied> last = there.get(i).last();
            String name = order.get(i).path();
            Release release = wanted.get(i);
            text.append(last.map(one -> String.format(
                            "%-24s %-26s %-9s %-22s %s%n",
                            name,
                            one.release().digest(),
                            one.commit().substring(0, Math.min(7, one.commit().length())),
                            one.time(),
                            one.who()))
                    .orElseGet(() -> String.format("%-24s %s%n", name, "nothing was applied as a whole yet")));
            if (last.isPresent() && !last.get().release().digest().equals(release.digest())) {
                text.append(String.format("%-24s %s%n", "", "the working folder holds release " + release.digest()));
            }
        }
        SortedSet<String> keys = new TreeSet<>();
        there.forEach(manifest -> manifest.last()
                .ifPresent(last -> keys.addAll(last.release().values().keySet())));
        keys.removeIf(key ->
                there.stream().map(manifest -> value(manifest, key)).distinct().count() == 1);
        if (!keys.isEmpty()) {
            text.append('\n')
                    .append(parent.console().bold("Not the same everywhere"))
                    .append('\n');
        }
        keys.forEach(key -> {
            text.append("  ").append(key).append('\n');
            for (int i = 0; i < order.size(); i++) {
                text.append(String.format("    %-20s %s%n", order.get(i).name(), value(there.get(i), key)));
            }
        });
        return text.toString();
    }

    private static String value(Manifest manifest, String key) {
        return manifest.last().map(last -> last.release().values().get(key)).orElse("(none)");
    }

    private static String json(List<EnvironmentModel> order, List<Manifest> there, List<Release> wanted) {
        ObjectNode json = TerraformJson.object();
        ArrayNode list = json.putArray("environments");
        for (int i = 0; i < order.size(); i++) {
            ObjectNode node = list.addObject()
                    .put("environment", order.get(i).path())
                    .put("settings_digest", wanted.get(i).digest());
            wanted.get(i).values().forEach(node.putObject("settings_values")::put);
            node.set("applied", there.get(i).json().path("applied").path(0));
        }
        return TerraformJson.write(json);
    }
}
