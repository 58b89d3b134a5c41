package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.CodeOwners;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.TempProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that is not at the top of its repository, beside another one. */
class SubfolderTest {
    private static final String NETWORK = "shop/dev/us-east-1/network";

    @TempDir
    static Path repository;

    private static TempProject shop;

    @BeforeAll
    static void aChangeOfTheNetwork() throws Exception {
        Path project = repository.resolve("teams/shop infra");
        shop = TempProject.shop(project).with(".gitignore", ".groundplan/\n");
        shop.run("synth").exits(0);
        new TempProject(repository)
                .with(
                        ".github/CODEOWNERS",
                        "* @org/platform\n/teams/shop*/terragrunt/*/*/*/network/ @org/network\n/terragrunt/ @org/nobody\n")
                .with("terragrunt/shop/dev/us-east-1/queue/main.tf.json", "{}\n");
        git("init -q -b main && git add -A && git commit -q -m one && git checkout -q -b change");
        shop.with(TempProject.DEV, "units:\n  network:\n    nat_gateways: single\n");
    }

    @Test
    void whatAChangeTouchesIsComparedWithTheProjectsOwnTree() {
        assertEquals(
                "[\"" + NETWORK + "\"]",
                shop.run("affected", "--base", "main", "--json")
                        .exits(0)
                        .json()
                        .path("affected")
                        .findValues("unit")
                        .toString());
        shop.run("list", "--filter", "[main]").exits(0).prints(NETWORK);
        assertEquals("", shop.run("list", "kms", "--filter", "[main]").exits(0).out(), "the keys have not changed");
    }

    @Test
    void theOwnersAreThoseOfTheRepository() throws Exception {
        CodeOwners owners = CodeOwners.of(shop.root());
        assertEquals(Optional.of("@org/network"), owners.of(UnitPath.parse(NETWORK)));
        assertEquals(Optional.of("@org/platform"), owners.of(UnitPath.parse("shop/dev/us-east-1/kms")));
    }

    /** GitHub shows an annotation and a finding at a file of the repository. */
    @Test
    void findingsNameFilesOfTheRepository() throws Exception {
        String settings = shop.text(TempProject.DEV);
        Path sarif = repository.resolve("settings.sarif");
        try {
            shop.with(TempProject.DEV, "units:\n  network:\n    nat_gateway: single\n");
            shop.run("validate", "--format", "github", "--sarif", sarif.toString())
                    .exits(2)
                    .prints("file=teams/shop infra/" + TempProject.DEV + ",line=3");
            assertEquals(
                    "teams/shop infra/" + TempProject.DEV,
                    TerraformJson.read(Files.readString(sarif))
                            .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                            .asText());
        } finally {
            shop.with(TempProject.DEV, settings);
        }
    }

    private static void git(String commands) throws Exception {
        ProcessRunner.Result result = new ProcessRunner(
                        List.of("sh", "-c", "git -c init.defaultBranch=main " + commands),
                        repository,
                        Map.of(
                                "GIT_AUTHOR_NAME", "test",
                                "GIT_AUTHOR_EMAIL", "test@example.com",
                                "GIT_COMMITTER_NAME", "test",
                                "GIT_COMMITTER_EMAIL", "test@example.com"))
                .results();
        assertEquals(0, result.exit(), result.output());
    }
}
