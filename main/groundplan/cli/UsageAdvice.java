package groundplan.cli;

import groundplan.kernel.Nearest;
import groundplan.settings.SettingsTree;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What would be right on a command line that is wrong, where more can be said than the usage. */
final class UsageAdvice {
    /** Words that other tools have for what a command here does. */
    private static final Map<String, List<String>> ELSEWHERE = Map.ofEntries(
            Map.entry("validate", List.of("check", "lint", "verify", "test")),
            Map.entry("plan", List.of("diff", "preview", "what-if", "whatif", "dry-run")),
            Map.entry("apply", List.of("up", "deploy", "update", "sync")),
            Map.entry("destroy", List.of("down", "delete", "rm", "remove", "teardown")),
            Map.entry("list", List.of("ls", "units", "get", "all")),
            Map.entry("list --format mermaid", List.of("tree", "dag", "deps", "dependencies")),
            Map.entry("graph", List.of("draw", "diagram")),
            Map.entry("synth", List.of("generate", "gen", "build", "render", "compile", "write", "hclfmt")),
            Map.entry("explain", List.of("why", "describe", "blame")),
            Map.entry("init", List.of("start", "setup", "begin", "install")),
            Map.entry("init --upgrade", List.of("upgrade", "self-update", "migrate")),
            Map.entry("new", List.of("create", "add", "scaffold")),
            Map.entry("cost", List.of("costs", "price", "prices", "estimate")),
            Map.entry("drift", List.of("refresh")),
            Map.entry("run <system>/<environment> plan", List.of("run-all", "terragrunt")),
            Map.entry("doctor", List.of("status", "info")),
            Map.entry("emulator", List.of("localstack", "moto")),
            Map.entry("generate-completion", List.of("completion", "completions", "autocomplete")),
            Map.entry("--help", List.of("help", "usage")));

    private static final String NEAR = "; did you mean '";

    private UsageAdvice() {}

    /**
     * What is wrong and what would be right; empty if picocli's message and the usage say all.
     *
     * @param command how the command line was called
     * @param project finds the project
     */
    static Optional<String> of(ParameterException failure, String command, Supplier<Project> project) {
        boolean atRoot = failure.getCommandLine().getParent() == null;
        if (failure instanceof UnmatchedArgumentException unmatched && atRoot) {
            String word = unmatched.getUnmatched().get(0);
            return meant(word)
                    .or(() -> nearest(word, Subcommands.names()))
                    .filter(there -> !word.startsWith("-"))
                    .map(there -> "There is no command '" + word + "'. Did you mean: " + command + " " + there);
        }
        if (failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String option = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
            return nearest(
                            option,
                            failure.getCommandLine()
                                    .getCommandSpec()
                                    .optionsMap()
                                    .keySet())
                    .map(near -> failure.getMessage() + ". Did you mean: " + near + "\nAll options: "
                            + called(failure, command) + " --help");
        }
        if (failure instanceof MissingParameterException missing) {
            String called = called(failure, command);
            List<ArgSpec> arguments = missing.getMissing();
            if (has(arguments, "ENVIRONMENT") || has(arguments, "SYSTEM/ENVIRONMENT")) {
                return example(project)
                        .map(environment -> failure.getMessage() + "\nSuch as: " + called + " " + environment
                                + "\nAll options: " + called + " --help");
            }
            if (called.endsWith(" apply") && has(arguments, "FILE")) {
                return Optional.of(
                        failure.getMessage() + "\nAn apply does what a plan says, and nothing else. Make one with: "
                                + command + " plan <system>/<environment> --out plan.json");
            }
            if (has(arguments, "FILTER")) {
                return example(project)
                        .map(environment -> failure.getMessage() + "\nSuch as: " + called + " " + environment
                                + " plan\nAll options: " + called + " --help");
            }
        }
        return Optional.empty();
    }

    private static String called(ParameterException failure, String command) {
        return command + " "
                + failure.getCommandLine().getCommandSpec().qualifiedName(" ").replaceFirst("^\\S+ ", "");
    }

    private static Optional<String> nearest(String word, Collection<String> words) {
        String hint = Nearest.hint(word, words);
        return hint.startsWith(NEAR)
                ? Optional.of(hint.substring(NEAR.length(), hint.length() - "'?".length()))
                : Optional.empty();
    }

    private static Optional<String> meant(String word) {
        return ELSEWHERE.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean has(List<ArgSpec> arguments, String label) {
        return arguments.stream().anyMatch(argument -> argument.paramLabel().equals(label));
    }

    /** The first environment that there is a folder for. */
    private static Optional<String> example(Supplier<Project> project) {
        try {
            Path settings = project.get().root().resolve(SettingsTree.FOLDER);
            try (Stream<Path> files =
                    Files.find(settings, 3, (path, attributes) -> path.endsWith(SettingsTree.ENVIRONMENT_FILE))) {
                return files.map(file -> settings.relativize(file.getParent()).toString())
                        .filter(path -> path.matches("[^/]+/[^/]+"))
                        .min(String::compareTo);
            }
        } catch (Failure | IOException noProject) {
            return Optional.empty();
        }
    }
}
