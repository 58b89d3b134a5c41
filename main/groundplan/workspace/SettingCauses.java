package groundplan.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.causes.CauseKind;
import groundplan.console.StepLog;
import groundplan.files.TemporaryFolder;
import groundplan.git.GitFolder;
import groundplan.plan.ChangeCause;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.ExplainedPlan;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingChange;
import groundplan.settings.SettingChanges;
import groundplan.settings.SettingsTree;
import groundplan.synth.InvalidDocuments;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the lines of the settings that explain a plan. Each change of the settings is undone alone, and the configuration generated
 * again: what differs is what it causes. Neither names nor values have to be compared, so that a setting is found also where it reaches
 * a resource in another form.
 */
final class SettingCauses {
    /** More changes than that are not undone one by one. */
    private static final int MOST = 40;

    private final Project project;
    private final EnvironmentModel environment;
    private final Map<SettingChange, Set<Touched>> byChange = new LinkedHashMap<>();

    /**
     * What a change of the settings changes in the configuration.
     *
     * @param unit region and name of the unit
     * @param resource {@code <type>.<name>}, or {@code provider}
     * @param argument the argument; empty if the resource is there only with the change, or only without it
     */
    private record Touched(String unit, String resource, String argument) {}

    private SettingCauses(Project project, EnvironmentModel environment) {
        this.project = project;
        this.environment = environment;
    }

    /**
     * The plan with the lines of the settings that explain it; the same if they cannot be found.
     *
     * @param documents the environment's units
     * @param applied finds the commit of the last apply
     */
    static EnvironmentPlan in(
            EnvironmentPlan plan,
            Project project,
            EnvironmentModel environment,
            List<UnitDocument> documents,
            AppliedCommit applied) {
        boolean configured = plan.units().stream()
                .flatMap(unit -> unit.changes().stream())
                .flatMap(change -> change.explanation().causes().stream())
                .anyMatch(cause -> ofConfiguration(cause.kind()));
        if (!configured) {
            return plan;
        }
        try (StepLog.TimedStep step = StepLog.step("explain the changes of " + environment.path())) {
            SettingCauses causes = new SettingCauses(project, environment);
            causes.compare(documents, known(applied));
            step.result(() -> StepLog.count(causes.byChange.size(), "changed setting"));
            return ExplainedPlan.of(plan, causes::of);
        } catch (IOException | InvalidSettings noEarlierSettings) {
            return plan;
        }
    }

