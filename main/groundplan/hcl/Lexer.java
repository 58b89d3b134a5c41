package groundplan.hcl;

import groundplan.hcl.Token.TokenType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Splits a text into tokens, as HashiCorp's own scanner does. Templates have tokens of their own, so it keeps a stack of what it is in:
 * an expression, a quoted template, a heredoc, or a template that is a text by itself.
 */
final class Lexer {
    private static final List<String> SIGNS = List.of("...", "==", "!=", ">=", "<=", "&&", "||", "::", "=>");
    private static final String SINGLE_SIGNS = "[]().,*/%+-=<>!?:{}";

    private static final int MOST_PROBLEMS = 1000;

    /** No number of braces: stray ones can make it negative. */
    private static final int NONE = Integer.MIN_VALUE;

    private final SourceText source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<HclProblem> problems = new ArrayList<>();
    private final Deque<State> states = new ArrayDeque<>();
    private int at;
    private int braces;

    private enum LexerMode {
        EXPRESSION,
        QUOTES,
        HEREDOC,
        TEMPLATE
    }

    private static final class State {
        final LexerMode within;
        /** The number of open braces at which a closing one ends the interpolation; {@link #NONE} otherwise. */
        final int endsAt;

        final String marker;
        boolean startOfLine = true;

        State(LexerMode within, int endsAt, String marker) {
            this.within = within;
            this.endsAt = endsAt;
            this.marker = marker;
        }
    }

    private Lexer(SourceText source, boolean template) {
        this.source = source;
        this.text = source.text();
        this.at = text.startsWith("\ufeff") ? 1 : 0;
        push(template ? LexerMode.TEMPLATE : LexerMode.EXPRESSION, NONE, "");
    }

    /** The tokens of a text, and what is wrong with its characters. */
    record Lexed(List<Token> tokens, List<HclProblem> problems) {}

    /** Splits a text that contains a body or an expression. */
    static Lexed expression(SourceText source) {
        return new Lexer(source, false).run();
    }

    /** Splits a text that is a template. */
    static Lexed template(SourceText source) {
        return new Lexer(source, true).run();
    }

    private Lexed run() {
        while (at < text.length()) {
            switch (states.getFirst().within) {
                case EXPRESSION -> expression();
                case QUOTES -> quotes();
                case HEREDOC -> heredoc(states.getFirst());
                case TEMPLATE -> line(states.getFirst());
            }
        }
        add(TokenType.END, at);
        return new Lexed(tokens, problems);
    }

    private void push(LexerMode within, int endsAt, String marker) {
        states.push(new State(within, endsAt, marker));
    }

    private void add(TokenType type, int end) {
        tokens.add(new Token(type, new HclRange(source, at, end)));
        at = end;
    }

