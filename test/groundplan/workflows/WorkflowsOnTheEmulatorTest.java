package groundplan.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.forge.StandIn;
import groundplan.json.TerraformJson;
import groundplan.states.S3States;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.BuiltArchive;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The workflows that a repository of one's own gets, step by step as they stand, from a pull request over a merge to a night: one
 * script, on the emulator. This repository's others are the same, as {@link WorkflowTemplatesTest} says; its own for pull requests
 * checks that of a fork, with the actions as another repository names them.
 */
class WorkflowsOnTheEmulatorTest {
    private static final String SYSTEM =
            """
      region: us-east-1
      account_id: "123456789012"
      state:
        bucket: shop-terraform-state
        lock_table: shop-terraform-locks
        owner: dev
      units:
        ecr:
          repositories:
            app: {}
        kms:
      """;

    @TempDir
    Path folder;

    private final Map<String, String> variables = new TreeMap<>(System.getenv());
    private TempProject project;

    @Test
    void aChangePassesFromAPullRequestToTheLastEnvironment() throws Exception {
        project = TempProject.shop(Files.createDirectories(folder.resolve("repository")))
                .with(TempProject.SYSTEM, SYSTEM)
                .with(TempProject.DEV, "units:\n  state:\n")
                .with("environments/shop/prod/environment.yaml", "units: {}\n")
                .with(".gitignore", ".groundplan/\ncdktf.out/\n")
                .with(".ci/run", "exit 0\n");
        TestFiles.copy(WorkflowTemplatesTest.TEMPLATES, project.root());
        project.with(
                ".github/workflows/fork.yml",
                Repository.text(Repository.root().resolve(".github/workflows/pull-request.yml"))
                        .replace("./.github/actions/", LocalRunner.ACTIONS + ".github/actions/"));
        Path home = Repository.root().resolve(".groundplan");
        Tool tools = new Tool(Repository.root(), home, System.getenv());
        Emulator emulator = new Emulator(tools.path("emulator"), folder.resolve("home"));
        variables.put("GROUNDPLAN_HOME", home.toString());
        try (StandIn standIn = new StandIn()) {
            variables.putAll(ProviderMirror.variables(System.getenv(), folder));
            variables.putAll(emulator.start(0).variables());
            launcher();
            project.run(variables, false, "synth").exits(0);
            project.run(variables, false, "bootstrap", "shop/dev").exits(0);
            git(
                    "init -q -b main && git add -A && git commit -q -m 'Begin' && git remote add origin . && git fetch -q origin");
            String begin = head();

            git("checkout -q -b change");
            project.with(TempProject.SYSTEM, SYSTEM.replace("app: {}", "app: {}\n      web: {}"));
            project.run(variables, false, "synth").exits(0);
            git("commit -q -a -m 'Add a repository for images of the web'");
            String change = head();

            LocalRunner pull = runner(standIn, "pull", change, "shop/infrastructure");
            Map<String, String> reviewed = pull.run("groundplan-pull-request.yml");
            assertEquals(
                    "[success, success, success]",
                    reviewed.values().toString(),
                    () -> pull.log() + "\n" + pull.output());
            assertTrue(pull.log().contains("plan shop/prod: takes on arn:prod:plan"), () -> "" + pull.log());
            assertEquals(1, standIn.comments().size());
            String comment = standIn.comments().get(0).path("body").asText();
            assertTrue(comment.contains("aws_ecr_repository.web") && comment.contains("`shop/prod`"), comment);

            LocalRunner fork = runner(standIn, "fork", change, "mallory/infrastructure");
            Map<String, String> forked = fork.run("fork.yml");
            assertEquals("skipped", forked.get("plan"), () -> "" + fork.log());
            assertFalse(("" + fork.log()).contains("takes on"), () -> "a fork gets no credentials: " + fork.log());
            assertTrue(fork.summaries().contains("+ aws_ecr_repository.web"), fork::summaries);
            assertEquals(1, standIn.comments().size(), "a fork comments nowhere");

            git("checkout -q main && git merge -q --ff-only change");
            LocalRunner early = deployment(standIn, "early", begin);
            assertEquals(
                    "failure",
                    early.run("groundplan-deploy.yml").get("stage-1"),
                    () -> early.log() + "\n" + early.output());
            assertTrue(early.output().contains("this plan was not approved"), early::output);
            assertFalse(("" + early.log()).contains(":apply"), () -> "nothing may be applied: " + early.log());

            approve(standIn, change);
            LocalRunner deploy = deployment(standIn, "deploy", begin);
            Map<String, String> deployed = deploy.run("groundplan-deploy.yml");
            assertEquals("success", deployed.get("stage-1"), () -> deploy.log() + "\n" + deploy.output());
            assertEquals("success", deployed.get("stage-2"), () -> deploy.log() + "\n" + deploy.output());
            assertEquals("skipped", deployed.get("stage-3"), "there are two environments");
            assertTrue(
                    deploy.log().indexOf("stage-1 shop/dev / apply: takes on arn:dev:apply in dev")
                            < deploy.log().indexOf("stage-2 shop/prod / apply: takes on arn:prod:apply in prod"),
                    () -> "" + deploy.log());
            assertTrue(stateOfProd().contains("\"web\""), this::stateOfProd);
            // As the roles' trust has it: that of an environment is for its own jobs, and one that reads for those of
            // -plan.
            List<String> strangers = deploy.log().stream()
                    .filter(line -> line.contains("takes on"))
                    .filter(line -> !line.matches(".*arn:(\\w+):(plan in \\1-plan|apply in \\1)"))
                    .toList();
            assertEquals(List.of(), strangers);

            LocalRunner night = runner(standIn, "night", head(), "shop/infrastructure");
            Map<String, String> looked = night.run("groundplan-drift.yml");
            assertEquals(
                    "[success, success, success]",
                    looked.values().toString(),
                    () -> night.log() + "\n" + night.output());
            assertEquals(List.of(), standIn.issues(), "nothing has drifted");
            assertEquals(List.of(), standIn.violations());
        } finally {
            emulator.stop();
        }
    }

