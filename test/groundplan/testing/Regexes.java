package groundplan.testing;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Every regular expression of the program: the patterns that its classes hold, and the constants that its sources pass to methods. */
public final class Regexes {
    private static final Set<String> OF_STRINGS = Set.of("matches", "replaceAll", "replaceFirst", "split");
    private static final Set<String> SEARCHES = Set.of("find", "lookingAt", "results", "replaceAll", "replaceFirst");
    private static final Set<String> OF_PATTERN = Set.of("compile", "matches");

    private final Map<String, Regex> found = new LinkedHashMap<>();
    private final List<JavaSources.Found> dynamic = new ArrayList<>();
    /** String constants that are not the value of a static field of the same name in two classes. */
    private final Map<String, Optional<String>> constants = new HashMap<>();

    /** Patterns, as {@code Source.FIELD}, that are searched for. */
    private final Set<String> searched = new HashSet<>();
    /** Patterns, each with the variable that has its matcher. */
    private final List<String[]> variables = new ArrayList<>();
    /** Variables whose matchers search. */
    private final Set<String> searching = new HashSet<>();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * A regular expression.
     *
     * @param place where it is
     * @param search whether it is searched for, and not only matched with a whole text
     * @param setting whether it is only the form of a setting, whose length is limited
     */
    public record Regex(String place, Pattern pattern, boolean search, boolean setting) {
        @Override
        public String toString() {
            return place + ": " + pattern;
        }
    }

    /** Looks for them. */
    public Regexes() {
        List<Class<?>> classes = classes();
        classes.forEach(this::strings);
        sources();
        classes.forEach(type -> fields(type, null));
    }

    /** All that are known before the program runs. */
    public List<Regex> all() {
        return List.copyOf(found.values());
    }

    /** Where patterns are made of values, so that they are not among the others. */
    public List<JavaSources.Found> dynamic() {
        return List.copyOf(dynamic);
    }

    private void add(String place, String regex, int flags, boolean search, boolean setting) {
        try {
            Regex one = new Regex(place, Pattern.compile(regex, flags), search, setting);
            found.merge(
                    regex + " " + flags,
                    one,
                    (before, now) -> new Regex(
                            before.place(),
                            before.pattern(),
                            before.search() || now.search(),
                            before.setting() && now.setting()));
        } catch (PatternSyntaxException replacement) {
            // The argument of a method of the same name.
        }
    }

