package groundplan.hcl;

import groundplan.hcl.HclExpression.TemplateForm;
import groundplan.hcl.Token.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads templates. First all pieces in a row, because indentation and strip markers work on these; then the directives as a tree. */
final class TemplateParser {
    private final TokenReader reader;
    private final ExpressionParser expressions;
    private final BracketParser brackets;

    TemplateParser(TokenReader reader, ExpressionParser expressions, BracketParser brackets) {
        this.reader = reader;
        this.expressions = expressions;
        this.brackets = brackets;
    }

    /** The template after the token that opens it. */
    HclExpression.TemplateExpression template(Token open) {
        boolean quoted = open.type() == TokenType.OPEN_QUOTE;
        TemplateForm form = quoted
                ? TemplateForm.QUOTED
                : open.text().startsWith("<<-") ? TemplateForm.INDENTED_HEREDOC : TemplateForm.HEREDOC;
        List<TemplatePiece> pieces = pieces(quoted ? TokenType.CLOSE_QUOTE : TokenType.CLOSE_HEREDOC);
        if (!reader.at(quoted ? TokenType.CLOSE_QUOTE : TokenType.CLOSE_HEREDOC)) {
            throw reader.failure(
                    open.range(),
                    quoted
                            ? "this text has no closing quote"
                            : "this heredoc does not end; '"
                                    + HclLetters.strip(open.text()).replaceFirst("<<-?", "")
                                    + "' must follow on a line of its own");
        }
        Token close = reader.read();
        if (form == TemplateForm.INDENTED_HEREDOC) {
            pieces = TemplatePiece.withoutIndentation(pieces);
        }
        return new HclExpression.TemplateExpression(open.range().to(close.range()), form, tree(pieces));
    }

    /** A template that is the whole text. */
    HclExpression.TemplateExpression bare(SourceText source) {
        List<TemplatePiece> pieces = pieces(TokenType.END);
        return new HclExpression.TemplateExpression(source.whole(), TemplateForm.BARE, tree(pieces));
    }

    private List<TemplatePart> tree(List<TemplatePiece> pieces) {
        return new Tree(TemplatePiece.joined(pieces)).parts();
    }

    private List<TemplatePiece> pieces(TokenType end) {
        List<TemplatePiece> pieces = new ArrayList<>();
        boolean strips = false;
        while (!reader.at(end) && !reader.atEnd()) {
            Token token = reader.read();
            if (token.type() == TokenType.TEXT) {
                String value = TemplatePiece.meaning(reader, token, end == TokenType.CLOSE_QUOTE);
                pieces.add(TemplatePiece.text(token.range(), strips ? HclLetters.stripStart(value) : value));
                strips = false;
                continue;
            }
            if (token.type() != TokenType.OPEN_INTERPOLATION && token.type() != TokenType.OPEN_DIRECTIVE) {
                throw reader.failure(token.range(), "this cannot be in a text");
            }
            if (token.text().endsWith("~") && !pieces.isEmpty()) {
                TemplatePiece last = pieces.remove(pieces.size() - 1);
                pieces.add(last.withText(HclLetters.stripEnd(last.text())));
            }
            reader.within(false);
            TemplatePiece piece = token.type() == TokenType.OPEN_INTERPOLATION
                    ? new TemplatePiece(
                            TemplatePiece.PieceKind.VALUE,
                            token.range(),
                            "",
                            Optional.of(expressions.expression()),
                            null)
                    : directive(token);
            Token close = reader.expect(
                    TokenType.CLOSE_SEQUENCE,
                    "the '" + token.text() + "' of " + token.range() + " is not closed; '}' must follow, or write '"
                            + token.text().charAt(0) + token.text() + "' if it is a text of another language");
            reader.leave();
            strips = close.text().startsWith("~");
            pieces.add(piece.until(close.range()));
        }
        return pieces;
    }

    private TemplatePiece directive(Token open) {
        Token word = reader.expect(TokenType.NAME, "after '%{' one of if, else, endif, for, endfor must follow");
        return switch (word.text()) {
            case "if" ->
                new TemplatePiece(
                        TemplatePiece.PieceKind.IF, open.range(), "", Optional.of(expressions.expression()), null);
            case "else" -> TemplatePiece.of(TemplatePiece.PieceKind.ELSE, open.range());
            case "endif" -> TemplatePiece.of(TemplatePiece.PieceKind.ENDIF, open.range());
            case "for" -> {
                BracketParser.Names names = brackets.names();
                yield new TemplatePiece(
                        TemplatePiece.PieceKind.FOR, open.range(), "", Optional.of(expressions.expression()), names);
            }
            case "endfor" -> TemplatePiece.of(TemplatePiece.PieceKind.ENDFOR, open.range());
            default ->
                throw reader.failure(
                        word.range(), "'" + word.text() + "' is no directive; there are if, else, endif, for, endfor");
        };
    }

    /** Directives with what is between them. */
    private final class Tree {
        private final List<TemplatePiece> pieces;
        private int at;

        Tree(List<TemplatePiece> pieces) {
            this.pieces = pieces;
        }

        List<TemplatePart> parts() {
            List<TemplatePart> parts = some();
            if (at < pieces.size()) {
                TemplatePiece extra = pieces.get(at);
                throw reader.failure(
                        extra.range(), "there is no '%{ " + extra.kind().opening() + " }' that belongs to this");
            }
            return parts;
        }

        private List<TemplatePart> some() {
            List<TemplatePart> parts = new ArrayList<>();
            while (at < pieces.size() && !pieces.get(at).kind().ends()) {
                parts.add(part(pieces.get(at++)));
            }
            return parts;
        }

        private TemplatePart part(TemplatePiece piece) {
            reader.deeper(piece.range());
            TemplatePart read =
                    switch (piece.kind()) {
                        case TEXT -> new TemplatePart.TemplateText(piece.range(), piece.text());
                        case VALUE ->
                            new TemplatePart.Interpolation(
                                    piece.range(), piece.expression().orElseThrow());
                        case IF -> choice(piece);
                        default -> repetition(piece);
                    };
            reader.back(1);
            return read;
        }

        private TemplatePart choice(TemplatePiece piece) {
            List<TemplatePart> then = some();
            List<TemplatePart> otherwise = List.of();
            if (at < pieces.size() && pieces.get(at).kind() == TemplatePiece.PieceKind.ELSE) {
                at++;
                otherwise = some();
            }
            return new TemplatePart.IfDirective(
                    piece.range().to(end(piece, TemplatePiece.PieceKind.ENDIF, "endif")),
                    piece.expression().orElseThrow(),
                    then,
                    otherwise);
        }

        private TemplatePart repetition(TemplatePiece piece) {
            List<TemplatePart> body = some();
            return new TemplatePart.ForDirective(
                    piece.range().to(end(piece, TemplatePiece.PieceKind.ENDFOR, "endfor")),
                    piece.names().key(),
                    piece.names().value(),
                    piece.expression().orElseThrow(),
                    body);
        }

        private HclRange end(TemplatePiece opening, TemplatePiece.PieceKind kind, String word) {
            if (at == pieces.size() || pieces.get(at).kind() != kind) {
                throw reader.failure(
                        at == pieces.size() ? opening.range() : pieces.get(at).range(),
                        "'%{ " + word + " }' must end the directive of " + opening.range());
            }
            return pieces.get(at++).range();
        }
    }
}