    /** The state of the repositories in {@code shop/prod}. */
    private String stateOfProd() {
        try (S3Client s3 = new S3States(project.environments().get(1).settings(), variables)
                .clients()
                .s3()) {
            return s3.getObjectAsBytes(request ->
                            request.bucket("shop-terraform-state").key("prod/us-east-1/ecr/terraform.tfstate"))
                    .asUtf8String();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalRunner deployment(StandIn standIn, String name, String before) throws Exception {
        LocalRunner deploy = runner(standIn, name, head(), "shop/infrastructure");
        ((ObjectNode) deploy.github().path("event")).put("before", before);
        return deploy;
    }

    /** The pull request was approved with the plans that its run kept. */
    private void approve(StandIn standIn, String change) throws Exception {
        standIn.merged().pull(5, "ann", change, head()).review(5, "bob", "APPROVED", change, "2027-01-01T11:00:00Z");
        for (String file : List.of("shop--dev", "shop--prod")) {
            standIn.merged()
                    .artifact(
                            "plan-" + file,
                            Files.readString(folder.resolve("pull/artifacts/plan-" + file + "/" + file + ".json")),
                            change,
                            "2027-01-01T10:00:00Z");
        }
    }

    private LocalRunner runner(StandIn standIn, String name, String commit, String head) throws Exception {
        Map<String, String> all = new TreeMap<>(variables);
        all.putAll(standIn.variables());
        all.remove("GITHUB_TOKEN");
        ObjectNode github = TerraformJson.object()
                .put("sha", commit)
                .put("repository", "shop/infrastructure")
                .put("base_ref", "main")
                .put("token", standIn.variables().get("GITHUB_TOKEN"));
        ObjectNode event = github.putObject("event");
        ObjectNode pull = event.putObject("pull_request").put("number", 5);
        pull.putObject("head").put("sha", commit).putObject("repo").put("full_name", head);
        ObjectNode vars = TerraformJson.object()
                .put("PLAN_ROLES", "{\"shop/dev\": \"arn:dev:plan\", \"shop/prod\": \"arn:prod:plan\"}")
                .put("CODE_SCANNING", "true")
                .put("APPLY_ROLES", "{\"shop/dev\": \"arn:dev:apply\", \"shop/prod\": \"arn:prod:apply\"}");
        return new LocalRunner(
                project.root().resolve(".github/workflows"),
                project.root(),
                Files.createDirectories(folder.resolve(name)),
                all,
                github,
                vars);
    }

    /** Instead of the script that finds the version that is pinned: the archive that the build made, unpacked. */
    private void launcher() throws Exception {
        project.with(
                "groundplanw",
                "#!/bin/bash\nexec bash '" + BuiltArchive.shared().resolve("groundplan") + "' \"$@\"\n");
        Files.setPosixFilePermissions(
                project.root().resolve("groundplanw"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String head() throws Exception {
        return git("rev-parse HEAD").strip();
    }

    private String git(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "export GIT_AUTHOR_NAME=shop GIT_AUTHOR_EMAIL=shop@example.com GIT_COMMITTER_NAME=shop"
                        + " GIT_COMMITTER_EMAIL=shop@example.com; git " + arguments));
        ProcessRunner.Result result = new ProcessRunner(command, project.root(), Map.of()).quietly();
        assertEquals(0, result.exit(), () -> "git " + arguments + ": " + result.output());
        return result.output();
    }
}
