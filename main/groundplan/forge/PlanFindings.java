package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.review.Danger;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.settings.SourceLocation;
import groundplan.settings.UnitModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reviewer has to see of plans and controls, each at the place where the unit is configured. */
public final class PlanFindings {
    private static final List<String> UNIT_FILES = List.of("terragrunt.hcl", "main.tf", "cdk.tf.json", "main.tf.json");

    private final Map<String, SourceLocation> marks = new HashMap<>();

    private final Path root;
    private final Set<String> known;

    /**
     * @param environments the settings, which have the position of each unit
     * @param root the root of the repository, for units of trees that are in no settings
     */
    public PlanFindings(List<EnvironmentModel> environments, Path root) {
        this.root = root;
        this.known = environments.stream().map(EnvironmentModel::path).collect(Collectors.toSet());
        environments.forEach(environment ->
                environment.units().forEach(unit -> marks.put(unit.path().toString(), mark(unit))));
    }

    /** The unit's position in its environment's own file, if it is configured there. */
    private static SourceLocation mark(UnitModel<?, ?> unit) {
        SourceLocation mark = unit.node().mark();
        return mark.line() > 0
                ? mark
                : new SourceLocation(unit.files().get(unit.files().size() - 1), 1, 1);
    }

    /** Dangers and refusals of a plan. */
    public List<Finding> of(EnvironmentPlan plan) {
        List<Finding> findings = new ArrayList<>();
        plan.verdict()
                .refusals()
                .forEach(refusal -> findings.add(new Finding(
                        Finding.Level.ERROR,
                        "refused",
                        at(refusal.unit()),
                        (refusal.unit() + " " + refusal.address()).strip(),
                        refusal.what() + ". " + refusal.remedy())));
        plan.dangers()
                .forEach(found -> findings.add(new Finding(
                        level(found.danger().weight()),
                        "danger/" + found.danger().weight().name().toLowerCase(Locale.ROOT),
                        at(found.unit()),
                        found.unit() + " " + found.change().address(),
                        found.danger().what())));
        return findings;
    }

    private static Finding.Level level(Danger.Weight weight) {
        return switch (weight) {
            case DATA_LOSS, LOCK_OUT, EXPOSURE -> Finding.Level.ERROR;
            case NOT_KNOWN -> Finding.Level.NOTICE;
            default -> Finding.Level.WARNING;
        };
    }

    /**
     * Findings of controls, as a list of {@code unit}, {@code check}, {@code address} and {@code message}.
     *
     * @throws IllegalArgumentException when it is of another form
     */
    public List<Finding> controls(JsonNode list) {
        if (!list.path("findings").isArray()) {
            throw new IllegalArgumentException(
                    "expected 'findings': a list, each entry with unit, check, address and message");
        }
        List<Finding> findings = new ArrayList<>();
        list.path("findings")
                .forEach(one -> findings.add(new Finding(
                        Finding.Level.ERROR,
                        "control/" + one.path("check").asText(),
                        at(UnitPath.read(one.path("unit").asText())),
                        one.path("unit").asText() + " " + one.path("address").asText(),
                        one.path("message").asText())));
        return findings;
    }

    /** A removed unit is reported at its environment's file, one of a tree at its own. */
    private SourceLocation at(UnitPath unit) {
        Optional<SourceLocation> inTree =
                known.contains(unit.system() + "/" + unit.environment()) ? Optional.empty() : inTree(unit);
        return inTree.isPresent()
                ? inTree.get()
                : marks.getOrDefault(
                        unit.toString(),
                        new SourceLocation(
                                SettingsTree.FOLDER + "/" + unit.system() + "/" + unit.environment() + "/"
                                        + SettingsTree.ENVIRONMENT_FILE,
                                1,
                                1));
    }

    /** A tree in the root of the repository has the name of that folder in its own. */
    private Optional<SourceLocation> inTree(UnitPath unit) {
        String path = unit.system() + "/" + unit.environment() + "/" + unit.inEnvironment();
        for (String folder : List.of(path, path.substring(path.indexOf('/') + 1), unit.inEnvironment())) {
            for (String file : UNIT_FILES) {
                if (Files.isRegularFile(root.resolve(folder).resolve(file))) {
                    return Optional.of(new SourceLocation(folder + "/" + file, 1, 1));
                }
            }
        }
        return Optional.empty();
    }
}