    /** Without the record of applies, which a role may not be allowed to read, the branch tells. */
    private static Optional<String> known(AppliedCommit applied) {
        try {
            return applied.get();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Finds the commit of an environment's last apply. */
    interface AppliedCommit {
        Optional<String> get() throws IOException;
    }

    /** Whether something in the configuration begins it. */
    static boolean ofConfiguration(CauseKind kind) {
        // A setting that was taken out leaves a default of the provider.
        return kind == CauseKind.ARGUMENT
                || kind == CauseKind.ADDED
                || kind == CauseKind.REMOVED
                || kind == CauseKind.PROVIDER;
    }

    private void compare(List<UnitDocument> now, Optional<String> applied) throws IOException, InvalidSettings {
        SettingsBase base = new SettingsBase(new GitFolder(project.root()));
        Optional<String> commit = base.commit(applied);
        if (commit.isEmpty()) {
            return;
        }
        Path folder = TemporaryFolder.create("groundplan-");
        List<SettingChange> changes;
        try {
            base.write(commit.get(), environment.system(), folder);
            changes = SettingChanges.between(folder, project.root(), environment.system(), environment.name());
        } finally {
            TemporaryFolder.delete(folder);
        }
        List<SettingChange> needed = new ArrayList<>();
        for (SettingChange change : changes.stream().limit(MOST).toList()) {
            try {
                byChange.put(change, difference(now, without(List.of(change))));
            } catch (InvalidSettings | InvalidDocuments neededByAnother) {
                needed.add(change);
            }
        }
        if (!needed.isEmpty()) {
            explainRest(now, changes, needed.get(0));
        }
    }

    /** What no change explains alone is explained by one that others need, and that cannot be undone without them. */
    private void explainRest(List<UnitDocument> now, List<SettingChange> changes, SettingChange needed)
            throws IOException {
        try {
            Set<Touched> rest = new HashSet<>(difference(now, without(changes)));
            byChange.values().forEach(rest::removeAll);
            byChange.put(needed, rest);
        } catch (InvalidSettings | InvalidDocuments changedInAnotherWay) {
            // The former settings are not valid any more, after a change of what AWS offers for example.
            byChange.put(needed, Set.of());
        }
    }

    /** The documents as they would be without some changes. */
    private List<UnitDocument> without(List<SettingChange> undone) throws IOException, InvalidSettings {
        for (EnvironmentModel model :
                SettingsTree.read(project.root(), project.vocabulary(), Set.of(environment.system()), undone)) {
            if (model.path().equals(environment.path())) {
                return project.documents(model.units());
            }
        }
        return List.of();
    }

    private static Set<Touched> difference(List<UnitDocument> now, List<UnitDocument> without) {
        Map<String, JsonNode> before = byName(without);
        Map<String, JsonNode> after = byName(now);
        Set<Touched> found = new HashSet<>();
        Set<String> units = new TreeSet<>(before.keySet());
        units.addAll(after.keySet());
        for (String unit : units) {
            JsonNode one = before.getOrDefault(unit, MissingNode.getInstance());
            JsonNode other = after.getOrDefault(unit, MissingNode.getInstance());
            if (!one.path("provider").equals(other.path("provider"))) {
                found.add(new Touched(unit, "provider", ""));
            }
            Map<String, JsonNode> old = resources(one);
            Map<String, JsonNode> current = resources(other);
            Set<String> addresses = new TreeSet<>(old.keySet());
            addresses.addAll(current.keySet());
            addresses.forEach(address -> {
                if (!old.containsKey(address) || !current.containsKey(address)) {
                    found.add(new Touched(unit, address, ""));
                } else {
                    arguments(old.get(address), current.get(address))
                            .forEach(argument -> found.add(new Touched(unit, address, argument)));
                }
            });
        }
        return found;
    }

    private static Map<String, JsonNode> byName(List<UnitDocument> documents) {
        Map<String, JsonNode> found = new TreeMap<>();
        documents.forEach(document -> found.put(document.unit().path().inEnvironment(), document.json()));
        return found;
    }

    private static Map<String, JsonNode> resources(JsonNode document) {
        Map<String, JsonNode> found = new TreeMap<>();
        document.path("resource").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(block -> found.put(type.getKey() + "." + block.getKey(), block.getValue())));
        return found;
    }

    private static Set<String> arguments(JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> before.path(name).equals(after.path(name)));
        // A dynamic block is an argument by the name of what it makes.
        if (names.contains("dynamic")) {
            names.addAll(arguments(before.path("dynamic"), after.path("dynamic")));
        }
        return names;
    }

    /**
     * The lines that explain a cause: all that change its argument or, of an object as a whole, that add or remove it; otherwise the one
     * that touches least.
     */
    private List<ChangeCause.ChangedSetting> of(ChangeCause cause) {
        if (!ofConfiguration(cause.kind())) {
            return List.of();
        }
        return ExplainingChanges.of(
                        byChange,
                        touched -> explains(touched, cause),
                        touched -> cause.address().isEmpty()
                                || touched.argument().isEmpty()
                                        == cause.argument().isEmpty(),
                        Comparator.comparing(change -> byChange.get(change).size()))
                .stream()
                .map(SettingCauses::setting)
                .toList();
    }

    private static boolean explains(Touched touched, ChangeCause cause) {
        if (cause.address().isEmpty()) {
            return touched.resource().equals("provider");
        }
        boolean here = touched.unit().equals(cause.unit())
                && touched.resource()
                        .equals(ResourceAddress.parse(cause.address()).resource());
        return here
                && (touched.argument().isEmpty()
                        || cause.argument().isEmpty()
                        || touched.argument()
                                .equals(AttributePath.parse(cause.argument()).attribute()));
    }

    private static ChangeCause.ChangedSetting setting(SettingChange change) {
        return new ChangeCause.ChangedSetting(
                change.file(), change.at().line(), change.key(), change.valueBefore(), change.valueAfter());
    }
}
