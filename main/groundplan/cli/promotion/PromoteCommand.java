package groundplan.cli.promotion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.cli.GroundplanCommand;
import groundplan.cli.JsonOption;
import groundplan.json.TerraformJson;
import groundplan.plan.EnvironmentPlan;
import groundplan.promote.Promotion;
import groundplan.promote.SettingKey;
import groundplan.promote.SettingsFiles;
import groundplan.promote.SideEffects;
import groundplan.redact.SecretPatterns;
import groundplan.report.PlanJson;
import groundplan.report.TextReport;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Explanation;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Node;
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

/** Moves values to the next environment. */
@Command(
        name = "promote",
        description =
                "Moves what was tried in one environment of a system to another: versions of images and engines, and what"
                        + " the system's settings name in addition. Edits the YAML in place, and shows what else differs.",
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
            description = "Where the values are, such as dev.")
    String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ENVIRONMENT",
            description = "Where they go, such as staging.")
    String to;

    @Option(
            names = "--only",
            paramLabel = "KEYS",
            split = ",",
            description =
                    "Moves these keys, promotable or not, such as ecs.services.web.image.tag; * stands for anything, and a"
                            + " key for all below it. Repeatable.")
    List<String> only = List.of();

    @Option(names = "--dry-run", description = "Writes nothing; shows what would be written.")
    boolean dryRun;

    @Option(
            names = "--plan",
            description =
                    "Shows what an apply of the result would do, and what the guards say of it; exits as plan does.")
    boolean plan;

    @Option(
            names = {"--detailed-exitcode", "-detailed-exitcode"},
            description = "With --plan: exits 0 without changes, 2 with changes, 1 on errors.")
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
        // Before anything is written: there may be nothing to plan with.
        Optional<Planner> planning = plan ? Optional.of(new Planner(project, emulator, folder)) : Optional.empty();
        List<EnvironmentModel> environments = project.environments();
        EnvironmentModel target = Project.environment(environments, system + "/" + to);
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
        List<EnvironmentModel> after = chosen.isEmpty() ? environments : files.tried(project.kinds());
        List<String> effects = SideEffects.of(environments, after, target.path(), chosen);
        if (!effects.isEmpty()) {
            throw Failure.failed("nothing was written, because it would do more or less than asked:\n  "
                    + String.join("\n  ", effects));
        }
        String text = text(promotion, chosen, done, files);
        ObjectNode document = json(promotion, done, files);
        if (!dryRun) {
            files.write();
        }
        if (asText()) {
            parent.console().out().print(text);
            // It is written, whatever comes of the plan.
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

    private String text(
            Promotion promotion, List<Promotion.Difference> chosen, Map<SettingKey, String> done, SettingsFiles files) {
        StringBuilder text = new StringBuilder();
        List<Promotion.Difference> rest = promotion.differences().stream()
                .filter(other -> !chosen.contains(other))
                .toList();
        if (chosen.isEmpty()) {
            text.append("Nothing to promote: ")
                    .append(to)
                    .append(" has the promotable values of ")
                    .append(from)
                    .append(".\n");
        } else {
            text.append(parent.console().bold(dryRun ? "Would be promoted" : "Promoted"))
                    .append('\n');
            chosen.forEach(one -> text.append("  ")
                    .append(one.key())
                    .append(": ")
                    .append(value(one.key(), one.to()))
                    .append(" -> ")
                    .append(value(one.key(), one.from()))
                    .append("  ")
                    .append(parent.console().dim(done.get(one.key())))
                    .append('\n'));
            text.append('\n').append(SecretPatterns.hide(files.difference())).append('\n');
        }
        if (!rest.isEmpty()) {
            text.append(parent.console().bold("Differs, and stays so"))
                    .append(parent.console().dim("  (" + from + ", " + to + ")"))
                    .append('\n');
            rest.forEach(one -> text.append("  ")
                    .append(one.key())
                    .append(": ")
                    .append(value(one.key(), one.from()))
                    .append(", ")
                    .append(value(one.key(), one.to()))
                    .append('\n'));
        }
        alone(text, promotion.alone(true), from);
        alone(text, promotion.alone(false), to);
        return text.toString();
    }

    private void alone(StringBuilder text, List<String> units, String environment) {
        if (!units.isEmpty()) {
            text.append(parent.console().bold("Only in " + environment)).append('\n');
            units.forEach(unit -> text.append("  ").append(unit).append('\n'));
        }
    }

    private ObjectNode json(Promotion promotion, Map<SettingKey, String> done, SettingsFiles files) {
        ObjectNode json = TerraformJson.object()
                .put("from", system + "/" + from)
                .put("to", system + "/" + to)
                .put("written", !dryRun && !files.edited().isEmpty());
        ArrayNode list = json.putArray("differences");
        promotion.differences().forEach(one -> {
            ObjectNode node = list.addObject()
                    .put("key", one.key().toString())
                    .put("from", value(one.key(), one.from()))
                    .put("to", value(one.key(), one.to()))
                    .put("promotable", one.promotable());
            Optional.ofNullable(done.get(one.key())).ifPresent(what -> node.put("moved", what));
        });
        promotion.alone(true).forEach(json.putArray("only_in_from")::add);
        promotion.alone(false).forEach(json.putArray("only_in_to")::add);
        files.edited().keySet().forEach(json.putArray("files")::add);
        return json;
    }

    private static String value(SettingKey key, Optional<Node> node) {
        return node.map(value -> SecretPatterns.shown(key.toString(), Explanation.text(value)))
                .orElse("(none)");
    }

    /** Plans the result; the JSON has the plan in it, the text has it behind. */
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
