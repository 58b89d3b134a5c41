package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.StateKeys;
import groundplan.terraform.InstalledModule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Paths in the values of a unit whose module has files. Alone, the module is the root module: its {@code path.module} is {@code .}, and
 * that of a module that it calls is relative to it. In {@link RootModule} both are below {@link RootModule#SOURCES}. The texts of a
 * state that begin with such a path are rewritten in the copy of the state; else a resource with a path would seem to change.
 */
final class ModulePaths {
    private static final String HERE = ".";
    private static final String PATH = "${path.module}";

    private static final String CACHE = "/.terragrunt-cache/";

    /** What {@code path.module} is here, by what it is for the unit alone. */
    private final Map<String, String> folders = new LinkedHashMap<>();

    /** Texts with a path of the module further inside and nothing else that is evaluated: as they are here, by what they are alone. */
    private final Map<String, String> texts = new LinkedHashMap<>();

    private final String configuration;
    private final String folder;
    private final Optional<Pattern> absolute;

    /** @param unit a unit whose module has files */
    ModulePaths(PlannableUnit unit) {
        PlannableUnit.ModuleFiles files = unit.files().orElseThrow();
        this.configuration = unit.configuration().toString();
        this.folder = RootModule.SOURCES + "/" + files.folder();
        folders.put(HERE, folder);
        for (InstalledModule module : files.modules()) {
            folders.put(
                    module.folder(),
                    Path.of(folder, module.folder()).normalize().toString());
        }
        inTexts(unit.configuration());
        // abspath(path.module) is in the cache of whoever ran Terragrunt last.
        this.absolute = absolute(files.folder());
    }

    /** The folder of a module in the cache of a unit, whose two folders have other names on each machine. */
    private static Optional<Pattern> absolute(String folder) {
        int cache = folder.indexOf(CACHE);
        if (cache < 0) {
            return Optional.empty();
        }
        String[] inside = folder.substring(cache + CACHE.length()).split("/", 3);
        return Optional.of(Pattern.compile("/.*/" + Pattern.quote(folder.substring(0, cache) + CACHE) + "[^/]+/[^/]+"
                + Pattern.quote(inside.length > 2 ? "/" + inside[2] : "") + "(?=/|$)"));
    }

    private void inTexts(JsonNode value) {
        value.forEach(this::inTexts);
        String text = value.asText();
        if (value.isTextual() && text.indexOf(PATH) > 0) {
            String alone = text.replace(PATH, HERE);
            if (!alone.contains("${") && !alone.contains("%{")) {
                texts.put(alone, text.replace(PATH, folder));
            }
        }
    }

    /** Whether a configuration of the unit uses paths at all. */
    private boolean uses() {
        return configuration.contains("path.module") || configuration.contains("path.root") || folders.size() > 1;
    }

    /**
     * The attributes of a resource of the unit as they would be in the root module's state.
     *
     * @param root the root module's folder
     */
    JsonNode inRoot(JsonNode attributes, Path root) {
        return uses() ? TerraformJson.withTexts(attributes, text -> inRoot(text, root)) : attributes;
    }

    private String inRoot(String text, Path root) {
        if (absolute.isPresent() && absolute.get().matcher(text).lookingAt()) {
            return absolute.get()
                    .matcher(text)
                    .replaceFirst(java.util.regex.Matcher.quoteReplacement(
                            root.resolve(folder).toString()));
        }
        if (texts.containsKey(text)) {
            return texts.get(text);
        }
        for (Map.Entry<String, String> one : folders.entrySet()) {
            String alone = one.getKey();
            // What is written so in the configuration is no path of the module.
            if (text.startsWith(alone + "/") && !configuration.contains('"' + text + '"')) {
                return one.getValue() + text.substring(alone.length());
            }
            if (text.equals(alone) && configuration.contains("\"${path.module}\"")) {
                return one.getValue();
            }
        }
        return text;
    }

    /** Values of a plan as they would be for the unit alone. */
    JsonNode alone(JsonNode values, Path root) {
        return TerraformJson.withTexts(values, text -> {
            String relative =
                    text.startsWith(root + "/") ? text.substring(root.toString().length() + 1) : text;
            for (Map.Entry<String, String> one : texts.entrySet()) {
                if (text.equals(one.getValue())) {
                    return one.getKey();
                }
            }
            for (Map.Entry<String, String> one : folders.entrySet()) {
                if (relative.startsWith(one.getValue() + "/") || relative.equals(one.getValue())) {
                    return one.getKey() + relative.substring(one.getValue().length());
                }
            }
            return text;
        });
    }

    /** Shows paths as they are for each unit alone. */
    static void alone(ObjectNode plan, RootModule root, List<UnitPath> units, Path folder) {
        for (UnitPath unit : units) {
            root.paths(unit).ifPresent(paths -> {
                String module = "module." + StateKeys.module(unit) + ".";
                for (String part : List.of("resource_changes", "resource_drift")) {
                    plan.path(part).forEach(resource -> {
                        if (resource.path("address").asText().startsWith(module)
                                && resource.path("change") instanceof ObjectNode change) {
                            for (String side : List.of("before", "after")) {
                                if (change.has(side)) {
                                    change.set(side, paths.alone(change.get(side), folder));
                                }
                            }
                        }
                    });
                }
                plan.path("planned_values").path("outputs").properties().forEach(output -> {
                    if (output.getKey().startsWith(StateKeys.output(unit, ""))
                            && output.getValue() instanceof ObjectNode told
                            && told.has("value")) {
                        told.set("value", paths.alone(told.get("value"), folder));
                    }
                });
            });
        }
    }
}
