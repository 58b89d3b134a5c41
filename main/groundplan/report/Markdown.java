package groundplan.report;

import groundplan.console.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markdown as GitHub shows it. Texts that are inserted are shown literally: nothing in them becomes markup, ends a block, or
 * notifies a user.
 */
public final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\*_`~$\\[\\]]");

    /** Where GitHub begins to see a person, an issue, an address or an emoji, which it would notify, link or draw. */
    private static final Pattern LINKED =
            Pattern.compile("@|#(?=[0-9])|(?i:\\bGH-)(?=[0-9])|:(?=//)|(?i:\\bwww)(?=\\.)|:(?=[A-Za-z0-9_+-]++:)");

    /** What GitHub would link if there is such a commit, of which six characters are too short. */
    private static final Pattern COMMIT = Pattern.compile("\\b(?=[0-9]*+[a-f])(?=[a-f]*+[0-9])[0-9a-f]{7,40}\\b");

    private static final Pattern SIX = Pattern.compile(".{6}(?=.)");

    /** A space without width, of which no text has one that can be confused with it: there it is escaped. */
    private static final String BETWEEN = "\u200b";

    private static final Pattern BLOCK_START = Pattern.compile("^(\\d*)([-+#>=.)])");
    private static final Pattern TICKS = Pattern.compile("`+");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r?\\n");
    private static final int SHORTEST_FENCE = 3;

    private Markdown() {}

    /** A text on one line, for a paragraph, an item of a list, a cell of a table, or a summary. */
    public static String text(String text) {
        String apart = COMMIT.matcher(LINKED.matcher(onALine(text)).replaceAll("$0" + BETWEEN))
                .replaceAll(commit -> SIX.matcher(commit.group()).replaceAll("$0" + BETWEEN));
        return BLOCK_START
                .matcher(SPECIAL.matcher(apart.replace("&", "&amp;").replace("<", "&lt;"))
                        .replaceAll("\\\\$0"))
                .replaceFirst("$1\\\\$2")
                .replace(BETWEEN, "&#8203;");
    }

    /** A text on one line as code, for a paragraph or an item of a list, and by {@link #row} for a cell of a table. */
    public static String code(String text) {
        String line = onALine(text);
        int run = longestRun(line);
        String ticks = "`".repeat(run + 1);
        return run == 0 ? ticks + line + ticks : ticks + " " + line + " " + ticks;
    }

    /**
     * A block of code, in a fence that is longer than any in its content.
     *
     * @param language the language for highlighting, such as {@code diff}; empty for none
     * @param text its lines
     */
    public static String fenced(String language, String text) {
        String content = VisibleText.lines(text);
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(content) + 1));
        return fence + language + "\n" + content + (content.isEmpty() || content.endsWith("\n") ? "" : "\n") + fence
                + "\n";
    }

    /**
     * A collapsed section.
     *
     * @param summary what is shown while it is collapsed, as HTML on one line
     * @param content its lines, as Markdown
     */
    public static String details(String summary, String content) {
        return "<details><summary>" + summary + "</summary>\n\n" + content + "</details>\n\n";
    }

    /** A text as code where Markdown is not parsed, as in the summary of {@link #details}. */
    public static String htmlCode(String text) {
        return "<code>" + htmlText(text) + "</code>";
    }

    /** A text where Markdown is not parsed, as in the summary of {@link #details}. */
    static String htmlText(String text) {
        return onALine(text).replace("&", "&amp;").replace("<", "&lt;");
    }

    /** A row of a table; its cells are Markdown on one line. */
    public static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|"))
                .map(cell -> cell.isEmpty() ? " |" : " " + cell + " |")
                .collect(Collectors.joining("", "|", "\n"));
    }

    /**
     * The first items of a list, each on a line, and how many more there are.
     *
     * @param start how each line begins, such as {@code "- "}
     * @param most the number of items that are written
     * @param item an item, as Markdown on one line
     * @param others the words after the number of further items, such as {@code more below}
     */
    static <T> String items(String start, List<T> all, int most, Function<T, String> item, String others) {
        return Stream.concat(
                        all.stream().limit(most).map(item),
                        all.size() > most
                                ? Stream.of("and " + count(all.size() - most) + " " + others)
                                : Stream.empty())
                .map(line -> start + line + "\n")
                .collect(Collectors.joining());
    }

    /** A number with thousands separators. */
    static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The length of a text in bytes of UTF-8. */
    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * A text truncated to a number of bytes: whole lines, and the beginning of a line that alone is too long. Open blocks are closed,
     * and it says what was left out.
     *
     * @param most the maximum length in bytes of UTF-8
     * @param whole where the whole text is, as a sentence
     */
    public static String cut(String text, int most, String whole) {
        return bytes(text) <= most ? text : MarkdownCut.of(text, most, whole);
    }

    private static String onALine(String text) {
        return VisibleText.line(LINE_BREAK.matcher(text).replaceAll(" "));
    }

    private static int longestRun(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
    }
}
