package groundplan.extension;

import groundplan.console.StepLog;
import groundplan.settings.CodeLocation;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.settings.SourceLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the sources of {@code modules/} against the class path of the running program, and copies the other files. */
final class Compilation {
    /** The release of Java that the sources are in, which is the program's own: the oldest that it runs on. */
    private static final List<String> OPTIONS = List.of(
            "--release", "17", "-proc:none", "-implicit:none", "-parameters", "-g", "-nowarn", "-Xmaxerrs", "1000");

    private Compilation() {}

    /**
     * Compiles into a folder.
     *
     * @throws InvalidSettings with every error that the compiler reports
     */
    static void into(Path classes, ModulesFolder modules) throws IOException, InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        modules.inProgramPackages()
                .forEach(name -> problems.add(new Problem(
                        new SourceLocation(CodeLocation.FOLDER + "/" + name, 0, 0),
                        "",
                        "is in a package of Groundplan itself; begin its name with something else than groundplan")));
        for (var resource : modules.resources().entrySet()) {
            Path target = classes.resolve(resource.getKey());
            Files.createDirectories(target.getParent());
            Files.copy(resource.getValue(), target);
        }
        if (problems.isEmpty() && !modules.sources().isEmpty()) {
            try (StepLog.TimedStep step = StepLog.step("compile " + CodeLocation.FOLDER)) {
                problems.addAll(compile(classes, modules));
                step.result(() -> StepLog.count(modules.sources().size(), "source"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems, "in " + CodeLocation.FOLDER + "/");
        }
    }

    private static List<Problem> compile(Path classes, ModulesFolder modules) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return List.of(new Problem(
                    new SourceLocation(CodeLocation.FOLDER, 0, 0),
                    "",
                    "has Java sources, and the Java in " + System.getProperty("java.home")
                            + " has no compiler: it is a JRE. Install a JDK, 17 or later, and set JAVA_HOME to it"));
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = new ArrayList<>(OPTIONS);
            List<String> path = new ArrayList<>(ClassPath.ofProgram());
            modules.jars().values().forEach(jar -> path.add(jar.toString()));
            options.addAll(List.of("-classpath", String.join(java.io.File.pathSeparator, path)));
            options.addAll(List.of("-d", classes.toString()));
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            found,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(modules.sources().values()))
                    .call();
            List<Problem> problems = found.getDiagnostics().stream()
                    .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                    .map(one -> problem(one, modules))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!compiled && problems.isEmpty()) {
                problems.add(new Problem(
                        new SourceLocation(CodeLocation.FOLDER, 0, 0),
                        "",
                        "cannot be compiled, and the compiler does not say why"));
            }
            return problems;
        }
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> found, ModulesFolder modules) {
        String message = found.getMessage(Locale.ROOT)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceAll(" {2,}", " "))
                .collect(Collectors.joining("; "));
        return new Problem(
                found.getSource() == null
                        ? new SourceLocation(CodeLocation.FOLDER, 0, 0)
                        : new SourceLocation(
                                CodeLocation.FOLDER + "/"
                                        + modules.folder()
                                                .relativize(Path.of(
                                                        found.getSource().toUri()))
                                                .toString()
                                                .replace('\\', '/'),
                                (int) Math.max(0, found.getLineNumber()),
                                (int) Math.max(0, found.getColumnNumber())),
                "",
                message);
    }
}
