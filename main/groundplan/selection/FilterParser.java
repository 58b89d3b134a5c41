package groundplan.selection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Parses a filter. Blanks between the tokens are ignored:
 *
 * <pre>
 * filter    = term { "|" term }
 * term      = { "!" } [ "..." ] [ "^" ] target [ "..." ]     "^" only with a "..."
 * target    = "[" reference [ "..." "HEAD" ] "]"             what changed
 *           | "{" path "}"                                   a path, whatever is in it
 *           | "name" "=" glob                                a name
 *           | word                                           a path when it has a "/" or is ".", ".." or "**"; else a name
 * path      = glob                                           from the root of the tree, or relative with "./" or "../"
 * word      = characters except blanks, "|" and "..."
 * reference = characters except "[", "]" and "...", not beginning with "-"
 * </pre>
 */
final class FilterParser {
    private static final String DOTS = "...";
    private static final String TARGET = "a path, a name, {path} or [reference]";

    private final String text;
    private final String folder;
    private int at;

    private FilterParser(String text, String folder) {
        this.text = text;
        this.folder = folder;
    }

    /**
     * The filter that a text describes.
     *
     * @param folder what {@code ./} means, as the beginning of a unit's path; empty for the whole tree
     * @throws IllegalArgumentException when it is not a filter; the message has the position, and what is expected there
     */
    static FilterNode.Intersection parse(String text, String folder) {
        return new FilterParser(text, folder).filter();
    }

    private FilterNode.Intersection filter() {
        List<FilterNode> terms = new ArrayList<>();
        do {
            terms.add(term());
            skipBlanks();
        } while (take("|"));
        if (at < text.length()) {
            throw wrong(at, "expected '|' or the end, found '" + text.substring(at) + "'");
        }
        return new FilterNode.Intersection(List.copyOf(terms));
    }

    private FilterNode term() {
        int negations = 0;
        skipBlanks();
        while (take("!")) {
            negations++;
            skipBlanks();
        }
        FilterNode term = neighbours();
        for (int i = 0; i < negations; i++) {
            term = new FilterNode.Negation(term);
        }
        return term;
    }

    private FilterNode neighbours() {
        int start = at;
        boolean dependents = take(DOTS);
        skipBlanks();
        boolean without = take("^");
        skipBlanks();
        FilterNode target = target();
        skipBlanks();
        boolean dependencies = take(DOTS);
        if (without && !dependents && !dependencies) {
            throw wrong(start, "expected '...' before or after a unit with '^', as in ...^network");
        }
        return dependents || dependencies
                ? new FilterNode.Neighbours(dependents, without, target, dependencies)
                : target;
    }

    private FilterNode target() {
        if (at == text.length()) {
            throw wrong(at, "expected " + TARGET + ", found the end");
        }
        if (text.charAt(at) == '[') {
            return changed();
        }
        int start = at;
        String word = word();
        if (word.isEmpty()) {
            throw wrong(at, "expected " + TARGET + ", found '" + text.substring(at) + "'");
        }
        if (word.charAt(0) == '{' && closing(0, word) == word.length() - 1) {
            return located(word.substring(1, word.length() - 1), true, start + 1);
        }
        int equals = word.indexOf('=');
        if (equals >= 0 && word.indexOf('/') < 0 || word.startsWith("name=")) {
            return named(word, equals, start);
        }
        if (word.contains("/") || word.equals(".") || word.equals("..") || word.equals("**")) {
            return located(word, false, start);
        }
        return new FilterNode.Word(glob(word, start));
    }

    private FilterNode changed() {
        int start = at + 1;
        int end = text.indexOf(']', start);
        if (end < 0) {
            throw wrong(text.length(), "expected ']' after the reference, as in [main...HEAD] or [main]");
        }
        String inside = text.substring(start, end);
        at = end + 1;
        int dots = inside.indexOf(DOTS);
        String base = (dots < 0 ? inside : inside.substring(0, dots)).strip();
        if (base.isEmpty() || base.startsWith("-") || base.indexOf('[') >= 0) {
            throw wrong(start, "expected a commit, a branch or a tag, as in [main...HEAD] or [main]");
        }
        String head = dots < 0 ? "HEAD" : inside.substring(dots + DOTS.length()).strip();
        if (!head.equals("HEAD")) {
            throw wrong(
                    start + dots + DOTS.length(),
                    "expected HEAD, as the settings in the working directory are compared; to compare '" + head
                            + "', check it out");
        }
        return new FilterNode.Changed(base);
    }

    private FilterNode named(String word, int equals, int start) {
        String attribute = word.substring(0, equals);
        if (!attribute.equals("name")) {
            throw wrong(start, "expected name=, as in name=network; units have no attribute '" + attribute + "'");
        }
        String name = word.substring(equals + 1);
        if (name.isEmpty()) {
            throw wrong(at, "expected a name, as in name=net*");
        }
        return new FilterNode.Named(glob(name, start + equals + 1));
    }

    /** {@code ./} and {@code ../} are relative to the current folder, everything else to the root of the tree. */
    private FilterNode located(String path, boolean braced, int start) {
        String written = path.strip();
        if (written.isEmpty()) {
            throw wrong(start, "expected a path in the braces, as in {./shop/prod/**}");
        }
        if (written.startsWith("/")) {
            throw wrong(start, "expected a path in the tree of units, as in ./shop/prod/** or shop/prod");
        }
        boolean relative = written.matches("\\.\\.?(/.*)?");
        Deque<String> names = new ArrayDeque<>(relative && !folder.isEmpty() ? List.of(folder.split("/")) : List.of());
        boolean top = names.isEmpty();
        for (String name : written.split("/+")) {
            if (name.equals("..")) {
                if (names.pollLast() == null) {
                    throw wrong(start, "expected a path inside the tree of units");
                }
            } else if (!name.equals(".") && !(top && names.isEmpty() && UnitFilter.TREES.contains(name))) {
                names.add(name);
            }
        }
        return new FilterNode.Located(written, braced, glob(String.join("/", names), start));
    }

    private String glob(String glob, int start) {
        try {
            FilterNode.matcher(glob);
            return glob;
        } catch (PatternSyntaxException e) {
            throw wrong(start, "'" + glob + "' is not a valid glob: " + e.getDescription());
        }
    }

    /** Up to a blank, a {@code |} or three dots, all of which may be in braces. */
    private String word() {
        int start = at;
        if (text.charAt(at) == '{') {
            int end = closing(at, text);
            if (end < 0) {
                throw wrong(text.length(), "expected '}' after the path in braces");
            }
            at = end + 1;
        }
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && text.charAt(at) != '|'
                && !text.startsWith(DOTS, at)) {
            at++;
        }
        return text.substring(start, at);
    }

    /** The position at which the brace is closed; -1 if it is not. */
    private static int closing(int open, String text) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private boolean take(String token) {
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(int place, String problem) {
        return new IllegalArgumentException(
                "'" + text + "' is not a filter: at character " + (place + 1) + ": " + problem);
    }
}
