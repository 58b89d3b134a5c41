package groundplan.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Values and marks in Terraform's JSON of a plan. A mark says of a value, or of a part of one, that it is unknown or sensitive. */
public final class PlanValue {
    private PlanValue() {}

    /** Whether there is no value: null and a missing value are the same there. */
    public static boolean none(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** Whether two values are the same. */
    public static boolean same(JsonNode one, JsonNode other) {
        return none(one) && none(other) || one.equals(other);
    }

    /** Whether a mark is about the whole value. */
    public static boolean marked(JsonNode mark) {
        return mark.isBoolean() && mark.asBoolean();
    }

    /** Whether a mark is about the value or any part of it. */
    public static boolean anyMarked(JsonNode marks) {
        if (marked(marks)) {
            return true;
        }
        for (JsonNode below : marks) {
            if (anyMarked(below)) {
                return true;
            }
        }
        return false;
    }
}
