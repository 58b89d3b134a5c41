package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One key of a statement's conditions.
 *
 * @param operator such as {@code StringEquals} or {@code ForAnyValue:StringLikeIfExists}
 * @param key the condition key
 * @param values the values, one of which has to match; for the negated operators, none of which may
 */
record Condition(String operator, String key, List<String> values) {
    private static final String IF_EXISTS = "IfExists";
    private static final String ALL = "ForAllValues:";
    private static final String ANY = "ForAnyValue:";

    /** Those of a statement. */
    static List<Condition> of(JsonNode block) {
        List<Condition> conditions = new ArrayList<>();
        block.properties().forEach(operator -> operator.getValue()
                .properties()
                .forEach(key -> conditions.add(
                        new Condition(operator.getKey(), key.getKey(), PolicyStatement.texts(key.getValue())))));
        return conditions;
    }

    /** Whether a request meets it. */
    Certainty holds(AccessRequest request) {
        List<String> actual = request.context().get(key.toLowerCase(Locale.ROOT));
        if (actual == null) {
            return Certainty.MAYBE;
        }
        String name = operator;
        if (name.equalsIgnoreCase("Null")) {
            return certain(values.contains("true") == actual.isEmpty());
        }
        boolean all = name.startsWith(ALL);
        boolean any = name.startsWith(ANY);
        name = all || any ? name.substring(name.indexOf(':') + 1) : name;
        boolean ifExists = name.endsWith(IF_EXISTS);
        name = ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
        boolean negated = name.contains("Not");
        if (actual.isEmpty()) {
            // A negated operator is met by a request that lacks the key, and so is ForAllValues.
            return certain(ifExists || all || negated && !any);
        }
        Certainty result = all ? Certainty.YES : Certainty.NO;
        for (String value : actual) {
            Certainty one = Certainty.NO;
            for (String wanted : values) {
                one = one.or(matches(name, wanted, value));
            }
            one = negated ? one.not() : one;
            result = all ? result.and(one) : result.or(one);
        }
        return result;
    }

    private static Certainty matches(String name, String wanted, String value) {
        return switch (name.replace("Not", "")) {
            case "StringEquals" -> exact(wanted, value);
            case "StringEqualsIgnoreCase", "Bool" ->
                exact(wanted.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT));
            case "StringLike", "ArnLike", "ArnEquals" -> Wildcards.match(wanted, value);
            // Numbers, dates and addresses: no request that is asked about here states one.
            default -> Certainty.MAYBE;
        };
    }

    private static Certainty exact(String wanted, String value) {
        if (wanted.equals(value)) {
            return Certainty.YES;
        }
        boolean unknown = value.indexOf('*') >= 0 || wanted.contains("${");
        return unknown ? Certainty.MAYBE : Certainty.NO;
    }

    private static Certainty certain(boolean holds) {
        return holds ? Certainty.YES : Certainty.NO;
    }
}
