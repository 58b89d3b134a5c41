package groundplan.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes policies as JSON. References to resources are allowed: Terraform resolves them. */
public final class Policy {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Policy() {}

    /** The policy of these statements. */
    public static String of(Statement... statements) {
        return of(List.of(statements));
    }

    /** The policy of these statements. */
    public static String of(List<Statement> statements) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Version", "2012-10-17");
        json.put("Statement", statements.stream().map(Statement::toJson).toList());
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
