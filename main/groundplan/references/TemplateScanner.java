package groundplan.references;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds references in a template of Terraform's language. It parses texts, interpolations and expressions only as far as
 * that requires: quotes, escapes, brackets, nested templates. Whether an expression is valid is left to Terraform.
 */
final class TemplateScanner {
    /** More than any expression needs, and little enough for the methods that call themselves. */
    private static final int DEEPEST = 500;

    private final String text;
    private final List<Traversal> found = new ArrayList<>();
    private int at;
    private int depth;

    TemplateScanner(String text) {
        this.text = text;
    }

    List<Traversal> traversals() {
        if (text.contains("${") || text.contains("%{")) {
            template(false);
        }
        return found;
    }

    /** Text with interpolations, to its end or to the quote that closes it. */
    private void template(boolean quoted) {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (quoted && next == '"') {
                at++;
                return;
            }
            if (quoted && next == '\\') {
                at += 2;
            } else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
                at += 3;
            } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
                at += 2;
                expression('}');
            } else {
                at++;
            }
        }
    }

    /** An expression, to the bracket that closes it. */
    private void expression(char closing) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("an expression has more than " + DEEPEST
                    + " brackets inside each other: " + text.substring(0, Math.min(text.length(), 40)) + "...");
        }
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == closing) {
                at++;
                depth--;
                return;
            }
            if (next == '"') {
                at++;
                template(true);
            } else if (next == '{') {
                at++;
                expression('}');
            } else if (next == '[') {
                at++;
                expression(']');
            } else if (next == '(') {
                at++;
                expression(')');
            } else if (isStart(next)) {
                traversal();
            } else if (next == '.' && at + 1 < text.length() && isStart(text.charAt(at + 1))) {
                // An attribute of an expression in brackets, such as the result of a function.
                at++;
                word();
            } else if (Character.isDigit(next)) {
                // A number is skipped as a whole, so that the exponent of 1e5 is not read as a name.
                word();
            } else {
                at++;
            }
        }
    }

    private void traversal() {
        int start = at;
        List<Traversal.Part> steps = new ArrayList<>();
        String root = word();
        if (at < text.length() && text.charAt(at) == '(' || text.startsWith("::", at)) {
            // The name of a function; the caller continues with its arguments.
            return;
        }
        steps.add(new Traversal.Part(root, at));
        int place = found.size();
        while (step(steps)) {
            // Each call adds one step.
        }
        // Inserted before the references that were found between its brackets.
        found.add(place, new Traversal(start, steps));
    }

    private boolean step(List<Traversal.Part> steps) {
        if (at + 1 < text.length() && text.charAt(at) == '.') {
            char next = text.charAt(at + 1);
            if (next == '*') {
                at += 2;
                steps.add(new Traversal.Part(Traversal.ANY, at));
                return true;
            }
            if (isStart(next) || Character.isDigit(next)) {
                at++;
                String name = word();
                steps.add(new Traversal.Part(name, at));
                return true;
            }
            return false;
        }
        if (at < text.length() && text.charAt(at) == '[') {
            int opened = ++at;
            expression(']');
            steps.add(new Traversal.Part(
                    constant(text.substring(opened, Math.max(opened, at - 1)).strip()), at));
            return true;
        }
        return false;
    }

    private static String constant(String index) {
        if (index.matches("[0-9]+")) {
            return index;
        }
        boolean plain = index.length() > 1
                && index.startsWith("\"")
                && index.endsWith("\"")
                && index.substring(1, index.length() - 1).chars().noneMatch(letter -> "\"\\${%".indexOf(letter) >= 0);
        return plain ? index.substring(1, index.length() - 1) : Traversal.ANY;
    }

    private String word() {
        int start = at;
        while (at < text.length()
                && (isStart(text.charAt(at)) || Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isStart(char letter) {
        return Character.isLetter(letter) || letter == '_';
    }
}
