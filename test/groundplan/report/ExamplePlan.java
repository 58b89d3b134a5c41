package groundplan.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.causes.PlanCauses;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.ChangeCause;
import groundplan.plan.ConfiguredArguments;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.ExplainedPlan;
import groundplan.redact.Redactor;
import groundplan.states.StateKeys;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A plan of {@code shop/prod} for a report, made of entries as Terraform's JSON has them. */
final class ExamplePlan {
    private static final String ENVIRONMENT = "shop/prod/";

    private final ObjectNode plan = TerraformJson.object();
    private final ObjectNode root = TerraformJson.object();
    private final Map<String, ObjectNode> modules = new TreeMap<>();
    private final Set<UnitPath> units = new LinkedHashSet<>();
    private final Map<String, ChangeCause.ChangedSetting> settings = new TreeMap<>();
    private boolean destroys;

    ExamplePlan() {
        plan.put("format_version", "1.2");
        plan.putArray("resource_changes");
        plan.putArray("resource_drift");
    }

    /** An entry of {@code resource_changes}, to be completed by the methods below. */
    final class Entry {
        private final ObjectNode json;
        private final String module;
        private final String type;
        private final String name;

        private Entry(ObjectNode json, String module, String type, String name) {
            this.json = json;
            this.module = module;
            this.type = type;
            this.name = name;
        }

        private ObjectNode change() {
            return (ObjectNode) json.path("change");
        }

        /** What is known only after the apply, as Terraform marks it. */
        Entry unknown(String marks) {
            change().set("after_unknown", TerraformJson.read(marks));
            return this;
        }

        /** The attributes that force the replacement. */
        Entry forcedBy(String... attributes) {
            ArrayNode paths = change().putArray("replace_paths");
            for (String attribute : attributes) {
                paths.addArray().add(attribute);
            }
            return reason("replace_because_cannot_update");
        }

        /** Any further field of the entry. */
        Entry with(String field, String value) {
            json.put(field, value);
            return this;
        }

        Entry reason(String reason) {
            return with("action_reason", reason);
        }

        Entry importing(String id) {
            change().putObject("importing").put("id", id);
            return this;
        }

        /** An argument as the configuration has it, where it is a reference. */
        Entry configured(String argument, String expression) {
            modules.get(module)
                    .withObjectProperty("resource")
                    .withObjectProperty(type)
                    .withObjectProperty(name)
                    .put(argument, expression);
            return this;
        }
    }

    /**
     * Adds a change.
     *
     * @param unit region and name
     * @param address the object
     * @param actions Terraform's actions, joined by commas
     * @param before its attributes; null if it does not exist
     * @param after its attributes afterwards, as far as they are known; null if it does not exist then
     */
    Entry change(String unit, String address, String actions, String before, String after) {
        UnitPath path = UnitPath.parse(ENVIRONMENT + unit);
        units.add(path);
        String module = StateKeys.module(path);
        String type = address.substring(0, address.indexOf('.'));
        String name = address.substring(address.indexOf('.') + 1);
        ObjectNode json = ((ArrayNode) plan.path("resource_changes")).addObject();
        json.put("address", "module." + module + "." + address)
                .put("mode", "managed")
                .put("type", type)
                .put("name", name);
        ObjectNode change = json.putObject("change");
        ArrayNode list = change.putArray("actions");
        for (String action : actions.split(",")) {
            list.add(action);
        }
        change.set("before", before == null ? null : TerraformJson.read(before));
        change.set("after", after == null ? null : TerraformJson.read(after));
        change.putObject("after_unknown");
        change.putObject("before_sensitive");
        change.putObject("after_sensitive");
        ObjectNode resources =
                modules.computeIfAbsent(module, word -> TerraformJson.object()).withObjectProperty("resource");
        if (after != null) {
            resources
                    .withObjectProperty(type)
                    .set(name.replaceFirst("\\[.*", ""), TerraformJson.read(after.replace("${", "$${")));
        }
        return new Entry(json, module, type, name);
    }

    /** An output of a unit. */
    ExamplePlan output(String unit, String name, String expression) {
        modules.get(StateKeys.module(UnitPath.parse(ENVIRONMENT + unit)))
                .withObjectProperty("output")
                .putObject(name)
                .put("value", expression);
        return this;
    }

    /** A variable of a unit. */
    ExamplePlan input(String unit, String name, String expression) {
        root.withObjectProperty("module")
                .withObjectProperty(StateKeys.module(UnitPath.parse(ENVIRONMENT + unit)))
                .put(name, expression);
        return this;
    }

    /** An object that was changed outside of Terraform. */
    ExamplePlan drift(String unit, String address, String before, String after) {
        ObjectNode json = ((ArrayNode) plan.path("resource_drift")).addObject();
        json.put("address", "module." + StateKeys.module(UnitPath.parse(ENVIRONMENT + unit)) + "." + address)
                .put("type", address.substring(0, address.indexOf('.')));
        ObjectNode change = json.putObject("change");
        change.putArray("actions").add(after == null ? "delete" : "update");
        change.set("before", TerraformJson.read(before));
        change.set("after", after == null ? null : TerraformJson.read(after));
        return this;
    }

    /** The line of the settings that explains the changes of an object's argument; of new or removed objects for an empty argument. */
    ExamplePlan setting(String address, String argument, int line, String key, String before, String after) {
        settings.put(
                address + " " + argument,
                new ChangeCause.ChangedSetting(
                        "environments/shop/system.yaml",
                        line,
                        key,
                        Optional.ofNullable(before),
                        Optional.ofNullable(after)));
        return this;
    }

    /** The plan destroys everything. */
    ExamplePlan destroying() {
        destroys = true;
        return this;
    }

    EnvironmentPlan plan() {
        Map<UnitPath, JsonNode> configurations = new TreeMap<>();
        units.forEach(unit -> configurations.put(unit, modules.get(StateKeys.module(unit))));
        EnvironmentPlan read = EnvironmentPlan.of(
                "shop/prod",
                "5d41402abc4b2a76b9719d91",
                List.copyOf(units),
                Map.of(),
                units,
                new ConfiguredArguments(configurations),
                plan,
                Redactor.of(plan));
        return destroys
                ? new EnvironmentPlan(
                        read.environment(),
                        read.settings(),
                        true,
                        read.units(),
                        read.drifted(),
                        read.verdict(),
                        true,
                        read.warnings())
                : ExplainedPlan.of(
                        ExplainedPlan.of(read, new PlanCauses(plan, root, modules), Redactor.of(plan)),
                        cause -> Stream.ofNullable(settings.get(cause.address() + " " + cause.argument()))
                                .toList());
    }
}
