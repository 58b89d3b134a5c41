package groundplan.hcl;

import groundplan.hcl.Token.TokenType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads tokens one after the other. Comments are left out, and line breaks where they mean nothing. */
final class TokenReader {
    /** More than anybody writes, and little enough for the methods that call themselves. */
    static final int DEEPEST = 300;

    private final List<Token> tokens;
    private final Deque<Boolean> newlines = new ArrayDeque<>(List.of(true));
    private int index;
    private int depth;

    /** Ends the reading of an argument or a block. */
    static final class SyntaxFailure extends RuntimeException {
        private final transient HclProblem problem;

        private SyntaxFailure(HclProblem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }

        HclProblem problem() {
            return problem;
        }
    }

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        for (int i = index; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean breaks = token.breaksLine();
            if (breaks ? newlines.getFirst() : token.type() != TokenType.COMMENT) {
                index = i;
                return token;
            }
        }
        return tokens.get(tokens.size() - 1);
    }

    /** Whether the next token ends a line. */
    boolean atNewline() {
        TokenType type = peek().type();
        return type == TokenType.NEWLINE || type == TokenType.COMMENT;
    }

    boolean atEnd() {
        return peek().type() == TokenType.END;
    }

    boolean at(String sign) {
        return peek().is(sign);
    }

    boolean at(TokenType type) {
        return peek().type() == type;
    }

    Token read() {
        Token token = peek();
        if (token.type() != TokenType.END) {
            index++;
        }
        return token;
    }

    /** Reads a sign if it is the next token. */
    boolean reads(String sign) {
        if (at(sign)) {
            read();
            return true;
        }
        return false;
    }

    Token expect(String sign, String message) {
        if (!at(sign)) {
            throw failure(message);
        }
        return read();
    }

    Token expect(TokenType type, String message) {
        if (!at(type)) {
            throw failure(message);
        }
        return read();
    }

    /** That the next token is wrong. */
    SyntaxFailure failure(String message) {
        Token next = peek();
        String found =
                switch (next.type()) {
                    case END -> "the text ends here";
                    case NEWLINE, COMMENT -> "the line ends here";
                    case TEXT, INVALID -> "here is " + shown(next.text());
                    default -> "here is '" + next.text().strip() + "'";
                };
        return failure(next.range(), found + ": " + message);
    }

    private static String shown(String text) {
        return "'" + (text.length() > 20 ? text.substring(0, 20) + "..." : text).strip() + "'";
    }

    SyntaxFailure failure(HclRange range, String message) {
        return new SyntaxFailure(new HclProblem(range, message));
    }

    /** Begins a part in which line breaks are tokens, or are none. */
    void within(boolean withNewlines) {
        newlines.push(withNewlines);
    }

    /** Ends that part. */
    void leave() {
        newlines.pop();
    }

    /** Tells that expressions are too deep inside each other, instead of a stack that overflows. */
    void deeper() {
        deeper(peek().range());
    }

    /** The same, with the place of what is inside. */
    void deeper(HclRange inside) {
        if (++depth > DEEPEST) {
            throw failure(
                    inside,
                    "more than " + DEEPEST
                            + " expressions or operators are inside each other; put parts into values of their own");
        }
    }

    void back(int levels) {
        depth -= levels;
    }

    /**
     * Where something begins.
     *
     * @param depth how deep it is inside of others
     */
    record Mark(int index, int depth) {}

    /** Where the next token is. */
    Mark mark() {
        peek();
        return new Mark(index, depth);
    }

    /**
     * After a failure, goes behind the line that ends what began at this mark, counting brackets from there; a brace that closes
     * what is around it is left.
     */
    void recover(Mark start) {
        newlines.clear();
        newlines.push(true);
        depth = start.depth;
        int failed = index;
        int open = 0;
        for (index = start.index; index < tokens.size() - 1; index++) {
            Token token = tokens.get(index);
            switch (token.type()) {
                case OPEN_QUOTE, OPEN_HEREDOC, OPEN_INTERPOLATION, OPEN_DIRECTIVE -> open++;
                case CLOSE_QUOTE, CLOSE_HEREDOC, CLOSE_SEQUENCE -> open--;
                case SIGN -> {
                    if (token.is("{") || token.is("[") || token.is("(")) {
                        open++;
                    } else if (token.is("}") || token.is("]") || token.is(")")) {
                        if (open <= 0 && token.is("}") && index >= failed) {
                            return;
                        }
                        open--;
                    }
                }
                default -> {
                    if (token.breaksLine() && open <= 0 && index >= failed) {
                        index++;
                        return;
                    }
                }
            }
        }
    }
}
