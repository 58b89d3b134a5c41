package groundplan.hcl;

/** A word of HCL, and where it is. */
record Token(Token.TokenType type, HclRange range) {
    /** The types of tokens. */
    enum TokenType {
        NUMBER,
        NAME,
        /** An operator, a bracket, another sign. */
        SIGN,
        NEWLINE,
        COMMENT,
        OPEN_QUOTE,
        CLOSE_QUOTE,
        OPEN_HEREDOC,
        CLOSE_HEREDOC,
        /** Literal text of a template. */
        TEXT,
        /** <code>${</code>, with its strip marker. */
        OPEN_INTERPOLATION,
        /** <code>%{</code>, with its strip marker. */
        OPEN_DIRECTIVE,
        /** The end of one of these. */
        CLOSE_SEQUENCE,
        /** What can be nowhere; the lexer has told it. */
        INVALID,
        END
    }

    /** How it is written. */
    String text() {
        return range.text();
    }

    /** Whether it ends a line, as a comment to its end does. */
    boolean breaksLine() {
        return type == TokenType.NEWLINE
                || type == TokenType.COMMENT && range.source().text().charAt(range.end() - 1) == '\n';
    }

    boolean is(String sign) {
        return type == TokenType.SIGN && matches(sign);
    }

    boolean isName(String name) {
        return type == TokenType.NAME && matches(name);
    }

    private boolean matches(String text) {
        return range.end() - range.start() == text.length()
                && range.source().text().startsWith(text, range.start());
    }
}
