package groundplan.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.console.VisibleText;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The path of a value inside an object, in steps through attributes, keys of maps, and elements of lists.
 *
 * <p>As text, {@code metadata[0].labels["app.kubernetes.io/name"].x}: a name is written in brackets, as a JSON string,
 * if it would otherwise be read as several steps.
 *
 * @param steps the steps, the outermost first; none for the object itself
 */
public record AttributePath(List<PathStep> steps) {
    /** The object itself. */
    public static final AttributePath ROOT = new AttributePath(List.of());

    /** A longer number is not read as the index of a list. */
    private static final int MOST_DIGITS = 9;

    /** One step of a path. */
    public sealed interface PathStep {}

    /** A step to an attribute, or to the value of a map's key. */
    public record NameStep(String name) implements PathStep {}

    /** A step to an element of a list or a set, counted from 0. */
    public record IndexStep(int index) implements PathStep {}

    private record Bracket(PathStep step, int end) {}

    public AttributePath {
        steps = List.copyOf(steps);
    }

    /** The path of a top-level attribute. */
    public static AttributePath of(String attribute) {
        return ROOT.child(attribute);
    }

    /** Reads a path from Terraform's JSON of a plan: an array of names and indexes. */
    public static AttributePath of(JsonNode path) {
        List<PathStep> steps = new ArrayList<>();
        path.forEach(step -> steps.add(
                step.isInt()
                        ? new IndexStep(step.asInt())
                        : new NameStep(step.isTextual() ? step.asText() : step.toString())));
        return new AttributePath(steps);
    }

    /** Reads the text form. Every text is a path: brackets without an index or a string in them are part of a name. */
    public static AttributePath parse(String text) {
        List<PathStep> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Optional<Bracket> bracket = bracket(text, at);
            int end = at;
            if (bracket.isPresent()) {
                steps.add(bracket.get().step());
                end = bracket.get().end();
            } else {
                while (end < text.length()
                        && text.charAt(end) != '.'
                        && bracket(text, end).isEmpty()) {
                    end++;
                }
                steps.add(new NameStep(text.substring(at, end)));
            }
            at = end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
        }
        return new AttributePath(steps);
    }

    /** A step in brackets at a position of a text, followed by another step or by the end of the text. */
    private static Optional<Bracket> bracket(String text, int at) {
        if (!text.startsWith("[", at) || at + 1 == text.length()) {
            return Optional.empty();
        }
        boolean quoted = text.charAt(at + 1) == '"';
        int end = quoted ? quoteEnd(text, at + 2) : digitsEnd(text, at + 1);
        boolean closed = text.startsWith("]", end)
                && (end + 1 == text.length() || text.charAt(end + 1) == '.' || text.charAt(end + 1) == '[');
        String content = closed ? text.substring(at + 1, end) : "";
        return content.isEmpty()
                ? Optional.empty()
                : (quoted
                                ? unquoted(content).map(NameStep::new)
                                : Optional.of(new IndexStep(Integer.parseInt(content))))
                        .map(step -> new Bracket(step, end + 1));
    }

    private static int quoteEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < MOST_DIGITS && "0123456789".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static Optional<String> unquoted(String json) {
        try {
            return Optional.of(
                    TerraformJson.read("{\"name\":" + json + "}").path("name").asText());
        } catch (IllegalArgumentException noString) {
            return Optional.empty();
        }
    }

    /** The path of an attribute, or of a map's value, in the value at this path. */
    public AttributePath child(String name) {
        return child(new NameStep(name));
    }

    /** The path of an element of the value at this path. */
    public AttributePath child(int index) {
        return child(new IndexStep(index));
    }

    private AttributePath child(PathStep step) {
        return new AttributePath(Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /** Whether this path equals another one, or leads to a value inside the value at it. */
    public boolean startsWith(AttributePath other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** The top-level attribute that it leads into; empty for the object itself. */
    public String attribute() {
        return steps.stream()
                .findFirst()
                .map(step -> step instanceof NameStep name ? name.name() : step.toString())
                .orElse("");
    }

    /** The name of the last attribute or key on it; empty for the object itself. */
    public String name() {
        return steps.stream()
                .flatMap(step -> step instanceof NameStep name ? Stream.of(name.name()) : Stream.empty())
                .reduce("", (earlier, later) -> later);
    }

    /** The same path with other names. */
    public AttributePath mapNames(UnaryOperator<String> change) {
        return new AttributePath(steps.stream()
                .map(step -> step instanceof NameStep name ? new NameStep(change.apply(name.name())) : step)
                .toList());
    }

    /** The text form. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (PathStep step : steps) {
            if (step instanceof IndexStep element) {
                text.append('[').append(element.index()).append(']');
            } else if (step instanceof NameStep name) {
                text.append(
                        !isPlain(name.name())
                                ? "["
                                        + VisibleText.line(
                                                TextNode.valueOf(name.name()).toString()) + "]"
                                : (text.isEmpty() ? "" : ".") + name.name());
            }
        }
        return text.toString();
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.chars().noneMatch(one -> ".[]\"\\".indexOf(one) >= 0)
                && VisibleText.line(name).equals(name)
                && name.indexOf('\t') < 0;
    }
}
