package groundplan.cli.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.cli.GroundplanCommand;
import groundplan.cli.PlanFile;
import groundplan.cli.PlanFiles;
import groundplan.drift.DriftReport;
import groundplan.forge.Finding;
import groundplan.forge.GitHub;
import groundplan.forge.JobFiles;
import groundplan.forge.MergeDecision;
import groundplan.forge.PlanFindings;
import groundplan.forge.Sarif;
import groundplan.forge.StickyComment;
import groundplan.forge.StickyIssue;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.plan.EnvironmentPlan;
import groundplan.report.PlanJson;
import groundplan.report.PullRequestReport;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** The commands that report to GitHub. */
@Command(
        name = "github",
        description = "Tells GitHub: comments on pull requests, summaries and outputs of jobs, annotations,"
                + " SARIF, issues. Reads what a workflow's variables say (GITHUB_REPOSITORY, GITHUB_TOKEN and so on).",
        mixinStandardHelpOptions = true,
        subcommands = {ReviewedCommand.class, ApprovedCommand.class, DeployedCommand.class})
public final class GithubCommand {
    @ParentCommand
    GroundplanCommand parent;

    /** Who writes. */
    static final class Writer {
        @Option(
                names = "--author",
                paramLabel = "LOGIN",
                defaultValue = "github-actions[bot]",
                description = "The login that the token writes as. Default: ${DEFAULT-VALUE}.")
        String author;
    }

    /** What a report of plans is told with. */
    static final class Telling {
        @Option(
                names = "--pull-request",
                paramLabel = "N",
                description = "Comments on this pull request. Default: no comment.")
        Optional<Long> pullRequest = Optional.empty();

        @Option(
                names = "--scope",
                paramLabel = "NAME",
                defaultValue = "plan",
                description = "What the comment is about: each scope has its own. Default: ${DEFAULT-VALUE}.")
        String scope;

        @Option(
                names = "--mode",
                paramLabel = "MODE",
                defaultValue = "update",
                converter = ModeWord.class,
                description = "What becomes of the comment before: update, new, hide-and-new, delete-and-new. Default:"
                        + " ${DEFAULT-VALUE}.")
        StickyComment.Mode mode;

        @Option(names = "--sarif", paramLabel = "FILE", description = "Writes the findings as SARIF.")
        Path sarif;

        @Option(names = "--commit", paramLabel = "SHA", description = "What was planned. Default: GITHUB_SHA.")
        Optional<String> commit = Optional.empty();
    }

    /** The modes as people write them. */
    static final class ModeWord implements ITypeConverter<StickyComment.Mode> {
        @Override
        public StickyComment.Mode convert(String word) {
            return Arrays.stream(StickyComment.Mode.values())
                    .filter(mode -> word(mode).equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(StickyComment.Mode.values())
                                    .map(ModeWord::word)
                                    .collect(Collectors.joining(", "))
                            + " but was '" + word + "'"));
        }

