package groundplan.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.causes.CauseKind;
import groundplan.plan.Action;
import groundplan.plan.ChangeCause;
import groundplan.plan.ChangeCondition;
import groundplan.plan.ChangeExplanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a change happens, in the JSON of a plan. */
final class ExplanationJson {
    private ExplanationJson() {}

    /** Adds {@code condition} and {@code causes} to the JSON of a change. */
    static void write(ObjectNode change, ChangeExplanation explanation) {
        explanation.condition().ifPresent(condition -> {
            ObjectNode json = change.putObject("condition");
            condition.values().forEach(json.putArray("values")::add);
            json.put("otherwise", word(condition.otherwise())).put("expected_equal", condition.expectedEqual());
        });
        ArrayNode causes = change.putArray("causes");
        explanation.causes().forEach(cause -> {
            ObjectNode json = causes.addObject();
            json.put("kind", word(cause.kind()))
                    .put("unit", cause.unit())
                    .put("address", cause.address())
                    .put("argument", cause.argument());
            cause.through().forEach(json.putArray("through")::add);
            cause.setting().ifPresent(setting -> json.putObject("setting")
                    .put("file", setting.file())
                    .put("line", setting.line())
                    .put("key", setting.key())
                    .put("before", setting.before().orElse(null))
                    .put("after", setting.after().orElse(null)));
        });
    }

    /** Reads them. */
    static ChangeExplanation read(JsonNode change) {
        JsonNode condition = change.path("condition");
        List<ChangeCause> causes = new ArrayList<>();
        change.path("causes")
                .forEach(json -> causes.add(new ChangeCause(
                        CauseKind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT)),
                        json.path("unit").asText(),
                        json.path("address").asText(),
                        json.path("argument").asText(),
                        texts(json.path("through")),
                        json.has("setting") ? Optional.of(setting(json.path("setting"))) : Optional.empty())));
        return new ChangeExplanation(
                condition.isObject()
                        ? Optional.of(new ChangeCondition(
                                texts(condition.path("values")),
                                Action.valueOf(
                                        condition.path("otherwise").asText().toUpperCase(Locale.ROOT)),
                                condition.path("expected_equal").asBoolean()))
                        : Optional.empty(),
                causes);
    }

    private static ChangeCause.ChangedSetting setting(JsonNode json) {
        return new ChangeCause.ChangedSetting(
                json.path("file").asText(),
                json.path("line").asInt(),
                json.path("key").asText(),
                Optional.ofNullable(json.path("before").textValue()),
                Optional.ofNullable(json.path("after").textValue()));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
