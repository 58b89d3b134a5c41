package groundplan.hcl;

import groundplan.hcl.Token.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is in square and curly brackets: tuples, objects, and the {@code for} expressions that make them. */
final class BracketParser {
    private final TokenReader reader;
    private final ExpressionParser expressions;

    BracketParser(TokenReader reader, ExpressionParser expressions) {
        this.reader = reader;
        this.expressions = expressions;
    }

    HclExpression tuple() {
        Token open = reader.read();
        reader.within(false);
        if (reader.peek().isName("for")) {
            HclExpression read = forExpression(open, "]");
            reader.leave();
            return read;
        }
        List<HclExpression> elements = new ArrayList<>();
        while (!reader.at("]")) {
            elements.add(expressions.expression());
            if (!reader.reads(",")) {
                break;
            }
        }
        Token close = reader.expect(
                "]", "elements of the list of " + open.range() + " are separated by ',', and it ends with ']'");
        reader.leave();
        return new HclExpression.TupleExpression(open.range().to(close.range()), elements);
    }

    HclExpression object() {
        Token open = reader.read();
        reader.within(false);
        if (reader.peek().isName("for")) {
            HclExpression read = forExpression(open, "}");
            reader.leave();
            return read;
        }
        reader.leave();
        reader.within(true);
        List<HclExpression.ObjectItem> items = new ArrayList<>();
        skipNewlines();
        while (!reader.at("}")) {
            items.add(item());
            if (!reader.reads(",") && !reader.atNewline()) {
                break;
            }
            skipNewlines();
        }
        Token close = reader.expect(
                "}",
                "items of the object of " + open.range() + " are separated by ',' or a new line, and it ends with '}'");
        reader.leave();
        return new HclExpression.ObjectExpression(open.range().to(close.range()), items);
    }

    private void skipNewlines() {
        while (reader.atNewline()) {
            reader.read();
        }
    }

    private HclExpression.ObjectItem item() {
        HclExpression key = key(expressions.expression());
        if (!reader.reads("=") && !reader.reads(":")) {
            throw reader.failure("after the key of an item '=' and its value must follow; a key that is no name,"
                    + " such as one with dots, is written in quotes");
        }
        return new HclExpression.ObjectItem(key, expressions.expression());
    }

    /** A name as a key is a text and no reference. A longer one stays a reference, as providers of modules have it. */
    private HclExpression key(HclExpression written) {
        if (written instanceof HclExpression.Variable variable) {
            return new HclExpression.BareKey(variable.range(), variable.name());
        }
        if (written instanceof HclExpression.Literal
                && !HclLetters.isDigit(written.range().text().charAt(0))) {
            return new HclExpression.BareKey(written.range(), written.range().text());
        }
        return written;
    }

    private HclExpression forExpression(Token open, String closing) {
        boolean object = closing.equals("}");
        reader.read();
        Names names = names();
        HclExpression collection = expressions.expression();
        reader.expect(
                ":",
                "after the collection of a 'for' a ':' must follow, and then the "
                        + (object ? "key, '=>' and the value" : "value"));
        Optional<HclExpression> key = Optional.empty();
        HclExpression value = expressions.expression();
        if (object) {
            reader.expect("=>", "a 'for' in curly brackets has a key and a value: key => value");
            key = Optional.of(value);
            value = expressions.expression();
        } else if (reader.at("=>")) {
            throw reader.failure("a 'for' in square brackets has no key; write it in curly brackets, or without '=>'");
        }
        boolean groups = reader.at("...");
        if (groups && !object) {
            throw reader.failure("a 'for' in square brackets has no keys to group values by; leave '...' out");
        }
        reader.reads("...");
        Optional<HclExpression> condition = Optional.empty();
        if (reader.peek().isName("if")) {
            reader.read();
            condition = Optional.of(expressions.expression());
        }
        Token close = reader.expect(
                closing,
                "the 'for' of " + open.range() + " is not closed; '" + closing
                        + "' must follow, or 'if' and a condition");
        return new HclExpression.ForExpression(
                open.range().to(close.range()), names.key, names.value, collection, key, value, groups, condition);
    }

    /** The names of a {@code for}. */
    record Names(Optional<String> key, String value) {}

    /** Reads the names of a {@code for}, with the {@code in} after them. */
    Names names() {
        String value = reader.expect(TokenType.NAME, "after 'for' the name of a variable must follow")
                .text();
        Optional<String> key = Optional.empty();
        if (reader.reads(",")) {
            key = Optional.of(value);
            value = reader.expect(TokenType.NAME, "after ',' the name of a second variable must follow")
                    .text();
        }
        if (!reader.peek().isName("in")) {
            throw reader.failure("after the names of a 'for' the word 'in' and a collection must follow");
        }
        reader.read();
        return new Names(key, value);
    }
}