        private static String word(StickyComment.Mode mode) {
            return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Command(
            name = "plans",
            description = "Reports the plans in a folder: one sticky comment, the job's summary and outputs,"
                    + " annotations and SARIF. Exits 1 when one of them is not accepted, or is missing.",
            mixinStandardHelpOptions = true)
    int plans(
            @Option(
                            names = "--plans",
                            required = true,
                            paramLabel = "DIR",
                            description = "Where plan --out wrote them, in folders of any depth.")
                    Path folder,
            @Option(
                            names = "--expect",
                            paramLabel = "ENVIRONMENTS",
                            split = ",",
                            description =
                                    "The environments that have to be there; one that is not could not be planned.")
                    List<String> expected,
            @Option(
                            names = "--findings",
                            paramLabel = "FILE",
                            split = ",",
                            description = "Findings of the security controls, as JSON:"
                                    + " a file, or a folder with any number of them.")
                    List<Path> controls,
            @Mixin Telling telling,
            @Mixin Writer writer)
            throws IOException, InvalidSettings {
        Project project = parent.project();
        List<EnvironmentModel> environments = project.environments();
        there(folder, expected, "plan --out");
        List<EnvironmentPlan> plans = read(folder);
        TreeSet<String> missing = new TreeSet<>(expected == null ? List.of() : expected);
        plans.forEach(plan -> missing.remove(plan.environment()));
        missing.removeIf(String::isBlank);
        PlanFindings places = new PlanFindings(environments);
        List<Finding> findings = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        plans.forEach(plan -> {
            findings.addAll(places.of(plan));
            environments.stream()
                    .filter(environment -> environment.path().equals(plan.environment()))
                    .forEach(environment -> refusals.addAll(MergeDecision.refusals(plan, environment)));
        });
        for (Path given : controls == null ? List.<Path>of() : controls) {
            for (Path file : Files.isRegularFile(given) ? List.of(given) : json(given)) {
                try {
                    findings.addAll(places.controls(TerraformJson.read(Files.readString(file))));
                } catch (IllegalArgumentException e) {
                    throw Failure.badInput(file + ": " + e.getMessage());
                }
            }
        }
        List<Finding> shown = Finding.inRepository(project.root(), findings);
        Map<String, String> variables = project.variables();
        Optional<String> run = run(variables);
        String commit = telling.commit.orElse(variables.getOrDefault("GITHUB_SHA", ""));
        JobFiles files = new JobFiles(variables);
        int exit = refusals.isEmpty() && missing.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
        files.outputs(plans, exit);
        if (telling.sarif != null) {
            project.write(telling.sarif, TerraformJson.write(Sarif.of(shown)));
        }
        parent.console().out().print(Finding.annotations(shown));
        files.summarize(new PullRequestReport(JobFiles.MOST_SUMMARY_BYTES, run, commit)
                .of(plans, refusals, List.copyOf(missing))
                .text());
        if (telling.pullRequest.isPresent()) {
            ObjectNode payload = TerraformJson.object().put("commit", commit).put("truncated", true);
            payload.set("plans", digests(folder));
            int room = StickyComment.room(telling.scope, payload);
            PullRequestReport.Rendered rendered =
                    new PullRequestReport(room, run, commit).of(plans, refusals, List.copyOf(missing));
            comment(variables, telling, writer, payload.put("truncated", rendered.truncated()), rendered.text());
        }
        refusals.forEach(why -> parent.console().err().println(parent.console().red("Not accepted: ") + why));
        missing.forEach(name -> parent.console().err().println(parent.console().red("Not planned: ") + name));
        return exit;
    }

    @Command(
            name = "comment",
            description = "Writes a text as a sticky comment; without permission, as the job's summary.",
            mixinStandardHelpOptions = true)
    int comment(
            @Option(names = "--body", required = true, paramLabel = "FILE", description = "The text, as Markdown.")
                    Path body,
            @Mixin Telling telling,
            @Mixin Writer writer)
            throws IOException {
        Map<String, String> variables = parent.project().variables();
        ObjectNode payload =
                TerraformJson.object().put("commit", telling.commit.orElse(variables.getOrDefault("GITHUB_SHA", "")));
        if (!Files.isRegularFile(body)) {
            throw Failure.badInput("there is no file " + body + " to comment with");
        }
        String text = JobFiles.cut(Files.readString(body), StickyComment.room(telling.scope, payload));
        if (!comment(variables, telling, writer, payload, text)) {
            new JobFiles(variables).summarize(text);
        }
        return ExitCode.FINE;
    }

    @Command(
            name = "drift",
            description = "Reports what drift --out found in all environments: opens or updates one issue, and"
                    + " closes it when nothing has drifted any more.",
            mixinStandardHelpOptions = true)
    int drift(
            @Option(
                            names = "--reports",
                            required = true,
                            paramLabel = "DIR",
                            description = "Where drift --out wrote them.")
                    Path folder,
            @Option(
                            names = "--expect",
                            paramLabel = "ENVIRONMENTS",
                            split = ",",
                            description =
                                    "The environments that have to be there; one that is not could not be looked at.")
                    List<String> expected,
            @Option(
                            names = "--label",
                            paramLabel = "NAME",
                            defaultValue = "drift",
                            description = "The issue's label. Default: ${DEFAULT-VALUE}.")
                    String label,
            @Mixin Writer writer)
            throws IOException {
        Map<String, String> variables = parent.project().variables();
        there(folder, expected, "drift --out");
        List<DriftReport> reports = new ArrayList<>();
        for (Path file : json(folder)) {
            try {
                reports.add(DriftReport.read(Files.readString(file)));
            } catch (IllegalArgumentException e) {
                throw Failure.badInput(file + ": " + e.getMessage());
            }
        }
        TreeSet<String> missing = new TreeSet<>(expected == null ? List.of() : expected);
        reports.forEach(report -> missing.remove(report.environment()));
        missing.removeIf(String::isBlank);
        List<DriftReport> drifted =
                reports.stream().filter(DriftReport::drifted).toList();
        StringBuilder text = new StringBuilder();
        missing.forEach(name -> text.append("> [!WARNING]\n> `").append(name).append("` could not be looked at.\n\n"));
        reports.forEach(report -> text.append(report.markdown()).append('\n'));
        run(variables)
                .ifPresent(where ->
                        text.append("\nFound by a [run](").append(where).append(").\n"));
        JobFiles files = new JobFiles(variables);
        files.summarize(text.toString());
        files.output("has_drift", drifted.isEmpty() ? "false" : "true");
        StickyIssue issue = new StickyIssue(GitHubAccess.of(variables), writer.author, label);
        if (!drifted.isEmpty()) {
            parent.console()
                    .out()
                    .println(issue.say(
                            "drift",
                            "Drift: "
                                    + String.join(
                                            ", ",
                                            drifted.stream()
                                                    .map(DriftReport::environment)
                                                    .sorted()
                                                    .toList()),
                            JobFiles.cut(text.toString(), StickyComment.MOST_BYTES)));
        } else if (missing.isEmpty()) {
            // What could not be looked at may still have drifted.
            issue.close("drift", "Nothing has drifted any more.")
                    .ifPresent(parent.console().out()::println);
        }
        return missing.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    /** Whether it could be written. */
    private boolean comment(
            Map<String, String> variables, Telling telling, Writer writer, ObjectNode payload, String text)
            throws IOException {
        try {
            parent.console()
                    .out()
                    .println(new StickyComment(
                                    GitHubAccess.of(variables),
                                    telling.pullRequest.orElseThrow(() -> Failure.badInput(
                                            "--pull-request is missing: the number of the one to comment on")),
                                    writer.author)
                            .write(telling.scope, payload, text, telling.mode));
            return true;
        } catch (GitHub.GitHubRefusal e) {
            if (!e.forbidden()) {
                throw e;
            }
            parent.console()
                    .err()
                    .println("The token may not comment (" + e.getMessage() + "); the job's summary has the report.");
            return false;
        }
    }

    /** Without any report there may be no folder; whoever does not say what is expected would take that for good news. */
    private static void there(Path folder, List<String> expected, String made) {
        if (expected == null && !Files.isDirectory(folder)) {
            throw Failure.badInput("there is no folder " + folder + "; " + made + " writes what belongs there");
        }
    }

    private static List<EnvironmentPlan> read(Path folder) throws IOException {
        List<EnvironmentPlan> plans = new ArrayList<>();
        for (Path file : json(folder)) {
            plans.add(PlanFile.read(file));
        }
        return plans;
    }

    /** Which plans the comment shows: what an approval is of. */
    private static ObjectNode digests(Path folder) throws IOException {
        ObjectNode digests = TerraformJson.object();
        for (Path file : json(folder)) {
            String text = Files.readString(file);
            digests.put(PlanJson.read(text).environment(), ContentHash.sha256(text));
        }
        return digests;
    }

    private static List<Path> json(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(".json") && !file.endsWith(PlanFiles.PART))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<String> run(Map<String, String> variables) {
        return Optional.ofNullable(variables.get("GITHUB_RUN_ID"))
                .map(id -> variables.getOrDefault("GITHUB_SERVER_URL", "https://github.com") + "/"
                        + variables.getOrDefault("GITHUB_REPOSITORY", "") + "/actions/runs/" + id);
    }
}
