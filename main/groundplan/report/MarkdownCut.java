package groundplan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Truncates Markdown that is too long, so that what follows it is not part of a block that it leaves open. */
final class MarkdownCut {
    /** Bytes that are reserved for closing what is open, and if more is open than usual. */
    private static final List<Integer> ROOM_FOR_ENDS = List.of(200, 2_000, 20_000);

    /** A line is cut if that many bytes are left for it; a shorter piece of it says nothing. */
    private static final int WORTH = 1000;

    private static final Pattern FENCE = Pattern.compile("^( {0,3})(`{3,}|~{3,})(.*)$");
    private static final Pattern TAG = Pattern.compile("<(/?)(details|summary|pre)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("^ {0,3}<!--");

    private final int room;
    private final String whole;
    private final StringBuilder kept = new StringBuilder();
    private final List<String> open = new ArrayList<>();
    private String fence = "";
    /** What stands before the fence: in an item of a list its end needs the same. */
    private String indent = "";

    private boolean comment;

    private MarkdownCut(int room, String whole) {
        this.room = room;
        this.whole = whole;
    }

    /** The text as {@link Markdown#cut} returns it; empty if there is not even room for a note. */
    static String of(String text, int most, String whole) {
        return ROOM_FOR_ENDS.stream()
                .map(ends -> new MarkdownCut(most - ends, whole).cut(text))
                .filter(shown -> Markdown.bytes(shown) <= most)
                .findFirst()
                .or(() -> Optional.of(new MarkdownCut(most, whole)
                                .note((int) text.lines().count(), false))
                        .filter(note -> Markdown.bytes(note) <= most))
                .orElse("");
    }

    private String cut(String text) {
        List<String> lines = List.of(text.split("(?<=\n)"));
        int left = room - Markdown.bytes(note(lines.size(), true));
        int count = 0;
        while (count < lines.size() && Markdown.bytes(lines.get(count)) <= left) {
            left -= Markdown.bytes(lines.get(count));
            keep(lines.get(count));
            count++;
        }
        boolean part = count < lines.size() && left >= WORTH;
        if (part) {
            keep(beginning(lines.get(count), left - 1) + "\n");
        }
        return kept + ends() + note(lines.size() - count - (part ? 1 : 0), part);
    }

    private void keep(String line) {
        kept.append(line);
        Matcher marks = FENCE.matcher(line.stripTrailing());
        if (!fence.isEmpty()) {
            boolean closes = marks.find()
                    && marks.group(2).startsWith(fence)
                    && marks.group(3).isBlank();
            fence = closes ? "" : fence;
        } else if (comment) {
            comment = !line.contains("-->");
        } else if (marks.find()
                && !(marks.group(2).startsWith("`") && marks.group(3).contains("`"))) {
            indent = marks.group(1);
            fence = marks.group(2);
        } else if (COMMENT.matcher(line).find()) {
            comment = !line.substring(line.indexOf("<!--")).contains("-->");
        } else {
            tags(line);
        }
    }

    private void tags(String line) {
        Matcher tag = TAG.matcher(line);
        while (tag.find()) {
            if (tag.group(1).isEmpty()) {
                open.add(0, tag.group(2));
            } else {
                open.remove(tag.group(2));
            }
        }
    }

    /** Closes what is open, the innermost first. */
    private String ends() {
        StringBuilder ends = new StringBuilder();
        if (!fence.isEmpty()) {
            ends.append(indent).append(fence).append('\n');
        }
        if (comment) {
            ends.append("-->\n");
        }
        open.forEach(name -> ends.append("</").append(name).append(">\n"));
        return ends.toString();
    }

    private String note(int lines, boolean part) {
        String rest =
                lines == 0 ? "" : Markdown.count(lines) + (part ? " more" : "") + (lines == 1 ? " line" : " lines");
        return "\n\n**Shortened for size: " + (part ? "the end of a line" : "")
                + (part && lines > 0 ? " and " : "") + rest
                + (lines + (part ? 1 : 0) == 1 ? " is" : " are") + " left out.** " + whole + "\n";
    }

    /** The beginning of a line, without half a character at its end. */
    private static String beginning(String line, int bytes) {
        StringBuilder beginning = new StringBuilder();
        int left = bytes;
        for (int at = 0; at < line.length(); at = line.offsetByCodePoints(at, 1)) {
            String one = Character.toString(line.codePointAt(at));
            left -= Markdown.bytes(one);
            if (left < 0) {
                break;
            }
            beginning.append(one);
        }
        return beginning.toString();
    }
}
