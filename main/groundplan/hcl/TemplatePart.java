package groundplan.hcl;

import java.util.List;
import java.util.Optional;

/** A part of a template. */
public sealed interface TemplatePart {
    /** Its text. */
    HclRange range();

    /**
     * Text.
     *
     * @param value what it means: without escapes, without the spaces that strip markers and an indented heredoc remove
     */
    record TemplateText(HclRange range, String value) implements TemplatePart {}

    /** A value, as in <code>${var.name}</code>. */
    record Interpolation(HclRange range, HclExpression expression) implements TemplatePart {}

    /**
     * A choice, from <code>%{ if }</code> to <code>%{ endif }</code>.
     *
     * @param otherwise the parts after <code>%{ else }</code>; empty without it
     */
    record IfDirective(HclRange range, HclExpression condition, List<TemplatePart> then, List<TemplatePart> otherwise)
            implements TemplatePart {
        public IfDirective {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * A repetition, from <code>%{ for }</code> to <code>%{ endfor }</code>.
     *
     * @param keyVariable the first of two names, if there are two
     * @param valueVariable the name of each element
     */
    record ForDirective(
            HclRange range,
            Optional<String> keyVariable,
            String valueVariable,
            HclExpression collection,
            List<TemplatePart> body)
            implements TemplatePart {
        public ForDirective {
            body = List.copyOf(body);
        }
    }
}
