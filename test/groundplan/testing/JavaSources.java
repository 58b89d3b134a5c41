package groundplan.testing;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources of this project as the compiler reads them. */
public final class JavaSources {
    private JavaSources() {}

    /** Something in a source, with its place. */
    public record Found(String place, String text) {
        @Override
        public String toString() {
            return place + ": " + text;
        }
    }

    /** Every string constant below a folder, those of text blocks among them. */
    public static List<Found> strings(String folder) {
        List<Found> found = new ArrayList<>();
        scan(folder, new Scanner(found) {
            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getKind() == Tree.Kind.STRING_LITERAL) {
                    note(literal, (String) literal.getValue());
                }
                return super.visitLiteral(literal, nothing);
            }
        });
        return found;
    }

    /** Every type below a folder by its simple name. */
    public static List<Found> types(String folder) {
        List<Found> found = new ArrayList<>();
        scan(folder, new Scanner(found) {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                note(type, type.getSimpleName().toString());
                return super.visitClass(type, nothing);
            }
        });
        return found;
    }

    /** Every public type and every public method of one below a folder that has no doc comment, overriding methods apart. */
    public static List<Found> undocumented(String folder) {
        List<Found> found = new ArrayList<>();
        scan(folder, new Scanner(found) {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                if (!type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                    return null;
                }
                if (documentation() == null) {
                    note(type, type.getSimpleName().toString());
                }
                return super.visitClass(type, nothing);
            }

            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                boolean ofInterface = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE
                        && !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
                boolean open = ofInterface || method.getModifiers().getFlags().contains(Modifier.PUBLIC);
                boolean overrides = method.getModifiers().getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getAnnotationType().toString().equals("Override"));
                if (open && !overrides && method.getReturnType() != null && documentation() == null) {
                    note(method, method.getName() + "()");
                }
                return null;
            }
        });
        return found;
    }

    static void scan(String folder, Scanner scanner) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(Repository.files(folder, ".java")));
            scanner.trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                scanner.unit = unit;
                scanner.scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static class Scanner extends TreePathScanner<Void, Void> {
        private final List<Found> found;
        private DocTrees trees;
        CompilationUnitTree unit;

        Scanner(List<Found> found) {
            this.found = found;
        }

        String documentation() {
            return trees.getDocComment(getCurrentPath());
        }

        void note(Tree tree, String text) {
            found.add(new Found(place(tree), text));
        }

        String place(Tree tree) {
            long line =
                    unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
            return Repository.shown(java.nio.file.Path.of(unit.getSourceFile().toUri())) + ":" + line;
        }
    }
}
