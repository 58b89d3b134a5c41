package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pipelines ask before and after a deployment: no AWS is needed. */
class PipelineScriptsTest {
    @TempDir
    private static Path repository;

    private static String before;

    @BeforeAll
    static void makeARepository() {
        for (String file : List.of(
                "backend/api/Dockerfile",
                "backend/api/main.go",
                "backend/sse/Dockerfile",
                "backend/Dockerfile.blnk-api",
                "backend/go.mod",
                "frontend/package.json",
                "terragrunt/root.hcl",
                "terragrunt/ohi/dev/eu-west-1/ecs/terragrunt.hcl",
                "README.md")) {
            write(file, "first");
        }
        git("init", "-q");
        before = commit();
    }

    @Test
    @DisplayName("only what has changed is deployed")
    void onlyWhatHasChangedIsDeployed() {
        assertEquals("infrastructure=false backend=false frontend=false services=[]", changed("README.md"));
        assertEquals(
                "infrastructure=false backend=true frontend=false services=[\"api\"]", changed("backend/api/main.go"));
        assertEquals(
                "infrastructure=false backend=true frontend=false services=[\"blnk-api\",\"sse\"]",
                changed("backend/Dockerfile.blnk-api", "backend/sse/Dockerfile"));
        assertEquals(
                "infrastructure=false backend=true frontend=false services=[\"api\",\"blnk-api\",\"sse\"]",
                changed("backend/go.mod"),
                "what all share is a change of all");
        assertEquals("infrastructure=false backend=false frontend=true services=[]", changed("frontend/src/a b.tsx"));
        assertEquals(
                "infrastructure=true backend=false frontend=false services=[]",
                changed("terragrunt/ohi/dev/eu-west-1/ecs/terragrunt.hcl"));
        assertEquals("infrastructure=true backend=false frontend=false services=[]", changed("terragrunt/root.hcl"));
        assertEquals(
                "infrastructure=false backend=false frontend=false services=[]",
                changed("terragrunt/emulator.hcl"),
                "nothing that is deployed reads the emulator's file");
        assertEquals(
                "infrastructure=false backend=false frontend=false services=[]",
                changed(
                        "terragrunt/ohi/prod/eu-west-1/ecs/terragrunt.hcl",
                        "terragrunt/h2o/dev/us-east-1/ecs/terragrunt.hcl"),
                "other environments and systems are deployed by themselves");
    }

    @Test
    @DisplayName("the settings may be in a folder of the application's repository")
    void theSettingsMayBeInAFolder() {
        write("infrastructure/environments/ohi/system.yaml", "region: eu-west-1");
        write("infrastructure/environments/ohi/dev/environment.yaml", "units: {}");
        String from = commit();
        write("infrastructure/terragrunt/ohi/dev/env.hcl", "changed");
        commit();
        Map<String, String> there = Map.of("GROUNDPLAN_PROJECT", "infrastructure");
        Outcome outcome = script(repository, there, "changes.sh", "ohi", "dev", "changed", "--from", from);
        git("reset", "-q", "--hard", before);
        outcome.exits(0).prints("infrastructure=true\nbackend=false\nfrontend=false\nservices=[]\n");
    }

    @Test
    @DisplayName("a type that is chosen decides, and so does a commit before that is not there")
    void theChosenTypeDecides() {
        String all = "services=[\"api\",\"blnk-api\",\"sse\"]";
        assertEquals("infrastructure=true backend=true frontend=true " + all, parts("prod", "full"));
        assertEquals("infrastructure=false backend=true frontend=false " + all, parts("prod", "backend-only"));
        assertEquals("infrastructure=false backend=false frontend=true services=[]", parts("prod", "frontend-only"));
        assertEquals(
                "infrastructure=true backend=false frontend=false services=[]", parts("prod", "infrastructure-only"));
        assertEquals(
                "infrastructure=true backend=true frontend=true " + all,
                parts("dev", "changed", "--from", "0".repeat(40)));
        Outcome outcome = changes("staging", "full")
                .exits(0)
                .prints("environment=staging\ntag=" + before.substring(0, 12) + "\n");
        assertEquals(6, outcome.out().lines().count(), "one line for each output: " + outcome);
    }

