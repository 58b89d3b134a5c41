package groundplan.hcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a template in the order in which it is written.
 *
 * @param text what a literal text means
 * @param expression the value, the condition or the collection
 * @param names those of a {@code for}; null for everything else
 */
record TemplatePiece(
        PieceKind kind, HclRange range, String text, Optional<HclExpression> expression, BracketParser.Names names) {
    /** What a piece is. */
    enum PieceKind {
        TEXT,
        VALUE,
        IF,
        ELSE,
        ENDIF,
        FOR,
        ENDFOR;

        /** Whether a list of parts ends before it. */
        boolean ends() {
            return this == ELSE || this == ENDIF || this == ENDFOR;
        }

        /** The directive to which it belongs. */
        String opening() {
            return this == ENDFOR ? "for" : "if";
        }
    }

    static TemplatePiece of(PieceKind kind, HclRange range) {
        return new TemplatePiece(kind, range, "", Optional.empty(), null);
    }

    static TemplatePiece text(HclRange range, String text) {
        return new TemplatePiece(PieceKind.TEXT, range, text, Optional.empty(), null);
    }

    TemplatePiece until(HclRange last) {
        return new TemplatePiece(kind, range.to(last), text, expression, names);
    }

    TemplatePiece withText(String changed) {
        return new TemplatePiece(kind, range, changed, expression, names);
    }

    /** Literal texts next to each other as one. */
    static List<TemplatePiece> joined(List<TemplatePiece> pieces) {
        List<TemplatePiece> joined = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            TemplatePiece piece = pieces.get(i);
            if (piece.kind != PieceKind.TEXT) {
                joined.add(piece);
                continue;
            }
            HclRange first = piece.range;
            text.setLength(0);
            text.append(piece.text);
            while (i + 1 < pieces.size() && pieces.get(i + 1).kind == PieceKind.TEXT) {
                piece = pieces.get(++i);
                text.append(piece.text);
            }
            joined.add(text(first.to(piece.range), text.toString()));
        }
        return joined;
    }

    /** Without the smallest indentation of all lines that are not empty. */
    static List<TemplatePiece> withoutIndentation(List<TemplatePiece> pieces) {
        int smallest = Integer.MAX_VALUE;
        List<Integer> indented = new ArrayList<>();
        boolean startOfLine = true;
        for (int i = 0; i < pieces.size(); i++) {
            TemplatePiece piece = pieces.get(i);
            if (startOfLine) {
                String rest = HclLetters.stripStart(piece.text);
                boolean blank = piece.kind == PieceKind.TEXT && rest.isEmpty() && piece.text.endsWith("\n");
                if (!blank) {
                    smallest = Math.min(smallest, piece.text.length() - rest.length());
                    indented.add(i);
                }
            }
            startOfLine = piece.text.endsWith("\n");
        }
        List<TemplatePiece> changed = new ArrayList<>(pieces);
        for (int i : indented) {
            TemplatePiece piece = pieces.get(i);
            changed.set(i, piece.withText(piece.text.substring(Math.min(smallest, piece.text.length()))));
        }
        return changed;
    }

    /** What the token of a literal text means. */
    static String meaning(TokenReader reader, Token token, boolean quoted) {
        String written = token.text();
        if (written.indexOf('\\') < 0 && !written.contains("${") && !written.contains("%{")) {
            return written;
        }
        StringBuilder meant = new StringBuilder();
        int at = 0;
        while (at < written.length()) {
            if (written.startsWith("$${", at) || written.startsWith("%%{", at)) {
                meant.append(written, at + 1, at + 3);
                at += 3;
            } else if (quoted && written.charAt(at) == '\\') {
                at = escape(reader, token, at, meant);
            } else {
                meant.append(written.charAt(at++));
            }
        }
        return meant.toString();
    }

    private static int escape(TokenReader reader, Token token, int at, StringBuilder meant) {
        String written = token.text();
        char letter = written.charAt(at + 1);
        int digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
        int end = Math.min(at + 2 + digits, written.length());
        HclRange range = new HclRange(
                token.range().source(),
                token.range().start() + at,
                token.range().start() + end);
        if (digits > 0) {
            String number = written.substring(at + 2, end);
            if (number.length() < digits || !number.matches("[0-9a-fA-F]+")) {
                throw reader.failure(range, "after \\" + letter + " " + digits + " hexadecimal digits must follow");
            }
            long character = Long.parseLong(number, 16);
            if (character > Character.MAX_CODE_POINT || character >= 0xd800 && character <= 0xdfff) {
                throw reader.failure(range, "there is no character " + written.substring(at, end));
            }
            meant.appendCodePoint((int) character);
            return end;
        }
        int known = "nrt\"\\".indexOf(letter);
        if (known < 0) {
            throw reader.failure(
                    range,
                    "there is no escape \\" + letter + "; there are \\n, \\r, \\t, \\\", \\\\, \\uNNNN, \\UNNNNNNNN");
        }
        meant.append("\n\r\t\"\\".charAt(known));
        return end;
    }
}
