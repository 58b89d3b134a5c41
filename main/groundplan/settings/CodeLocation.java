package groundplan.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Positions in a repository's own Java code. */
public final class CodeLocation {
    /** The folder of the code, below the project's root, and the name of the class loader of what is compiled from it. */
    public static final String FOLDER = "modules";

    /** The folder of jars, and the name of their class loader. */
    public static final String LIBRARIES = "modules/lib";

    private static final Set<String> LOADERS = Set.of(FOLDER, LIBRARIES);

    private CodeLocation() {}

    /** Where in that code an exception comes from: the innermost line of it. Empty if none of it was running. */
    public static Optional<SourceLocation> of(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        for (Throwable one = failure; one != null && seen.add(one); one = one.getCause()) {
            chain.add(one);
        }
        Collections.reverse(chain);
        return chain.stream()
                .flatMap(one -> java.util.Arrays.stream(one.getStackTrace()))
                .filter(CodeLocation::own)
                .findFirst()
                .map(CodeLocation::of);
    }

    /** Whether a frame is of that code. */
    public static boolean own(StackTraceElement frame) {
        return frame.getClassLoaderName() != null && LOADERS.contains(frame.getClassLoaderName());
    }

    /** The position of a frame, without a column. */
    public static SourceLocation of(StackTraceElement frame) {
        String type = frame.getClassName();
        String folder =
                type.contains(".") ? type.substring(0, type.lastIndexOf('.')).replace('.', '/') + "/" : "";
        return new SourceLocation(
                frame.getClassLoaderName() + "/" + folder + frame.getFileName(), Math.max(0, frame.getLineNumber()), 0);
    }

    /** The file of a class of that code, as a whole; the folder of jars for a class in one of them. */
    public static SourceLocation fileOf(Class<?> type) {
        boolean library = LIBRARIES.equals(type.getClassLoader().getName());
        String outer = type.getName().replaceFirst("\\$.*", "");
        return new SourceLocation(library ? LIBRARIES : FOLDER + "/" + outer.replace('.', '/') + ".java", 0, 0);
    }

    /** A failure in words; one of that code with its position. */
    static String told(Throwable failure) {
        return of(failure).map(at -> innermost(failure) + " (" + at + ")").orElseGet(failure::toString);
    }

    /** The exception that the others wrap. */
    public static Throwable innermost(Throwable failure) {
        Throwable found = failure;
        Set<Throwable> seen = new HashSet<>();
        while (found.getCause() != null && seen.add(found)) {
            found = found.getCause();
        }
        return found;
    }
}
