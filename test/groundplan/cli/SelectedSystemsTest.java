package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is about one system reads its settings and no others: neither their size nor their faults matter to it. */
class SelectedSystemsTest {
    private static final String BROKEN = "is not a kind of unit";

    @TempDir
    Path folder;

    private TempProject project;

    @BeforeEach
    void aSystemBesideABrokenOne() {
        project = TempProject.shop(folder)
                .with(
                        "environments/zoo/system.yaml",
                        TempProject.shop(folder)
                                .text(TempProject.SYSTEM)
                                .replace("shop-", "zoo-")
                                .replace("kms:", "kms:\n  lions:"))
                .with("environments/zoo/dev/environment.yaml", "units: {}\n");
    }

    @Test
    void whatIsAboutOneSystemDoesNotMindTheSettingsOfOthers() {
        for (List<String> command : List.of(
                List.of("list", "shop/dev"),
                List.of("list", "shop"),
                List.of("list", "--filter", "./shop/**"),
                List.of("list", "--filter", "network | shop/dev"),
                List.of("list", "--filter", "...{shop/dev/us-east-1/network}..."),
                List.of("list", "--filter", "shop/dev,!kms"),
                List.of("explain", "shop/dev"),
                List.of("synth", "shop/dev"),
                List.of("graph", "shop/dev"),
                List.of("cost", "shop/dev"))) {
            project.run(command.toArray(String[]::new)).exits(0);
        }
    }

    @Test
    void whatMayBeAboutAnySystemReadsAll() {
        for (List<String> command : List.of(
                List.of("validate"),
                List.of("list"),
                List.of("list", "network"),
                List.of("list", "name=kms"),
                List.of("list", "lions"),
                List.of("list", "k*"),
                List.of("list", "--filter", "./*/dev/**"),
                List.of("list", "--filter", "shop/dev,network"),
                List.of("list", "--filter", "!shop/dev"),
                List.of("list", "zoo/dev"),
                List.of("synth"))) {
            project.run(command.toArray(String[]::new)).exits(2).complains(BROKEN);
        }
    }

    @Test
    void aWordSelectsUnitsOfItsNameInAllSystems() {
        project.with(
                "environments/zoo/system.yaml",
                project.text(TempProject.SYSTEM)
                        .replace("shop-", "zoo-")
                        .replace("  kms:", "  kms:\n  \"keys/sh\\u006fp\":\n    kind: kms"));
        project.run("list", "shop")
                .exits(0)
                .prints("shop/dev/us-east-1/network")
                .prints("zoo/dev/us-east-1/keys/shop");
    }

    @Test
    void itsOwnFaultsAreFoundInAllOfItsEnvironments() {
        project.with("environments/shop/prod/environment.yaml", "region: mars\nunits: {}\n");
        project.run("list", "shop/dev").exits(2).complains("environments/shop/prod/environment.yaml:1");
    }

    @Test
    void ofASystemThatIsNotThereTheMessageKnowsTheOthers() {
        project.with(
                "environments/zoo/system.yaml", project.text(TempProject.SYSTEM).replace("shop-", "zoo-"));
        project.run("graph", "shopp/dev").exits(2).complains("shop/dev");
        project.run("list", "shopp/dev").exits(2).complains("no unit matches 'shopp/dev'");
        project.run("list", "shop/dev", "--filter", "zoo/dev").exits(2).complains("no unit matches");
    }

    @Test
    void aPartOfTheTreeLeavesTheFilesOfOtherSystemsAlone() {
        project.with(
                "environments/zoo/system.yaml", project.text(TempProject.SYSTEM).replace("shop-", "zoo-"));
        project.run("synth").exits(0);
        String before = project.files("terragrunt/zoo").toString();
        project.with(TempProject.DEV, "units:\n  network:\n    enabled: false\n");
        project.run("synth", "shop/dev", "--prune").exits(0);
        assertFalse(project.files("terragrunt/shop").containsKey("dev/us-east-1/network/main.tf.json"), "it is pruned");
        assertEquals(before, project.files("terragrunt/zoo").toString());
        project.run("synth", "--check").exits(0);
    }
}