    @Test
    @DisplayName("a type or commit that makes no sense is a usage error, and a part that is missing a failure")
    void whatMakesNoSenseIsSaid(@TempDir Path empty) {
        changes("dev", "everything").exits(2).complains("use full, backend-only, frontend-only");
        changes("dev", "changed", "--to", "nowhere").exits(2).complains("there is no commit 'nowhere'");
        changes("qa", "full").exits(2).complains("it has: dev prod staging");
        Started.program(
                        List.of("git", "clone", "-q", "--no-checkout", repository.toString(), empty.toString()),
                        empty,
                        Map.of(),
                        Map.of())
                .exits(0);
        script(empty, Map.of(), "changes.sh", "ohi", "dev", "backend-only")
                .exits(1)
                .complains("has a Dockerfile");
        script(empty, Map.of(), "changes.sh", "ohi", "dev", "frontend-only")
                .exits(1)
                .complains("frontend/package.json");
    }

    @Test
    @DisplayName("the summary has a row for each stage and the addresses of the environment's settings")
    void theSummaryNamesResultsAndAddresses() {
        String needs = "{\"plan\": {\"result\": \"success\", \"outputs\": {}}, \"deploy\": {\"result\": \"failure\"}}";
        Outcome outcome = script(repository, Map.of("NEEDS", needs), "ohi/summary.sh", "prod", "1a2b3c4")
                .exits(0);
        outcome.prints("## ohi prod, version 1a2b3c4")
                .prints("| plan | success |")
                .prints("| deploy | failure |");
        for (String host : List.of("api", "graphql", "sse", "provider", "www")) {
            outcome.prints("https://" + host + ".ohealth-ng.com |");
        }
        script(repository, Map.of("NEEDS", "{}"), "ohi/summary.sh", "dev", "1")
                .prints("https://api.dev.ohealth-ng.com |");
        script(repository, Map.of(), "ohi/summary.sh", "dev").exits(2);
    }

    @Test
    @DisplayName("Slack is told where there is a webhook, whose address no other process sees")
    void slackIsTold(@TempDir Path bin) throws IOException {
        script(repository, Map.of(), "notify-slack.sh", "success", "done")
                .exits(0)
                .complains("nothing is posted");
        script(repository, Map.of(), "notify-slack.sh", "fine", "done")
                .exits(2)
                .complains("success, failure or cancelled");
        Path curl = bin.resolve("curl");
        Files.writeString(
                curl,
                "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >\"$0.words\"\n"
                        + "while [[ $1 != --config ]]; do shift; done\ncat \"$2\" >\"$0.config\"\n");
        assertTrue(curl.toFile().setExecutable(true));
        script(
                        repository,
                        Map.of(
                                "SLACK_WEBHOOK_URL",
                                "https://hooks.example.com/x",
                                "PATH",
                                bin + ":" + System.getenv("PATH")),
                        "notify-slack.sh",
                        "failure",
                        "h2o \"prod\"",
                        "https://example.com/run")
                .exits(0);
        String words = Repository.text(bin.resolve("curl.words"));
        assertTrue(words.contains("{\"text\":\":x: h2o \\\"prod\\\" <https://example.com/run|Details>\"}"), words);
        assertTrue(!words.contains("hooks.example.com"), words);
        assertEquals("url = \"https://hooks.example.com/x\"\n", Repository.text(bin.resolve("curl.config")));
    }

    /** The parts that a commit with changes of these files leads to. */
    private static String changed(String... files) {
        String from = git("rev-parse", "HEAD").strip();
        for (String file : files) {
            write(file, "changed by " + from);
        }
        commit();
        String parts = parts("dev", "changed", "--from", from);
        git("reset", "-q", "--hard", from);
        return parts;
    }

    private static String parts(String environment, String... arguments) {
        List<String> lines = new ArrayList<>(
                changes(environment, arguments).exits(0).out().lines().toList());
        return String.join(" ", lines.subList(2, lines.size()));
    }

    private static Outcome changes(String environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("ohi", environment));
        all.addAll(List.of(arguments));
        return script(repository, Map.of(), "changes.sh", all.toArray(String[]::new));
    }

    private static Outcome script(Path folder, Map<String, String> variables, String name, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Repository.root().resolve("scripts").resolve(name).toString()));
        command.addAll(List.of(arguments));
        return Started.program(command, folder, variables, Map.of());
    }

    private static String commit() {
        git("add", "-A");
        git(
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.com",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "-q",
                "-m",
                "Change");
        return git("rev-parse", "HEAD").strip();
    }

    private static String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Started.program(command, repository, Map.of(), Map.of()).exits(0).out();
    }

    private static void write(String file, String content) {
        try {
            Files.createDirectories(repository.resolve(file).getParent());
            Files.writeString(repository.resolve(file), content + "\n");
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
