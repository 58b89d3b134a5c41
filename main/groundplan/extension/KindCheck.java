package groundplan.extension;

import groundplan.kernel.Kind;
import groundplan.kernel.Setting;
import groundplan.kernel.UnitPath;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a kind must be like so that settings can be read for it. The tests of Groundplan check this for its own kinds. */
final class KindCheck {
    private static final Set<Class<?>> SCALARS =
            Set.of(String.class, boolean.class, Boolean.class, int.class, Integer.class, double.class, Double.class);

    private final Set<Class<?>> seen = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private KindCheck() {}

    /** What is wrong with a kind; empty when nothing is. */
    static List<String> problems(Kind<?, ?> kind) {
        KindCheck check = new KindCheck();
        if (kind.name() == null || !UnitPath.isWord(kind.name())) {
            check.problems.add("the kind's name '" + kind.name() + "' is not of lower-case words joined by '-'");
        }
        if (kind.scope() == null || kind.summary() == null || kind.settings() == null) {
            check.problems.add("kind '" + kind.name() + "' has no scope, no summary or no record of settings");
            return check.problems;
        }
        check.record(kind.settings());
        return check.problems;
    }

    private void record(Class<?> type) {
        if (!seen.add(type)) {
            return;
        }
        if (!isPublic(type)) {
            problems.add("the record " + type.getName() + " is not public, so that settings cannot be read into it");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (!component.isAnnotationPresent(Setting.class)) {
                problems.add(
                        type.getName() + "." + component.getName() + " has no @Setting, which says what the key means");
            }
            Type declared = component.getGenericType();
            if (component.getType() == Optional.class) {
                declared = argument(declared, 0);
            }
            value(type, component, declared);
        }
    }

    private void value(Class<?> type, RecordComponent component, Type declared) {
        if (declared instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            if (argument(declared, 0) != String.class) {
                problems.add(type.getName() + "." + component.getName() + " is a map whose keys are not text");
            }
            value(type, component, argument(declared, 1));
        } else if (declared instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            value(type, component, argument(declared, 0));
        } else if (declared instanceof Class<?> plain && plain.isRecord()) {
            record(plain);
        } else if (!(declared instanceof Class<?> plain && SCALARS.contains(plain))) {
            problems.add(type.getName() + "." + component.getName() + " is a " + declared.getTypeName()
                    + "; settings can be texts, whole numbers (int), numbers (double), booleans, records, and lists and maps of"
                    + " these");
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
