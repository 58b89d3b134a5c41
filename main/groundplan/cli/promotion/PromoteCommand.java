package groundplan.cli.promotion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.cli.GroundplanCommand;
import groundplan.cli.JsonOption;
import groundplan.cli.TextOrJson;
import groundplan.json.TerraformJson;
import groundplan.plan.EnvironmentPlan;
import groundplan.promote.Promotion;
import groundplan.promote.PromotionReport;
import groundplan.promote.SettingKey;
import groundplan.promote.SettingsFiles;
import groundplan.promote.SideEffects;
import groundplan.report.PlanJson;
import groundplan.report.TextReport;
import groundplan.settings.CodeLocation;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Planner;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Copies values to the next environment. */
@Command(
        name = "promote",
        description =
                "Copies promotable values from one environment of a system to another: versions of images and engines, and"
                        + " the keys that the system's settings name. Edits the YAML in place, and shows what else differs.",
        mixinStandardHelpOptions = true)
public final class PromoteCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(index = "0", paramLabel = "SYSTEM", description = "The system, such as shop.")
    String system;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ENVIRONMENT",
            description = "The environment to copy from, such as dev.")
    String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ENVIRONMENT",
            description = "The environment to copy to, such as staging.")
    String to;

    @Option(
            names = "--only",
            paramLabel = "KEYS",
            split = ",",
            description =
                    "Copies only these keys, promotable or not, such as ecs.services.web.image.tag. * matches any text, and a"
                            + " key includes all keys below it. Repeatable.")
    List<String> only = List.of();

    @Option(names = "--dry-run", description = "Writes nothing, and shows what would be written.")
    boolean dryRun;

    @Option(names = "--plan", description = "Also plans the result and checks it with the guards; exits as plan does.")
    boolean plan;

    @Option(
            names = {"--detailed-exitcode", "-detailed-exitcode"},
            description = "With --plan: exits 0 without changes, 1 on errors, 2 with changes.")
    boolean detailedExitCode;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    TextOrJson format = TextOrJson.text;

    @Mixin
    JsonOption json;

    @Option(names = "--emulator", description = "Plans on the local AWS emulator, started when needed.")
    boolean emulator;

    @Option(
            names = "--states",
            paramLabel = "DIR",
            description = "Plans with the states of a folder laid out like the bucket.")
    Path folder;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environments();
        EnvironmentModel target = Project.environment(environments, system + "/" + to);
        if (!SettingsTree.inFiles(project.root(), system)) {
            throw Failure.badInput("Java code in " + CodeLocation.FOLDER + "/ defines " + system
                    + ", and promote edits settings files only: change the values there");
        }
        // Made before anything is written: there may be no credentials to plan with.
        Optional<Planner> planning =
                plan ? Optional.of(new Planner(project, emulator, folder, List.of(target))) : Optional.empty();
        Promotion promotion = new Promotion(Project.environment(environments, system + "/" + from), target);
        SettingsFiles files = new SettingsFiles(project.root());
        List<Promotion.Difference> chosen;
        Map<SettingKey, String> done;
        try {
            chosen = promotion.chosen(only);
            done = promotion.move(chosen, files);
        } catch (Promotion.NotPromotable | IllegalArgumentException e) {
            throw Failure.badInput(e.getMessage());
        }
        List<EnvironmentModel> after = chosen.isEmpty() ? environments : files.tried(project.vocabulary());
        List<String> effects = SideEffects.of(environments, after, target.path(), chosen);
        if (!effects.isEmpty()) {
            throw Failure.failed(
                    "nothing was written, because the edit would change other settings too, or would not have the effect asked for:\n  "
                            + String.join("\n  ", effects));
        }
        PromotionReport report = new PromotionReport(promotion, chosen, done, dryRun);
        String text = report.text(files, parent.console());
        ObjectNode document = report.json(files);
        if (!dryRun) {
            files.write();
        }
        if (asText()) {
            parent.console().out().print(text);
            // The settings are written by now, even if the plan fails.
            parent.console().out().flush();
        }
        try {
            return planning.isEmpty()
                    ? ExitCode.FINE
                    : planned(planning.get(), Project.environment(after, target.path()), document);
        } finally {
            if (!asText()) {
                parent.console().out().print(TerraformJson.write(document));
            }
        }
    }

    private boolean asText() {
        return json.or(format) == TextOrJson.text;
    }

    /** Plans the result. The plan is part of the JSON document, and follows the text. */
    private int planned(Planner planning, EnvironmentModel environment, ObjectNode document)
            throws IOException, InvalidSettings {
        EnvironmentPlan result = planning.judged(environment, environment.units(), List.of(), parts -> {});
        document.set("plan", PlanJson.of(result));
        if (asText()) {
            parent.console().out().print("\n" + new TextReport(parent.console()::coloured).of(result));
        }
        return ExitCode.of(result, detailedExitCode);
    }
}
