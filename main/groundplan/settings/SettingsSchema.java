package groundplan.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Setting;
import groundplan.kernel.SnakeCase;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schema of settings files, from the records that they become. A file is one layer, so no key is required here: keys
 * that are missing from all layers together are reported when the settings are read.
 */
public final class SettingsSchema {
    /** The path of the schema, below the project's root. */
    public static final String FILE = SettingsTree.FOLDER + "/schema.json";

    private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

    private SettingsSchema() {}

    /** The schema of the files of a system, an environment, or a region. */
    public static ObjectNode of(List<Kind<?, ?>> kinds) {
        SettingsSchema schema = new SettingsSchema();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "Groundplan settings: system.yaml, environment.yaml, <region>.yaml");
        ObjectNode top = schema.record(EnvironmentSettings.class);
        top.properties().forEach(field -> root.set(field.getKey(), field.getValue()));
        root.withObjectProperty("properties").set("units", schema.units(kinds));
        root.set("definitions", schema.definitions);
        return root;
    }

    private ObjectNode units(List<Kind<?, ?>> kinds) {
        ObjectNode units = object("object");
        units.put("description", "Units by name. The name's last word is its kind unless kind says otherwise.");
        ObjectNode named = object(null);
        var choices = named.putArray("allOf");
        ObjectNode anyKind = object(null);
        var names = anyKind.putArray("enum");
        for (Kind<?, ?> kind : kinds) {
            names.add(kind.name());
            ObjectNode unit = record(kind.settings());
            unit.putArray("type").add("object").add("null");
            unit.put("description", "A unit of kind " + kind.name() + ": " + kind.summary() + ".");
            unit.withObjectProperty("properties").set("kind", object(null).put("const", kind.name()));
            unit.withObjectProperty("properties")
                    .set("enabled", object("boolean").put("description", "Whether the unit exists. Default: true."));
            unit.withObjectProperty("properties")
                    .setAll((ObjectNode) record(RefactoringSettings.class).get("properties"));
            if (kind.scope() == Scope.GLOBAL) {
                unit.withObjectProperty("properties")
                        .set(
                                "regional",
                                object("boolean")
                                        .put(
                                                "description",
                                                "Whether its folder is that of the environment's region, though its resources have none. Default: false."));
            }
            definitions.set(kind.name(), unit);
            ObjectNode choice = object(null);
            choice.withObjectProperty("if")
                    .withObjectProperty("properties")
                    .set("kind", object(null).put("const", kind.name()));
            choice.withObjectProperty("if").putArray("required").add("kind");
            choice.set("then", reference(kind.name()));
            choices.add(choice);
            ObjectNode plain = object(null);
            plain.withObjectProperty("if").putArray("required").add("kind");
            plain.set("then", reference("unit"));
            plain.set("else", reference(kind.name()));
            units.withObjectProperty("properties").set(kind.name(), plain);
            units.withObjectProperty("patternProperties").set("^.*/" + kind.name() + "$", plain.deepCopy());
        }
        named.withObjectProperty("properties").set("kind", anyKind);
        definitions.set("unit", named);
        units.set("additionalProperties", reference("unit"));
        return units;
    }

    private ObjectNode record(Class<?> type) {
        ObjectNode schema = object("object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            Type declared = component.getType() == Optional.class
                    ? Binder.argument(component.getGenericType(), 0)
                    : component.getGenericType();
            ObjectNode property = value(declared, setting, setting.names());
            String byDefault = setting.byDefault().isEmpty() ? "" : " Default: " + setting.byDefault() + ".";
            property.put("description", setting.value() + byDefault);
            properties.set(SnakeCase.of(component.getName()), property);
        }
        return schema;
    }

    private ObjectNode value(Type type, Setting setting, String names) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            ObjectNode map = object("object");
            map.putObject("propertyNames").put("pattern", "^(" + names + ")$");
            map.set("additionalProperties", value(Binder.argument(type, 1), setting, Setting.WORDS));
            return map;
        }
        if (type instanceof ParameterizedType) {
            ObjectNode list = object("array");
            list.put("uniqueItems", true);
            list.set("items", value(Binder.argument(type, 0), setting, Setting.WORDS));
            bounds(list, setting, "minItems", "maxItems");
            return list;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain == String.class) {
            return text(setting);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return object("boolean");
        }
        ObjectNode number = object(plain == int.class || plain == Integer.class ? "integer" : "number");
        bounds(number, setting, "minimum", "maximum");
        return number;
    }

    private static ObjectNode text(Setting setting) {
        ObjectNode text = object("string");
        List<String> known = setting.form().known();
        String pattern = setting.pattern().isEmpty() ? setting.form().outline() : setting.pattern();
        if (!pattern.isEmpty() && known.isEmpty()) {
            text.put("pattern", "^(" + pattern + ")$");
        }
        known.forEach(word -> text.withArrayProperty("enum").add(word));
        if (setting.oneOf().length > 0) {
            for (String word : setting.oneOf()) {
                text.withArrayProperty("enum").add(word);
            }
        }
        return text;
    }

    private static void bounds(ObjectNode schema, Setting setting, String least, String most) {
        if (setting.min() != Long.MIN_VALUE) {
            schema.put(least, setting.min());
        }
        if (setting.max() != Long.MAX_VALUE) {
            schema.put(most, setting.max());
        }
    }

    private static ObjectNode reference(String definition) {
        return object(null).put("$ref", "#/definitions/" + definition);
    }

    private static ObjectNode object(String type) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return type == null ? object : object.put("type", type);
    }
}
