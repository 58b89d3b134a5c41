package groundplan.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.HclExpression.FunctionCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An expression divided into what depends on values that are not known yet, such as {@code dependency.vpc.outputs.id}, and the largest
 * parts that do not. The former is kept as it is written, with other references; the latter can be evaluated now, and written as constants.
 *
 * <p>A part that reads a variable of a {@code for} around it cannot be evaluated alone and is kept. So are calls of {@code toset},
 * {@code tomap} and {@code tolist}: a constant is an object or a tuple, and would have lost the type. A part that reads and calls
 * nothing is kept as it is written.
 */
public final class Split {
    private final List<Object> pieces;
    private final List<Constant> constants;
    private final List<HclReference> references;
    private final Map<String, FunctionCall> functions;

    Split(
            List<Object> pieces,
            List<Constant> constants,
            List<HclReference> references,
            Map<String, FunctionCall> functions) {
        this.pieces = List.copyOf(pieces);
        this.constants = List.copyOf(constants);
        this.references = List.copyOf(references);
        this.functions = functions;
    }

    /** What references of an expression stand for. */
    public interface Rules {
        /**
         * What to write for a reference whose value is not known yet; empty if it is known.
         *
         * @throws InvalidHcl if it is wrong; see {@link HclReference#problem}
         */
        Optional<Replacement> replacement(HclReference reference);

        /**
         * The expression behind a reference such as {@code local.name}, which replaces it if it depends on values that are not known yet;
         * empty if there is none. For the same expression the same object must be returned. In which file the reference is written
         * {@link HclReference#range} tells.
         */
        default Optional<Definition> definition(HclReference reference) {
            return Optional.empty();
        }
    }

    /**
     * Another reference.
     *
     * @param text what to write for the root and some steps
     * @param steps how many steps; those after it are kept
     */
    public record Replacement(String text, int steps) {}

    /**
     * The expression that a reference stands for.
     *
     * @param steps how many steps of the reference it is the value of; those after it are kept
     */
    public record Definition(HclExpression expression, int steps) {}

    /**
     * A part that can be evaluated now.
     *
     * @param expression the part; a definition's is in another place, or file, than the expression
     * @param mayBeSkipped whether the expression can have a value although the part fails: it is an argument of {@code try}, a
     *     branch of a conditional, or inside a {@code for} over an empty collection
     */
    public record Constant(HclExpression expression, boolean mayBeSkipped) {
        /** The text of the part; in parentheses if it has several lines, so that it can be written anywhere. */
        public String text() {
            String written = expression.range().text();
            return written.contains("\n") ? "(" + written + "\n)" : written;
        }
    }

    /**
     * Splits an expression.
     *
     * @throws InvalidHcl if a definition refers to itself, or the result would be too large
     */
    public static Split of(HclExpression expression, Rules rules) {
        return new Splitter(rules).split(expression);
    }

    /** The parts that can be evaluated now, from left to right. */
    public List<Constant> constants() {
        return constants;
    }

    /** The references whose values are not known yet, from left to right. */
    public List<HclReference> references() {
        return references;
    }

    /** The functions that are called in what is kept, by name, each with its first call. */
    public Map<String, FunctionCall> functions() {
        return functions;
    }

    /** Whether nothing depends on values that are not known yet. */
    public boolean isConstant() {
        return references.isEmpty();
    }

    /**
     * The expression with a value instead of each constant part.
     *
     * @param values the value of a part
     */
    public String withValues(Function<Constant, JsonNode> values) {
        return text(constant -> HclText.of(values.apply(constant)));
    }

    /**
     * The expression with a text instead of each constant part. If it has several lines, as in brackets, and is written where a line
     * break ends it, it must be put in parentheses, the closing one on a line of its own.
     *
     * @param texts the text for a part: an expression that needs no parentheses around it, or begins with a minus
     */
    public String text(Function<Constant, String> texts) {
        StringBuilder text = new StringBuilder();
        for (Object piece : pieces) {
            if (piece instanceof Constant constant) {
                String written = texts.apply(constant);
                boolean negative = pieces.size() > 1 && written.startsWith("-");
                text.append(negative ? "(" + written + ")" : written);
            } else {
                text.append(piece);
            }
        }
        return text.toString();
    }
}
