package groundplan.terraform;

import java.util.List;
import java.util.Locale;
import org.apache.commons.text.WordUtils;

/** Writes a diagnostic as Terraform does with {@code -no-color}, because that text is familiar and can be searched for. */
final class DiagnosticText {
    /** The column at which Terraform breaks lines when it does not write to a terminal. */
    private static final int WIDTH = 77;

    private DiagnosticText() {}

    static String of(Diagnostic diagnostic) {
        StringBuilder text = new StringBuilder(diagnostic.error() ? "Error: " : "Warning: ")
                .append(diagnostic.summary())
                .append("\n\n");
        if (!diagnostic.address().isEmpty()) {
            text.append("  with ").append(diagnostic.address()).append(",\n");
        }
        diagnostic.source().ifPresent(source -> {
            text.append("  on ").append(source.file()).append(" line ").append(source.line());
            source.snippet()
                    .ifPresentOrElse(
                            snippet -> snippet(snippet, text), () -> text.append(":\n  (source code not available)\n"));
            text.append('\n');
        });
        diagnostic.detail().lines().forEach(line -> text.append(wrapped(line)).append('\n'));
        return text.toString().strip();
    }

    private static void snippet(Diagnostic.Snippet snippet, StringBuilder text) {
        text.append(snippet.context().isEmpty() ? "" : ", in " + snippet.context())
                .append(":\n");
        List<String> lines = snippet.lines();
        for (int i = 0; i < lines.size(); i++) {
            text.append(String.format(Locale.ROOT, "%4d: %s\n", snippet.firstLine() + i, lines.get(i)));
        }
        if (!snippet.values().isEmpty() || !snippet.call().isEmpty()) {
            text.append("    ├────────────────\n");
            if (!snippet.call().isEmpty()) {
                text.append("    │ while calling ").append(snippet.call()).append('\n');
            }
            snippet.values()
                    .forEach(value -> text.append("    │ ").append(value).append('\n'));
        }
    }

    /** Wraps a line, except one that begins with a space, which is already laid out. */
    private static String wrapped(String line) {
        return line.isEmpty() || line.startsWith(" ") ? line : WordUtils.wrap(line, WIDTH, "\n", false);
    }
}