    private static List<Class<?>> classes() {
        try {
            Path root = ProgramClasses.folder();
            try (Stream<Path> files = Files.walk(root)) {
                List<Class<?>> classes = new ArrayList<>();
                for (Path file : files.filter(
                                path -> path.toString().endsWith(".class") && !path.endsWith("package-info.class"))
                        .sorted()
                        .toList()) {
                    String name = root.relativize(file).toString().replace('/', '.');
                    classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
                }
                return classes;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void strings(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                Optional<String> value = Optional.ofNullable((String) value(field, null));
                constants.merge(field.getName(), value, (one, other) -> one.equals(other) ? one : Optional.empty());
            }
        }
    }

    /** The patterns in the static fields of a class, or in the fields of one of its objects. */
    private void fields(Class<?> type, Object of) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) == (of == null)
                    && !field.getType().isPrimitive()
                    && field.getType() != String.class) {
                visit(field, value(field, of));
            }
        }
    }

    private void visit(Field field, Object value) {
        if (value instanceof Pattern pattern) {
            add(
                    field.getDeclaringClass().getName() + "." + field.getName(),
                    pattern.pattern(),
                    pattern.flags(),
                    searched.contains(file(field.getDeclaringClass()) + "." + field.getName()),
                    false);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(entry -> visit(field, entry));
        } else if (value instanceof Iterable<?> list && !(value instanceof Path)) {
            list.forEach(item -> visit(field, item));
        } else if (value instanceof Object[] items) {
            for (Object item : items) {
                visit(field, item);
            }
        } else if (value != null && value.getClass().getName().startsWith("groundplan.") && seen.add(value)) {
            fields(value.getClass(), value);
        }
    }

    /** The name of the source of a class. */
    private static String file(Class<?> type) {
        return type.getName().replaceFirst(".*\\.", "").replaceFirst("\\$.*", "");
    }

    private static Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sources() {
        for (String folder : List.of("main", "modules")) {
            JavaSources.scan(folder, new JavaSources.Scanner(new ArrayList<>()) {
                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                    if (call.getMethodSelect() instanceof MemberSelectTree method) {
                        String name = method.getIdentifier().toString();
                        String on = method.getExpression().toString();
                        boolean ofPattern = on.equals("Pattern") && OF_PATTERN.contains(name);
                        if (ofPattern
                                || OF_STRINGS.contains(name)
                                        && !call.getArguments().isEmpty()) {
                            Optional<String> regex =
                                    constant(call.getArguments().get(0));
                            regex.ifPresent(
                                    text -> add(place(call), text, 0, !name.equals("matches") && !ofPattern, false));
                            if (ofPattern && regex.isEmpty() && !ofStaticField()) {
                                dynamic.add(new JavaSources.Found(place(call), call.toString()));
                            }
                        }
                        if (name.equals("matcher")) {
                            String field = on.substring(on.lastIndexOf('.') + 1);
                            String in =
                                    on.matches("[A-Z]\\w*[a-z]\\w*\\..*") ? on.substring(0, on.indexOf('.')) : file();
                            matcher(in + "." + field);
                        }
                        if (SEARCHES.contains(name)) {
                            searching.add(file() + " " + on);
                        }
                    }
                    return super.visitMethodInvocation(call, nothing);
                }

                private String file() {
                    return unit.getSourceFile()
                            .getName()
                            .replaceFirst(".*/", "")
                            .replaceFirst("\\.java$", "");
                }

                /** Notes how a matcher of a pattern is used: at once, or later by the name of its variable. */
                private void matcher(String pattern) {
                    var parent = getCurrentPath().getParentPath();
                    while (parent.getLeaf() instanceof MemberSelectTree next
                            && next.getIdentifier().contentEquals("region")) {
                        parent = parent.getParentPath().getParentPath();
                    }
                    if (parent.getLeaf() instanceof VariableTree variable) {
                        variables.add(new String[] {pattern, file() + " " + variable.getName()});
                    } else if (!(parent.getLeaf() instanceof MemberSelectTree next
                            && next.getIdentifier().contentEquals("matches"))) {
                        searched.add(pattern);
                    }
                }

                /** Whether the pattern is the value of a static field, whose value is found in its class. */
                private boolean ofStaticField() {
                    for (var path = getCurrentPath(); path != null; path = path.getParentPath()) {
                        if (path.getLeaf() instanceof VariableTree field) {
                            return field.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC);
                        }
                    }
                    return false;
                }

                @Override
                public Void visitAssignment(AssignmentTree setting, Void nothing) {
                    String name = setting.getVariable().toString();
                    if (name.equals("pattern") || name.equals("names")) {
                        constant(setting.getExpression()).ifPresent(text -> add(place(setting), text, 0, false, true));
                    }
                    return super.visitAssignment(setting, nothing);
                }
            });
        }
        variables.stream()
                .filter(variable -> searching.contains(variable[1]))
                .forEach(variable -> searched.add(variable[0]));
    }

    /** The value of a constant expression; empty if it is not one. */
    private Optional<String> constant(ExpressionTree expression) {
        if (expression instanceof LiteralTree literal) {
            return Optional.of(String.valueOf(literal.getValue()));
        }
        if (expression instanceof ParenthesizedTree inner) {
            return constant(inner.getExpression());
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return constant(sum.getLeftOperand())
                    .flatMap(left -> constant(sum.getRightOperand()).map(right -> left + right));
        }
        String name = expression instanceof IdentifierTree || expression instanceof MemberSelectTree
                ? expression.toString()
                : "";
        return constants.getOrDefault(name.substring(name.lastIndexOf('.') + 1), Optional.empty());
    }
}
