package groundplan.importids;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of the ARNs of one resource type.
 *
 * @param type the type
 * @param service the ARN's service
 * @param rest what follows the account; its groups {@code name} and {@code id} identify the resource
 * @param argument the argument with its name; empty if only tags identify it
 * @param id its import id; {@code {arn}}, {@code {name}}, {@code {id}}, {@code {region}} and {@code {account}} are
 *     placeholders
 */
record Form(String type, String service, Pattern rest, String argument, String id) {
    static Form named(String type, String service, String rest, String argument, String id) {
        return new Form(type, service, Pattern.compile(rest), argument, id);
    }

    static Form tagged(String type, String service, String rest, String id) {
        return new Form(type, service, Pattern.compile(rest), "", id);
    }

    Optional<ImportId> of(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[2].equals(service)) {
            return Optional.empty();
        }
        Matcher matcher = rest.matcher(parts[5]);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = Map.of(
                "arn",
                arn,
                "region",
                parts[3],
                "account",
                parts[4],
                "name",
                group(matcher, "name"),
                "id",
                group(matcher, "id"));
        String filled = id;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        String name = argument.isEmpty() ? "" : values.get("name");
        return Optional.of(new ImportId(type, parts[3], parts[4], argument, name, filled));
    }

    private String group(Matcher matcher, String name) {
        return rest.pattern().contains("(?<" + name + ">") && matcher.group(name) != null ? matcher.group(name) : "";
    }
}
