package groundplan.settings;

import groundplan.kernel.Nearest;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binds scalars to strings, booleans and numbers, within the limits of their settings. */
final class ScalarBinder {
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?");

    private final List<Problem> problems;

    ScalarBinder(List<Problem> problems) {
        this.problems = problems;
    }

    /** The value; null when there were problems. */
    Object value(Class<?> type, Setting setting, Node.Scalar scalar, String path) {
        if (type == String.class) {
            return text(setting, scalar, path);
        }
        if (type == boolean.class || type == Boolean.class) {
            return scalar.type() == Node.Type.BOOLEAN
                    ? (Object) Boolean.valueOf(scalar.text())
                    : wrong(scalar, path, expected(type));
        }
        boolean whole = type == int.class || type == Integer.class;
        if (scalar.type() != Node.Type.INTEGER && (whole || scalar.type() != Node.Type.DECIMAL)) {
            return wrong(scalar, path, expected(type));
        }
        if (!PLAIN_NUMBER.matcher(scalar.text()).matches()) {
            // 017, 0x1F, 1_000: YAML parsers do not agree on these.
            return wrong(scalar, path, "a number in plain decimal digits");
        }
        double number = Double.parseDouble(scalar.text());
        if (number < setting.min() || number > setting.max() || (whole && Math.abs(number) > Integer.MAX_VALUE)) {
            problems.add(new Problem(scalar.mark(), path, scalar.text() + " is out of range: " + range(setting)));
            return null;
        }
        return whole ? (Object) (int) number : (Object) number;
    }

    private Object text(Setting setting, Node.Scalar scalar, String path) {
        if (scalar.type() == Node.Type.NOTHING) {
            return wrong(scalar, path, "text");
        }
        if (scalar.type() != Node.Type.TEXT) {
            problems.add(new Problem(
                    scalar.mark(),
                    path,
                    "expected text, found " + scalar.describe() + "; quote it: \"" + scalar.text() + "\""));
            return null;
        }
        List<String> words = List.of(setting.oneOf());
        if (!words.isEmpty() && !words.contains(scalar.text())) {
            problems.add(new Problem(
                    scalar.mark(),
                    path,
                    "'" + scalar.text() + "' is not one of " + String.join(", ", words)
                            + Nearest.hint(scalar.text(), words).replaceFirst("; known: .*", "")));
            return null;
        }
        if (!setting.pattern().isEmpty() && !isOfForm(scalar.text(), setting.pattern())) {
            problems.add(new Problem(
                    scalar.mark(),
                    path,
                    "'" + scalar.text() + "' is not of the form " + setting.pattern() + ". " + setting.value()));
            return null;
        }
        Optional<String> problem = problem(setting.form(), scalar.text());
        problem.ifPresent(what -> problems.add(new Problem(scalar.mark(), path, what)));
        return problem.isEmpty() ? scalar.text() : null;
    }

    /** Why a text is not of a form, with the nearest text that is. */
    static Optional<String> problem(TextForm form, String text) {
        return form == TextForm.ANY
                ? Optional.empty()
                : form.problem(text)
                        .map(problem -> form.meant(text).isEmpty()
                                ? problem
                                : problem + Nearest.hint(text, form.meant(text)).replaceFirst("; known: .*", ""));
    }

    /** The range of a number, or of the size of a list or a map. */
    static String range(Setting setting) {
        boolean from = setting.min() != Long.MIN_VALUE;
        boolean to = setting.max() != Long.MAX_VALUE;
        return from && to
                ? setting.min() + " to " + setting.max() + " is allowed"
                : from ? "at least " + setting.min() : to ? "at most " + setting.max() : "a smaller number is needed";
    }

    /** Reports a value of the wrong type. */
    Object wrong(Node node, String path, String expected) {
        problems.add(new Problem(node.mark(), path, "expected " + expected + ", found " + node.describe()));
        return null;
    }

    static String expected(Class<?> type) {
        return type == String.class
                ? "text"
                : type == boolean.class || type == Boolean.class
                        ? "true or false"
                        : type == double.class || type == Double.class ? "a number" : "a whole number";
    }

    /** Whether a text matches a regular expression as a whole, and is not longer than {@link Setting#LONGEST}. */
    static boolean isOfForm(String text, String regex) {
        // A group that is repeated more often might run out of stack.
        return text.length() <= Setting.LONGEST && text.matches(regex);
    }
}
