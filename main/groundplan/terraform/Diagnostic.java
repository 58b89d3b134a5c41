package groundplan.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An error or a warning in Terraform's JSON output.
 *
 * @param severity error or warning
 * @param summary what is wrong, on one line
 * @param detail the explanation; may be empty
 * @param address the resource instance that it is about, with its module; empty if it is about none
 * @param source its location in the configuration
 */
public record Diagnostic(
        Severity severity, String summary, String detail, String address, Optional<SourceRange> source) {
    /** Error or warning. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /**
     * A place in the configuration.
     *
     * @param file relative to the root module's folder
     * @param line the number of the first line, from 1
     * @param snippet the lines themselves; absent if Terraform could not read them
     */
    public record SourceRange(String file, int line, Optional<Snippet> snippet) {}

    /**
     * Lines of the configuration.
     *
     * @param context the block that they are in, such as {@code resource "aws_vpc" "main"}; empty at the top
     * @param firstLine the number of the first line, from 1
     * @param lines the lines
     * @param call the function call that failed, such as {@code element(list, index)}; empty if none did
     * @param values what is known about the values in them, such as {@code var.zone is "a"}, sorted
     */
    public record Snippet(String context, int firstLine, List<String> lines, String call, List<String> values) {}

    /** The diagnostic in Terraform's JSON. */
    public static Diagnostic of(JsonNode json) {
        JsonNode range = json.path("range");
        return new Diagnostic(
                json.path("severity").asText().equals("warning") ? Severity.WARNING : Severity.ERROR,
                json.path("summary").asText(),
                json.path("detail").asText(),
                json.path("address").asText(),
                range.isObject()
                        ? Optional.of(new SourceRange(
                                range.path("filename").asText(),
                                range.path("start").path("line").asInt(),
                                snippet(json.path("snippet"))))
                        : Optional.empty());
    }

    private static Optional<Snippet> snippet(JsonNode json) {
        if (!json.isObject()) {
            return Optional.empty();
        }
        List<JsonNode> values = new ArrayList<>();
        json.path("values").forEach(values::add);
        values.sort(Comparator.comparing(value -> value.path("traversal").asText()));
        return Optional.of(new Snippet(
                json.path("context").asText(""),
                json.path("start_line").asInt(),
                List.of(json.path("code").asText().split("\n", -1)),
                call(json.path("function_call")),
                values.stream()
                        .map(value -> value.path("traversal").asText() + " "
                                + value.path("statement").asText())
                        .toList()));
    }

    private static String call(JsonNode json) {
        JsonNode signature = json.path("signature");
        if (!signature.isObject()) {
            return "";
        }
        List<String> parameters = new ArrayList<>();
        signature
                .path("params")
                .forEach(parameter -> parameters.add(parameter.path("name").asText()));
        if (signature.has("variadic_param")) {
            parameters.add(signature.path("variadic_param").path("name").asText() + "...");
        }
        return json.path("called_as").asText() + "(" + String.join(", ", parameters) + ")";
    }

    /** Whether it is an error. */
    public boolean error() {
        return severity == Severity.ERROR;
    }

    /** The text that Terraform shows without colours, without empty lines around it. */
    public String text() {
        return DiagnosticText.of(this);
    }
}
