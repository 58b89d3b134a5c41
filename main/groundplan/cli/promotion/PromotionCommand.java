package groundplan.cli.promotion;

import groundplan.cli.GroundplanCommand;
import groundplan.cli.JsonOption;
import groundplan.cli.TextOrJson;
import groundplan.json.TerraformJson;
import groundplan.kernel.Nearest;
import groundplan.promote.PromotionOrder;
import groundplan.promote.PromotionStatus;
import groundplan.promote.Release;
import groundplan.promote.S3Manifests;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.workspace.AwsAccess;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.OrderCheck;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows and checks what was applied in each environment. */
@Command(
        name = "promotion",
        description = "Shows what was applied in each environment, and checks whether the next one may get it.",
        mixinStandardHelpOptions = true)
public final class PromotionCommand {
    @ParentCommand
    GroundplanCommand parent;

    @Command(
            name = "status",
            description = "Shows the release and the promotable values that were applied last in each environment.",
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
            throw Failure.badInput("there is no system '" + system + "' with an order of promotion"
                    + Nearest.hint(
                            system,
                            environments.stream()
                                    .map(EnvironmentModel::system)
                                    .distinct()
                                    .toList()));
        }
        S3Manifests manifests = manifests(project, emulator, order);
        List<PromotionStatus.Stage> stages = new ArrayList<>();
        for (EnvironmentModel stage : order) {
            stages.add(new PromotionStatus.Stage(
                    stage, manifests.of(stage), Release.of(project.program(), project.root(), stage, environments)));
        }
        PromotionStatus status = new PromotionStatus(stages);
        parent.console()
                .out()
                .print(
                        json.or(format) == TextOrJson.json
                                ? TerraformJson.write(status.json())
                                : status.text(parent.console()));
        return ExitCode.FINE;
    }

    @Command(
            name = "show",
            description =
                    "Prints the manifest of one environment, for apply --before with another account's credentials.",
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
                .print(TerraformJson.write(manifests(project, emulator, List.of(environment))
                        .of(environment)
                        .json()));
        return ExitCode.FINE;
    }

    @Command(
            name = "check",
            description =
                    "Exits 1 unless the release that the environment would get was applied in the environment before it.",
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
                            description = "The manifest of the environment before, as promotion show prints it."
                                    + " Default: read from its bucket.")
                    Path before,
            @Option(names = "--emulator", description = "Works on the local AWS emulator, started when needed.")
                    boolean emulator)
            throws IOException, InvalidSettings {
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environments();
        EnvironmentModel environment = Project.environment(environments, path);
        OrderCheck.refuse(project, environment, environments, manifests(project, emulator, environments), before);
        parent.console()
                .out()
                .println(PromotionOrder.before(environment, environments)
                        .map(first -> "the release that " + path + " would get was applied in " + first.path() + ".")
                        .orElse(path
                                + " is the first environment of its system; no other has to be applied before it."));
        return ExitCode.FINE;
    }

    private static S3Manifests manifests(Project project, boolean emulator, List<EnvironmentModel> environments)
            throws IOException {
        return new S3Manifests(
                AwsAccess.reading(project, emulator, environments).variables());
    }
}
