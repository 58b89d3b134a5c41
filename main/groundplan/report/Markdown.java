package groundplan.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markdown as GitHub shows it. Texts that are inserted are shown literally: nothing in them becomes markup, ends a block, or
 * notifies a user.
 */
public final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\*_`~\\[\\]]");
    private static final Pattern BLOCK_START = Pattern.compile("^(\\d*)([-+#>=.)])");
    private static final Pattern TICKS = Pattern.compile("`+");
    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})([^\\n]*)\\n?$");
    private static final int SHORTEST_FENCE = 3;

    /** Bytes that are reserved for closing a truncated block: a fence, and the ends of sections. */
    private static final int ROOM_FOR_ENDS = 200;

    private Markdown() {}

    /** A text on one line, for a paragraph, an item of a list, a cell of a table, or a summary. */
    public static String text(String text) {
        String line = text.replaceAll("\\R", " ").replace("&", "&amp;").replace("<", "&lt;");
        return BLOCK_START
                .matcher(SPECIAL.matcher(line).replaceAll("\\\\$0"))
                .replaceFirst("$1\\\\$2")
                // A zero-width space keeps GitHub from notifying users that a value names.
                .replace("@", "@\u200b");
    }

    /** A text on one line as code, for a paragraph or an item of a list, and by {@link #row} for a cell of a table. */
    public static String code(String text) {
        String line = text.replaceAll("\\R", " ");
        int run = longestRun(line);
        String ticks = "`".repeat(run + 1);
        return run == 0 ? ticks + line + ticks : ticks + " " + line + " " + ticks;
    }

    /**
     * A block of code, in a fence that is longer than any in its content.
     *
     * @param language the language for highlighting, such as {@code diff}; empty for none
     * @param content its lines
     */
    public static String fenced(String language, String content) {
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
        return "<code>" + text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("\\R", " ") + "</code>";
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
     * A text truncated to a number of bytes. It keeps whole lines only, closes open blocks, and says how many lines were left out.
     *
     * @param most the maximum length in bytes of UTF-8
     * @param whole where the whole text is, as a sentence
     */
    public static String cut(String text, int most, String whole) {
        if (bytes(text) <= most) {
            return text;
        }
        List<String> lines = List.of(text.split("(?<=\n)"));
        int left = most - bytes(shortened(lines.size(), whole)) - ROOM_FOR_ENDS;
        StringBuilder kept = new StringBuilder();
        int sections = 0;
        String fence = "";
        int count = 0;
        for (String line : lines) {
            left -= bytes(line);
            if (left < 0) {
                break;
            }
            kept.append(line);
            count++;
            Matcher marks = FENCE.matcher(line);
            if (fence.isEmpty()) {
                sections += line.split("<details\\b", -1).length - line.split("</details>", -1).length;
                fence = marks.find() ? marks.group(1) : "";
            } else if (marks.find()
                    && marks.group(1).startsWith(fence)
                    && marks.group(2).isBlank()) {
                fence = "";
            }
        }
        String ends = (fence.isEmpty() ? "" : fence + "\n") + "</details>\n".repeat(Math.max(0, sections));
        String note = shortened(lines.size() - count, whole);
        return bytes(kept + ends + note) <= most ? kept + ends + note : bytes(note) <= most ? note : "";
    }

    private static String shortened(int lines, String whole) {
        return "\n\n**Shortened for size: " + count(lines) + (lines == 1 ? " line is" : " lines are") + " left out.** "
                + whole + "\n";
    }

    private static int longestRun(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
    }
}
