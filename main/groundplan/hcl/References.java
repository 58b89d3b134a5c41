package groundplan.hcl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What expressions read and call. */
public final class References {
    private References() {}

    /**
     * All references of an expression, from left to right, also those inside of the brackets of others. Variables of a {@code for} are
     * none inside of it.
     */
    public static List<HclReference> of(HclExpression expression) {
        List<HclReference> found = new ArrayList<>();
        collect(expression, Set.of(), found);
        return List.copyOf(found);
    }

    /** Whether an expression reads something that begins with this name. */
    public static boolean dependsOn(HclExpression expression, String root) {
        return of(expression).stream().anyMatch(reference -> reference.root().equals(root));
    }

    /** The functions that an expression calls, by name, each with its first call. */
    public static SortedMap<String, HclExpression.FunctionCall> functions(HclExpression expression) {
        SortedMap<String, HclExpression.FunctionCall> found = new TreeMap<>();
        functions(expression, found);
        return found;
    }

    /** The literal texts of the templates in an expression. */
    public static List<TemplatePart.TemplateText> texts(HclExpression expression) {
        List<TemplatePart.TemplateText> found = new ArrayList<>();
        texts(expression, found);
        return List.copyOf(found);
    }

    private static void texts(HclExpression expression, List<TemplatePart.TemplateText> found) {
        if (expression instanceof HclExpression.TemplateExpression template) {
            texts(template.parts(), found);
        }
        Children.of(expression).forEach(child -> texts(child.expression(), found));
    }

    private static void texts(List<TemplatePart> parts, List<TemplatePart.TemplateText> found) {
        for (TemplatePart part : parts) {
            if (part instanceof TemplatePart.TemplateText text) {
                found.add(text);
            } else if (part instanceof TemplatePart.IfDirective choice) {
                texts(choice.then(), found);
                texts(choice.otherwise(), found);
            } else if (part instanceof TemplatePart.ForDirective repetition) {
                texts(repetition.body(), found);
            }
        }
    }

    private static void functions(HclExpression expression, SortedMap<String, HclExpression.FunctionCall> found) {
        if (expression instanceof HclExpression.FunctionCall call) {
            found.putIfAbsent(call.name(), call);
        }
        Children.of(expression).forEach(child -> functions(child.expression(), found));
    }

    private static void collect(HclExpression expression, Set<String> bound, List<HclReference> found) {
        HclReference.of(expression)
                .filter(reference -> !bound.contains(reference.root()))
                .ifPresent(found::add);
        Children.of(expression).forEach(child -> collect(child.expression(), with(bound, child.variables()), found));
    }

    /** A set with some names more. */
    static Set<String> with(Set<String> bound, List<String> names) {
        if (names.isEmpty()) {
            return bound;
        }
        Set<String> all = new HashSet<>(bound);
        all.addAll(names);
        return all;
    }
}
