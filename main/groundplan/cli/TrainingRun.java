package groundplan.cli;

import groundplan.console.Console;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs common commands in one JVM that records the classes it loads, for the JVM's class data archive. Their output is discarded.
 * If a command fails, only its classes are missing from the archive.
 */
public final class TrainingRun {
    /** Enough for the common kinds of unit, and few enough to add little to a build. */
    private static final int SYSTEMS = 3;

    private TrainingRun() {}

    /** Arguments: the folder whose settings to copy, and an empty one to work in. */
    public static void main(String[] arguments) throws IOException {
        Path settings = Path.of(arguments[0]).resolve(SettingsTree.FOLDER);
        Path work = Path.of(arguments[1]).toAbsolutePath();
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("GROUNDPLAN_HOME", work.resolve("home").toString());
        variables.put("GROUNDPLAN_CWD", work.toString());
        run(variables, "--version");
        run(variables, "--help");
        if (Files.isDirectory(settings)) {
            List<Path> systems = folders(settings).limit(SYSTEMS).toList();
            for (Path system : systems) {
                copy(settings, system, work.resolve(SettingsTree.FOLDER));
            }
            commands(variables, settings, systems);
        }
        // Even if a thread is still running.
        System.exit(0);
    }

    private static void commands(Map<String, String> variables, Path settings, List<Path> systems) throws IOException {
        List<String> environments = new ArrayList<>();
        for (Path system : systems) {
            folders(system)
                    .findFirst()
                    .map(environment -> settings.relativize(environment).toString())
                    .ifPresent(environments::add);
        }
        run(variables, "validate");
        run(variables, "list", "--format", "json");
        String all = environments.stream().collect(Collectors.joining(","));
        run(variables, "synth", "--filter", all);
        run(variables, "synth", "--filter", all, "--check");
        for (String environment : environments) {
            run(variables, "graph", environment);
            run(variables, "cost", environment);
            run(variables, CompleteCommand.NAME, "--", "explain", environment, "");
            run(variables, CompleteCommand.NAME, "--", "plan", environment, "--unit", "");
        }
        // Asks for access to an account where nobody answers, for the classes of AWS's SDK.
        if (!environments.isEmpty()) {
            run(unanswered(variables), "drift", environments.get(0));
        }
        run(variables, "plan", "--help");
        run(variables, "apply", "--help");
        run(variables, "run", "--help");
    }

    private static Map<String, String> unanswered(Map<String, String> variables) throws IOException {
        Path configuration = Path.of(variables.get("GROUNDPLAN_CWD"), "aws");
        Files.writeString(
                configuration,
                "[default]\nservices = none\n[services none]\nsts =\n  endpoint_url = http://127.0.0.1:9\n");
        Map<String, String> all = new HashMap<>(variables);
        all.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("GROUNDPLAN_PROFILES"));
        all.putAll(Map.of(
                "AWS_CONFIG_FILE", configuration.toString(),
                "AWS_ACCESS_KEY_ID", "none",
                "AWS_SECRET_ACCESS_KEY", "none"));
        return all;
    }

    private static void run(Map<String, String> variables, String... arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.run(new Console(nowhere, nowhere, false, false), variables, arguments);
    }

    private static Stream<Path> folders(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    private static void copy(Path settings, Path system, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(system)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(settings.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
