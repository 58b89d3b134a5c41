package groundplan.hcl;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import groundplan.hcl.Token.TokenType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads expressions: operators by their precedence, terms, and the steps after them. */
final class ExpressionParser {
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("||", 1),
            Map.entry("&&", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry(">", 4),
            Map.entry(">=", 4),
            Map.entry("<", 4),
            Map.entry("<=", 4),
            Map.entry("+", 5),
            Map.entry("-", 5),
            Map.entry("*", 6),
            Map.entry("/", 6),
            Map.entry("%", 6));

    /** Terraform keeps about 150. */
    private static final int MOST_DIGITS = 1000;

    private final TokenReader reader;
    private final BracketParser brackets;
    private final TemplateParser templates;

    ExpressionParser(TokenReader reader) {
        this.reader = reader;
        this.brackets = new BracketParser(reader, this);
        this.templates = new TemplateParser(reader, this, brackets);
    }

    TemplateParser templates() {
        return templates;
    }

    HclExpression expression() {
        reader.deeper();
        HclExpression condition = operation(1);
        HclExpression read = condition;
        if (reader.reads("?")) {
            HclExpression then = expression();
            reader.expect(":", "a conditional is written as 'condition ? value : other value'; the ':' is missing");
            HclExpression otherwise = expression();
            read = new HclExpression.Conditional(condition.range().to(otherwise.range()), condition, then, otherwise);
        }
        reader.back(1);
        return read;
    }

    private HclExpression operation(int weakest) {
        HclExpression left = unary();
        int operators = 0;
        for (int level = precedence(); level >= weakest; level = precedence()) {
            String operator = reader.read().text();
            reader.deeper();
            operators++;
            HclExpression right = operation(level + 1);
            left = new HclExpression.BinaryOperation(left.range().to(right.range()), operator, left, right);
        }
        reader.back(operators);
        return left;
    }

    private int precedence() {
        Token next = reader.peek();
        return next.type() == TokenType.SIGN ? PRECEDENCE.getOrDefault(next.text(), 0) : 0;
    }

    private HclExpression unary() {
        if (!reader.at("-") && !reader.at("!")) {
            return steps(term());
        }
        Token operator = reader.read();
        reader.deeper();
        HclExpression operand = unary();
        reader.back(1);
        return new HclExpression.UnaryOperation(operator.range().to(operand.range()), operator.text(), operand);
    }

    private HclExpression term() {
        Token next = reader.peek();
        return switch (next.type()) {
            case NUMBER -> number(reader.read());
            case NAME -> name(reader.read());
            case OPEN_QUOTE, OPEN_HEREDOC -> templates.template(reader.read());
            case SIGN ->
                switch (next.text()) {
                    case "(" -> parentheses();
                    case "[" -> brackets.tuple();
                    case "{" -> brackets.object();
                    default -> throw missing();
                };
            default -> throw missing();
        };
    }

    private TokenReader.SyntaxFailure missing() {
        return reader.failure("a value is missing, such as a number, a text in double quotes, or a reference");
    }

    private HclExpression number(Token token) {
        try {
            if (token.text().length() <= MOST_DIGITS) {
                return new HclExpression.Literal(token.range(), DecimalNode.valueOf(new BigDecimal(token.text())));
            }
        } catch (NumberFormatException e) {
            throw reader.failure(
                    token.range(), "'" + token.text() + "' is not a number; write it like 15, 1.5 or 15e3");
        }
        throw reader.failure(token.range(), "a number has at most " + MOST_DIGITS + " digits");
    }

    private HclExpression name(Token token) {
        if (reader.at("(") || reader.at("::")) {
            return call(token);
        }
        return switch (token.text()) {
            case "true" -> new HclExpression.Literal(token.range(), BooleanNode.TRUE);
            case "false" -> new HclExpression.Literal(token.range(), BooleanNode.FALSE);
            case "null" -> new HclExpression.Literal(token.range(), NullNode.getInstance());
            default -> new HclExpression.Variable(token.range(), token.text());
        };
    }

    private HclExpression call(Token first) {
        StringBuilder name = new StringBuilder(first.text());
        HclRange nameRange = first.range();
        while (reader.reads("::")) {
            Token part = reader.expect(TokenType.NAME, "after '::' the name of a function or its provider must follow");
            name.append("::").append(part.text());
            nameRange = first.range().to(part.range());
        }
        reader.expect("(", "after the name of a function '(' must follow");
        reader.within(false);
        List<HclExpression> arguments = new ArrayList<>();
        boolean expands = false;
        while (!reader.at(")")) {
            arguments.add(expression());
            expands = reader.reads("...");
            if (expands || !reader.reads(",")) {
                break;
            }
        }
        Token end = reader.expect(
                ")",
                expands
                        ? "after '...' the call must end with ')'"
                        : "arguments of a function are separated by ',', and a call ends with ')'");
        reader.leave();
        return new HclExpression.FunctionCall(
                first.range().to(end.range()), name.toString(), nameRange, arguments, expands);
    }

    private HclExpression parentheses() {
        Token open = reader.read();
        reader.within(false);
        HclExpression inner = expression();
        Token close = reader.expect(")", "the '(' of " + open.range() + " is not closed; ')' must follow");
        reader.leave();
        return new HclExpression.Parentheses(open.range().to(close.range()), inner);
    }

    private HclExpression steps(HclExpression source) {
        List<TraversalStep> steps = new ArrayList<>();
        boolean inAttributeSplat = false;
        while (true) {
            if (reader.at(".")) {
                TraversalStep step = dotted(reader.read(), inAttributeSplat);
                inAttributeSplat |= step instanceof TraversalStep.SplatAccess;
                steps.add(step);
            } else if (reader.at("[")) {
                inAttributeSplat = false;
                steps.add(bracketed(reader.read()));
            } else if (steps.isEmpty()) {
                return source;
            } else {
                HclRange last = steps.get(steps.size() - 1).range();
                return new HclExpression.Access(source.range().to(last), source, steps);
            }
        }
    }

    private TraversalStep dotted(Token dot, boolean inAttributeSplat) {
        if (reader.at(TokenType.NAME)) {
            Token name = reader.read();
            return new TraversalStep.AttributeAccess(dot.range().to(name.range()), name.text());
        }
        if (reader.at(TokenType.NUMBER)) {
            Token number = reader.read();
            if (number.text().contains(".")) {
                throw reader.failure(
                        number.range(),
                        "two numbers with dots are one number; write ["
                                + number.text().replace(".", "][") + "]");
            }
            return new TraversalStep.IndexAccess(dot.range().to(number.range()), number(number), true);
        }
        if (!reader.at("*")) {
            throw reader.failure("after '.' a name must follow");
        }
        if (inAttributeSplat) {
            throw reader.failure("'.*' cannot follow another '.*'; write [*] for both");
        }
        return new TraversalStep.SplatAccess(dot.range().to(reader.read().range()), false);
    }

    private TraversalStep bracketed(Token open) {
        if (reader.reads("*")) {
            Token close = reader.expect("]", "after '[*' a ']' must follow");
            return new TraversalStep.SplatAccess(open.range().to(close.range()), true);
        }
        reader.within(false);
        HclExpression key = expression();
        Token close = reader.expect("]", "the '[' of " + open.range() + " is not closed; ']' must follow");
        reader.leave();
        return new TraversalStep.IndexAccess(open.range().to(close.range()), key, false);
    }
}
