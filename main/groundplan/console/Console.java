package groundplan.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes: results to {@code out}, problems and progress to {@code err}.
 *
 * @param out results
 * @param err problems and progress
 * @param colour whether escape codes may be written
 * @param live whether the error stream is a terminal: progress is shown only then
 */
public record Console(PrintWriter out, PrintWriter err, boolean colour, boolean live) {

    /**
     * The console of this process. The launcher says in {@code GROUNDPLAN_TTY} whether the output (1) or only the error stream (2)
     * is a terminal. {@code NO_COLOR} and a pipe switch colour off.
     */
    public static Console ofProcess(Map<String, String> environment) {
        String streams = environment.getOrDefault("GROUNDPLAN_TTY", "");
        boolean colour = streams.equals("1")
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new Console(
                new ResultWriter(new FileOutputStream(FileDescriptor.out)),
                new PrintWriter(new VisibleWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8)), true),
                colour,
                !streams.isEmpty());
    }

    /** The same without colour. */
    public Console plain() {
        return new Console(out, err, false, live);
    }

    /** The same with problems and progress as JSON, see {@link EventWriter}. A program reads that, so nothing is asked. */
    public Console events() {
        return new Console(out, new EventWriter(err), false, false);
    }

    /** The text in bold, where colour may be written. */
    public String bold(String text) {
        return paint("1", text);
    }

    /** The text in red, where colour may be written. */
    public String red(String text) {
        return paint("31", text);
    }

    /** The text in green, where colour may be written. */
    public String green(String text) {
        return paint("32", text);
    }

    /** The text in yellow, where colour may be written. */
    public String yellow(String text) {
        return paint("33", text);
    }

    /** The text in a dim colour, where colour may be written. */
    public String dim(String text) {
        return paint("2", text);
    }

    /** A text in a colour by name; dim for an unknown name. */
    public String coloured(String colour, String text) {
        return switch (colour) {
            case "bold" -> bold(text);
            case "red" -> red(text);
            case "green" -> green(text);
            case "yellow" -> yellow(text);
            default -> dim(text);
        };
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
