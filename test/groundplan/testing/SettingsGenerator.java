package groundplan.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import groundplan.json.TerraformJson;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.SnakeCase;
import groundplan.kernel.TextForm;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes settings of the records that describe them: values of the right type, form and range, which may still break a rule between
 * two keys.
 *
 * @param random decides
 * @param texts makes a text where any text may stand
 * @param units names units of a kind that settings may refer to
 * @param fullness the share of keys that are given though they may be left out, from 0 to 1
 */
public record SettingsGenerator(
        Random random, Supplier<String> texts, Function<String, List<String>> units, double fullness) {
    private static final int ATTEMPTS = 50;
    private static final int MOST = 100_000;
    private static final RgxGenProperties SHORT = new RgxGenProperties();
    private static final Map<String, Optional<RgxGen>> FORMS = new ConcurrentHashMap<>();

    static {
        RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(SHORT, 6);
    }

    /**
     * A key that can be changed.
     *
     * @param path keys and positions from the unit's settings down to it
     * @param component what it is
     * @param type its type; that of an entry where the path ends within a map or list
     */
    public record Place(List<Object> path, RecordComponent component, Type type) {
        /** The key, as messages have it. */
        public String key() {
            StringBuilder text = new StringBuilder();
            path.forEach(step ->
                    text.append(step instanceof Integer ? "[" + step + "]" : (text.isEmpty() ? "" : ".") + step));
            return text.toString();
        }

        /** Whether any text may stand there. */
        public boolean isFreeText() {
            Setting setting = component.getAnnotation(Setting.class);
            return type == String.class
                    && setting.pattern().isEmpty()
                    && setting.form() == TextForm.ANY
                    && setting.oneOf().length == 0
                    && component.getAnnotation(Reads.class) == null;
        }
    }

    /** All keys of a unit's settings: those that are given, and those that could be. */
    public List<Place> places(Class<?> record, JsonNode settings) {
        List<Place> places = new ArrayList<>();
        record(record, settings, List.of(), places);
        return places;
    }

    private void record(Class<?> record, JsonNode node, List<Object> path, List<Place> into) {
        for (RecordComponent component : record.getRecordComponents()) {
            String key = SnakeCase.of(component.getName());
            Type type = component.getType() == Optional.class
                    ? argument(component.getGenericType(), 0)
                    : component.getGenericType();
            place(component, type, node.path(key), with(path, key), into);
        }
    }

    private void place(RecordComponent component, Type type, JsonNode node, List<Object> path, List<Place> into) {
        into.add(new Place(path, component, type));
        if (type instanceof Class<?> plain && plain.isRecord() && node.isObject()) {
            record(plain, node, path, into);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            node.properties()
                    .forEach(entry ->
                            place(component, argument(type, 1), entry.getValue(), with(path, entry.getKey()), into));
            name(component).ifPresent(name -> into.add(new Place(with(path, name), component, argument(type, 1))));
        } else if (type instanceof ParameterizedType) {
            for (int i = 0; i < node.size(); i++) {
                place(component, argument(type, 0), node.get(i), with(path, i), into);
            }
            into.add(new Place(with(path, node.size()), component, argument(type, 0)));
        }
    }

    /** Puts a new value at a place, with all that is above it; false when there is no value for it. */
    public boolean change(ObjectNode settings, Place place) {
        Optional<JsonNode> value = value(place.component(), place.type());
        if (value.isEmpty()) {
            return false;
        }
        JsonNode here = settings;
        for (int i = 0; i < place.path().size(); i++) {
            Object step = place.path().get(i);
            boolean last = i == place.path().size() - 1;
            JsonNode below = last
                    ? value.get()
                    : place.path().get(i + 1) instanceof Integer
                            ? TerraformJson.object().putArray("new")
                            : TerraformJson.object();
            if (here instanceof ArrayNode array) {
                int at = (Integer) step;
                if (at >= array.size()) {
                    array.add(below);
                } else if (last) {
                    array.set(at, below);
                }
                here = array.get(Math.min(at, array.size() - 1));
            } else {
                ObjectNode object = (ObjectNode) here;
                if (last || !object.path((String) step).isContainerNode()) {
                    object.set((String) step, below);
                }
                here = object.get((String) step);
            }
        }
        return true;
    }

    private Optional<JsonNode> value(RecordComponent component, Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class ? map(component, type) : list(component, type);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain).map(JsonNode.class::cast);
        }
        Setting setting = component.getAnnotation(Setting.class);
        if (plain == String.class) {
            return text(component, setting).map(TextNode::valueOf);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return Optional.of(BooleanNode.valueOf(random.nextBoolean()));
        }
        long least = Math.max(setting.min(), -MOST);
        long most = Math.min(setting.max(), Math.max(least, MOST));
        long number = random.nextInt(4) == 0
                ? (random.nextBoolean() ? least : most)
                : least + (long) (random.nextDouble() * (most - least + 1));
        return Optional.of(TerraformJson.object().numberNode(number));
    }

    private Optional<ObjectNode> record(Class<?> type) {
        ObjectNode settings = TerraformJson.object();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean optional = component.getType() == Optional.class;
            boolean required = !optional
                    && component.getAnnotation(Setting.class).byDefault().isEmpty();
            if (required || random.nextDouble() < fullness) {
                Type declared = optional ? argument(component.getGenericType(), 0) : component.getGenericType();
                Optional<JsonNode> value = value(component, declared);
                value.ifPresent(found -> settings.set(SnakeCase.of(component.getName()), found));
                if (required && value.isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(settings);
    }

    private Optional<JsonNode> map(RecordComponent component, Type type) {
        ObjectNode map = TerraformJson.object();
        long size =
                Math.max(1, Math.max(0, component.getAnnotation(Setting.class).min()));
        for (int i = 0; i < size; i++) {
            Optional<String> name = name(component);
            Optional<JsonNode> value = value(component, argument(type, 1));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            map.set(name.get(), value.get());
        }
        return Optional.of(map);
    }

    private Optional<JsonNode> list(RecordComponent component, Type type) {
        ArrayNode list = TerraformJson.object().putArray("list");
        long size =
                Math.max(1, Math.max(0, component.getAnnotation(Setting.class).min()));
        for (int i = 0; i < size; i++) {
            Optional<JsonNode> value = value(component, argument(type, 0));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            list.add(value.get());
        }
        return Optional.of(list);
    }

    private Optional<String> name(RecordComponent component) {
        Reads reads = component.getAnnotation(Reads.class);
        return reads == null || reads.byValue()
                ? matching(component.getAnnotation(Setting.class).names())
                : unit(reads);
    }

    private Optional<String> text(RecordComponent component, Setting setting) {
        Reads reads = component.getAnnotation(Reads.class);
        if (reads != null) {
            return unit(reads);
        }
        if (setting.oneOf().length > 0) {
            return Optional.of(setting.oneOf()[random.nextInt(setting.oneOf().length)]);
        }
        switch (setting.form()) {
            case REGION:
                return Optional.of(setting.form()
                        .known()
                        .get(random.nextInt(setting.form().known().size())));
            case IPV4_RANGE, IP_RANGE:
                return Optional.of("10." + random.nextInt(256) + ".0.0/16");
            case ZONE, TAG_VALUE:
                return matching("[a-f]");
            default:
        }
        return setting.pattern().isEmpty() ? Optional.of(texts.get()) : matching(setting.pattern());
    }

    private Optional<String> unit(Reads reads) {
        List<String> known = units.apply(reads.value());
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(random.nextInt(known.size())));
    }

    /** A text of a form; empty for one that the library cannot make, such as one with a look-ahead that is rarely met. */
    private Optional<String> matching(String form) {
        Optional<RgxGen> made = FORMS.computeIfAbsent(form, pattern -> {
            try {
                return Optional.of(RgxGen.parse(SHORT, pattern));
            } catch (RuntimeException unsupported) {
                return Optional.empty();
            }
        });
        for (int i = 0; made.isPresent() && i < ATTEMPTS; i++) {
            String text = made.get().generate(random);
            if (text.matches(form)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static List<Object> with(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