    private void problem(int end, String message) {
        // More are not shown anyway.
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new HclProblem(new HclRange(source, at, end), message));
        }
    }

    private void invalid(int end, String message) {
        problem(end, message);
        add(TokenType.INVALID, end);
    }

    private void expression() {
        char next = text.charAt(at);
        int letter = text.codePointAt(at);
        if (next == ' ' || next == '\t') {
            at++;
        } else if (TokenEnds.newline(text, at) > at) {
            add(TokenType.NEWLINE, TokenEnds.newline(text, at));
        } else if (next >= '0' && next <= '9') {
            add(TokenType.NUMBER, TokenEnds.number(text, at));
        } else if (HclLetters.startsName(letter)) {
            add(TokenType.NAME, HclLetters.nameEnd(text, at));
        } else if (next == '#' || text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            add(TokenType.COMMENT, end < 0 ? text.length() : end + 1);
        } else if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                invalid(text.length(), "this comment does not end; write */ after it");
            } else {
                add(TokenType.COMMENT, end + 2);
            }
        } else if (next == '"') {
            add(TokenType.OPEN_QUOTE, at + 1);
            push(LexerMode.QUOTES, NONE, "");
        } else if (!openHeredoc() && !closeSequence()) {
            sign();
        }
    }

    private boolean openHeredoc() {
        if (!text.startsWith("<<", at)) {
            return false;
        }
        int name = text.startsWith("-", at + 2) ? at + 3 : at + 2;
        int end = HclLetters.nameEnd(text, name);
        if (end == name || TokenEnds.newline(text, end) == end) {
            return false;
        }
        push(LexerMode.HEREDOC, NONE, text.substring(name, end));
        add(TokenType.OPEN_HEREDOC, TokenEnds.newline(text, end));
        return true;
    }

    private boolean closeSequence() {
        boolean stripped = text.startsWith("~}", at);
        boolean ends = states.getFirst().endsAt == braces;
        if (!stripped && !(ends && text.charAt(at) == '}')) {
            return false;
        }
        add(TokenType.CLOSE_SEQUENCE, stripped ? at + 2 : at + 1);
        braces--;
        if (ends) {
            states.pop();
        }
        return true;
    }

    private void sign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                add(TokenType.SIGN, at + sign.length());
                return;
            }
        }
        char next = text.charAt(at);
        if (SINGLE_SIGNS.indexOf(next) < 0) {
            int end = at + Character.charCount(text.codePointAt(at));
            invalid(end, HclLetters.whatToWriteInsteadOf(text.substring(at, end)));
            return;
        }
        braces += next == '{' ? 1 : next == '}' ? -1 : 0;
        add(TokenType.SIGN, at + 1);
    }

    private void quotes() {
        char next = text.charAt(at);
        if (next == '"') {
            add(TokenType.CLOSE_QUOTE, at + 1);
            states.pop();
        } else if (next == '\n' || next == '\r') {
            endOfLineInQuotes();
        } else if (!openSequence()) {
            int end = TokenEnds.literal(text, at, "\"\r\n", true);
            if (end == at) {
                invalid(at + 1, "\\ must be followed by one of n, r, t, \", \\, u, U");
            } else {
                add(TokenType.TEXT, end);
            }
        }
    }

    /** Ends the text, and what is around it on this line, so that what follows is read as it was meant. */
    private void endOfLineInQuotes() {
        problem(at + 1, "a text in quotes must end on its line; write \\n for a line break, or a heredoc (<<EOT)");
        while (states.getFirst().within == LexerMode.QUOTES || states.getFirst().endsAt != NONE) {
            State ended = states.pop();
            if (ended.within == LexerMode.QUOTES) {
                add(TokenType.CLOSE_QUOTE, at);
            } else {
                braces = ended.endsAt - 1;
                add(TokenType.CLOSE_SEQUENCE, at);
            }
        }
    }

    private boolean openSequence() {
        boolean interpolation = text.startsWith("${", at);
        if (!interpolation && !text.startsWith("%{", at)) {
            return false;
        }
        states.getFirst().startOfLine = false;
        add(
                interpolation ? TokenType.OPEN_INTERPOLATION : TokenType.OPEN_DIRECTIVE,
                text.startsWith("~", at + 2) ? at + 3 : at + 2);
        push(LexerMode.EXPRESSION, ++braces, "");
        return true;
    }

    private void heredoc(State state) {
        int line = text.indexOf('\n', at);
        if (state.startOfLine
                && line >= 0
                && HclLetters.strip(text.substring(at, line)).equals(state.marker)) {
            add(TokenType.CLOSE_HEREDOC, text.charAt(line - 1) == '\r' ? line - 1 : line);
            add(TokenType.NEWLINE, line + 1);
            states.pop();
        } else {
            line(state);
        }
    }

    /** A line of a heredoc or a template, or the part of it before an interpolation. */
    private void line(State state) {
        if (openSequence()) {
            return;
        }
        int end = TokenEnds.literal(text, at, state.within == LexerMode.HEREDOC ? "\r\n" : "\n", false);
        boolean signBefore = end - 2 >= at && "$%".indexOf(text.charAt(end - 2)) >= 0;
        int next = signBefore ? end : TokenEnds.newline(text, end);
        state.startOfLine = next > end;
        if (!signBefore && next == end && text.startsWith("\r", end)) {
            if (end > at) {
                add(TokenType.TEXT, end);
            }
            invalid(end + 1, "a carriage return in a heredoc must be followed by a line feed");
        } else {
            add(TokenType.TEXT, next);
        }
    }
}
