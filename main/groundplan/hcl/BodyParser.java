package groundplan.hcl;

import groundplan.hcl.Token.TokenType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads arguments and blocks. After a mistake it goes on with the next of them, so that several are found at once. */
final class BodyParser {
    private final SourceText source;
    private final TokenReader reader;
    private final ExpressionParser expressions;
    private final List<HclProblem> problems = new ArrayList<>();

    /** The text ends within a block. */
    private static final class Unclosed extends RuntimeException {
        private final transient HclProblem problem;

        Unclosed(Token open) {
            super("", null, false, false);
            this.problem = new HclProblem(open.range(), "this '{' is not closed; '}' is missing");
        }
    }

    BodyParser(SourceText source, TokenReader reader) {
        this.source = source;
        this.reader = reader;
        this.expressions = new ExpressionParser(reader);
    }

    List<HclProblem> problems() {
        return problems;
    }

    NativeBody file() {
        NativeBody read = body(0);
        while (!reader.atEnd()) {
            // A brace that closes nothing; what follows it is read nevertheless.
            problems.add(reader.failure("there is no '{' that belongs to this").problem());
            reader.read();
            body(0);
        }
        return new NativeBody(source.whole(), read.attributes(), read.blocks());
    }

    /** Arguments and blocks up to a closing brace or the end of the text. */
    private NativeBody body(int start) {
        List<HclAttribute> attributes = new ArrayList<>();
        List<HclBlock> blocks = new ArrayList<>();
        Map<String, HclAttribute> known = new HashMap<>();
        while (!reader.atEnd() && !reader.at("}")) {
            if (reader.atNewline()) {
                reader.read();
                continue;
            }
            TokenReader.Mark mark = reader.mark();
            try {
                Token name = reader.expect(
                        TokenType.NAME, "an argument (name = value) or a block (name { ... }) must follow");
                if (reader.at("=")) {
                    HclAttribute read = attribute(name);
                    HclAttribute former = known.putIfAbsent(read.name(), read);
                    if (former == null) {
                        attributes.add(read);
                    } else {
                        problems.add(new HclProblem(
                                name.range(),
                                "'" + read.name() + "' is set already in " + former.nameRange()
                                        + "; an argument can be set once"));
                    }
                    endOfLine("an argument");
                } else {
                    blocks.add(block(name));
                    endOfLine("a block");
                }
            } catch (TokenReader.SyntaxFailure failure) {
                problems.add(failure.problem());
                reader.recover(mark);
            } catch (Unclosed unclosed) {
                // Of several braces without their ends the innermost is told, and none after another mistake, which may
                // be the reason.
                if (problems.isEmpty()) {
                    problems.add(unclosed.problem);
                }
            }
        }
        return new NativeBody(new HclRange(source, start, reader.peek().range().start()), attributes, blocks);
    }

    private HclAttribute attribute(Token name) {
        reader.read();
        HclExpression value = expressions.expression();
        return new HclAttribute(name.range().to(value.range()), name.text(), name.range(), value);
    }

    private void endOfLine(String what) {
        if (!reader.atNewline() && !reader.atEnd()) {
            throw reader.failure("a new line must follow " + what);
        }
    }

    private HclBlock block(Token type) {
        List<HclBlock.BlockLabel> labels = new ArrayList<>();
        while (!reader.at("{")) {
            if (reader.at(TokenType.NAME)) {
                Token label = reader.read();
                labels.add(new HclBlock.BlockLabel(label.range(), label.text()));
            } else if (reader.at(TokenType.OPEN_QUOTE)) {
                labels.add(label(reader.read()));
            } else {
                throw reader.failure(
                        labels.isEmpty()
                                ? "after '" + type.text()
                                        + "' either '=' and a value must follow, or the labels and the"
                                        + " '{' of a block"
                                : "a label in quotes or the '{' of the block must follow on the same line");
            }
        }
        Token open = reader.read();
        int start = open.range().end();
        reader.deeper();
        NativeBody body;
        if (reader.atNewline() || reader.atEnd() || reader.at("}")) {
            body = body(start);
        } else {
            Token name = reader.expect(TokenType.NAME, "an argument, '}' or a new line must follow");
            if (!reader.at("=")) {
                throw reader.failure(
                        "a block on one line can have one argument and no blocks; write it on several lines");
            }
            HclAttribute only = attribute(name);
            if (!reader.at("}")) {
                throw reader.failure(
                        "a block on one line has one argument and ends with '}'; write it on several lines");
            }
            body = new NativeBody(
                    new HclRange(source, start, reader.peek().range().start()), List.of(only), List.of());
        }
        reader.back(1);
        if (reader.atEnd()) {
            throw new Unclosed(open);
        }
        Token close = reader.read();
        return new HclBlock(type.range().to(close.range()), type.text(), labels, body);
    }

    private HclBlock.BlockLabel label(Token open) {
        HclExpression.TemplateExpression text = expressions.templates().template(open);
        return new HclBlock.BlockLabel(
                text.range(),
                text.literal()
                        .orElseThrow(() -> reader.failure(
                                text.range(), "a label is a constant text; write $${ or %%{ for these characters")));
    }
}
