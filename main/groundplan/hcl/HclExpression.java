package groundplan.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * An expression of HCL. Strings are {@linkplain TemplateExpression templates}, even if they contain no interpolation. Parentheses are
 * kept, so that the text of an expression is that of its parts and what is between them.
 */
public sealed interface HclExpression {
    /** Its text. */
    HclRange range();

    /** A number, {@code true}, {@code false} or {@code null}. */
    record Literal(HclRange range, JsonNode value) implements HclExpression {}

    /** How a template is written. */
    enum TemplateForm {
        /** In quotes. */
        QUOTED,
        /** From {@code <<NAME} to a line with that name. */
        HEREDOC,
        /** The same with {@code <<-}: the smallest indentation is removed from all lines. */
        INDENTED_HEREDOC,
        /** By itself, as the strings of JSON files are. */
        BARE
    }

    /** A text with interpolations and directives. */
    record TemplateExpression(HclRange range, TemplateForm form, List<TemplatePart> parts) implements HclExpression {
        public TemplateExpression {
            parts = List.copyOf(parts);
        }

        /** What the text is, if it has neither interpolations nor directives. */
        public Optional<String> literal() {
            if (parts.isEmpty()) {
                return Optional.of("");
            }
            return parts.size() == 1 && parts.get(0) instanceof TemplatePart.TemplateText text
                    ? Optional.of(text.value())
                    : Optional.empty();
        }
    }

    /** A name that begins a reference, such as {@code local}, or the variable of a {@code for}. */
    record Variable(HclRange range, String name) implements HclExpression {}

    /** A part of a value: {@code source} and at least one step. */
    record Access(HclRange range, HclExpression source, List<TraversalStep> steps) implements HclExpression {
        public Access {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The call of a function.
     *
     * @param name such as {@code merge} or {@code provider::aws::arn_parse}
     * @param nameRange the text of the name
     * @param expands whether the last argument is followed by {@code ...}
     */
    record FunctionCall(HclRange range, String name, HclRange nameRange, List<HclExpression> arguments, boolean expands)
            implements HclExpression {
        public FunctionCall {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code -} or {@code !} and a value. */
    record UnaryOperation(HclRange range, String operator, HclExpression operand) implements HclExpression {}

    /** Two values and an operator between them, such as {@code ==}. */
    record BinaryOperation(HclRange range, String operator, HclExpression left, HclExpression right)
            implements HclExpression {}

    /** {@code condition ? then : otherwise}. */
    record Conditional(HclRange range, HclExpression condition, HclExpression then, HclExpression otherwise)
            implements HclExpression {}

    /** An expression in parentheses. */
    record Parentheses(HclRange range, HclExpression inner) implements HclExpression {}

    /** {@code [a, b]}. */
    record TupleExpression(HclRange range, List<HclExpression> elements) implements HclExpression {
        public TupleExpression {
            elements = List.copyOf(elements);
        }
    }

    /** <code>{ a = 1, "b" = 2, (c) = 3 }</code>. */
    record ObjectExpression(HclRange range, List<ObjectItem> items) implements HclExpression {
        public ObjectExpression {
            items = List.copyOf(items);
        }

        /** The value of the first item whose key is written as this text, bare or in quotes. */
        public Optional<HclExpression> value(String name) {
            return items.stream()
                    .filter(item -> item.name().equals(Optional.of(name)))
                    .map(ObjectItem::value)
                    .findFirst();
        }
    }

    /** A key of an object that is a name without quotes. */
    record BareKey(HclRange range, String name) implements HclExpression {}

    /**
     * An item of an object.
     *
     * @param key a {@link BareKey}, or any other expression
     */
    record ObjectItem(HclExpression key, HclExpression value) {
        /** The key, if it is a constant text. */
        public Optional<String> name() {
            if (key instanceof BareKey bare) {
                return Optional.of(bare.name());
            }
            return key instanceof TemplateExpression template ? template.literal() : Optional.empty();
        }
    }

    /**
     * <code>[for k, v in collection : value if condition]</code> or <code>{for k, v in collection : key => value...}</code>.
     *
     * @param keyVariable the first of two names, if there are two
     * @param valueVariable the name of each element
     * @param key the key of each item, for an object
     * @param groups whether {@code ...} follows the value: values of one key are collected in a list
     */
    record ForExpression(
            HclRange range,
            Optional<String> keyVariable,
            String valueVariable,
            HclExpression collection,
            Optional<HclExpression> key,
            HclExpression value,
            boolean groups,
            Optional<HclExpression> condition)
            implements HclExpression {}
}
