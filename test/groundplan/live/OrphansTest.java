package groundplan.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units that vanish from the settings, and files of the tree that are not what the settings say. */
class OrphansTest {
    private static final String NETWORK = "terragrunt/shop/dev/us-east-1/network";
    private static final String GONE = "units:\n  network:\n    enabled: false\n";

    @TempDir
    static Path seed;

    @TempDir
    Path folder;

    private TempProject shop;

    @BeforeAll
    static void aTree() {
        TempProject.shop(seed).run("synth").exits(0);
    }

    @BeforeEach
    void aCopy() throws IOException {
        TestFiles.copy(seed, folder);
        shop = new TempProject(folder);
    }

    @Test
    void aVanishedUnitIsListedWithItsResourcesAndStays() {
        SortedMap<String, String> before = shop.files(NETWORK);
        Outcome synth = shop.with(TempProject.DEV, GONE).run("synth").exits(0).complains("shop/dev/us-east-1/network");
        for (String address : List.of("aws_vpc.main", "aws_subnet.private_a", "aws_flow_log.main")) {
            synth.complains("- " + address + "\n");
        }
        assertEquals(before, shop.files(NETWORK), "files of the vanished unit");
    }

    @Test
    void aVanishedUnitIsListedInTheJsonForm() {
        JsonNode synth =
                shop.with(TempProject.DEV, GONE).run("synth", "--json").exits(0).json();
        assertEquals("[\"shop/dev/us-east-1/network\"]", synth.path("orphaned").toString(), "orphaned");
        assertEquals("[]", synth.path("removed").toString(), "removed");
    }

    @Test
    void pruneRemovesTheFolderOfAVanishedUnit() {
        shop.with(TempProject.DEV, GONE).run("synth", "--prune").exits(0);
        assertFalse(
                Files.exists(folder.resolve(NETWORK)),
                () -> NETWORK + " is still there: " + shop.files(NETWORK).keySet());
        shop.run("synth", "--check").exits(0);
    }

    @Test
    void pruneKeepsSomebodysOwnFiles() {
        shop.with(TempProject.DEV, GONE)
                .with(NETWORK + "/notes.md", "own\n")
                .with(NETWORK + "/extra.hcl", "# own\n")
                .with(NETWORK + "/own/main.tf.json", "{}\n");
        shop.run("synth", "--prune").exits(0);
        assertEquals(
                List.of("extra.hcl", "notes.md", "own/main.tf.json"),
                List.copyOf(shop.files(NETWORK).keySet()));
    }

    @Test
    void pruneLeavesTheOtherUnitsAndTheFileThatIsWrittenByHand() {
        shop.with("terragrunt/root.hcl", "# by hand\n").with(TempProject.DEV, GONE);
        SortedMap<String, String> keys = shop.files("terragrunt/shop/dev/us-east-1/kms");
        shop.run("synth", "--prune").exits(0);
        assertEquals(keys, shop.files("terragrunt/shop/dev/us-east-1/kms"));
        assertEquals("# by hand\n", shop.text("terragrunt/root.hcl"));
    }

    @Test
    void aVanishedEnvironmentIsPrunedWithItsLevelFiles() throws IOException {
        shop.with("environments/shop/qa/environment.yaml", "state:\n  bucket: shop-qa-state\n")
                .run("synth")
                .exits(0);
        assertTrue(Files.exists(folder.resolve("terragrunt/shop/qa/account.hcl")), "qa has its level files");
        TestFiles.delete(folder.resolve("environments/shop/qa"));
        shop.run("synth", "--prune").exits(0);
        assertFalse(
                Files.exists(folder.resolve("terragrunt/shop/qa")),
                () -> "left of qa: " + shop.files("terragrunt/shop/qa").keySet());
    }

    @Test
    void aPartOfTheTreeOrphansNothingOutsideOfIt() {
        // A glob that matches the level files of dev, where it selects no unit.
        shop.with("environments/shop/qa/environment.yaml", "state:\n  bucket: shop-qa-state\n" + GONE + "  state:\n")
                .run("synth")
                .exits(0);
        for (String part :
                List.of("shop/*/_global/**", "shop/dev/us-east-1/kms", "shop/*/us-east-1/network", "*/dev/**")) {
            SortedMap<String, String> before = shop.files("terragrunt");
            shop.run("synth", "--prune", part).exits(0);
            assertEquals(before.keySet(), shop.files("terragrunt").keySet(), () -> "files after synth --prune " + part);
        }
    }

    @Test
    void checkNamesWhatIsStaleMissingAndOrphanedAndWritesNothing() throws IOException {
        shop.with(
                        TempProject.DEV,
                        GONE + "  data/network:\n    kind: network\n    cidr: 10.1.0.0/16\n    zones: [a, b]\n")
                .with(
                        TempProject.SYSTEM,
                        shop.text(TempProject.SYSTEM).replace("kms:\n", "kms:\n    rotation_period_in_days: 90\n"));
        SortedMap<String, String> before = shop.files("terragrunt");
        Outcome check = shop.run("synth", "--check")
                .exits(1)
                .complains("run ./groundplan synth")
                .prints("stale     terragrunt/shop/dev/us-east-1/kms/main.tf.json\n")
                .prints("missing   terragrunt/shop/dev/us-east-1/data/network/main.tf.json\n")
                .prints("orphaned  " + NETWORK + "/main.tf.json\n")
                .prints("orphaned  " + NETWORK + "/terragrunt.hcl\n");
        assertFalse(check.out().contains("account.hcl"), () -> "account.hcl is as it should be: " + check);
        assertEquals(before, shop.files("terragrunt"), "files after --check");
    }

    @Test
    void checkIsContentWithWhatSynthWrote() {
        shop.run("synth", "--check").exits(0).prints("The live tree matches the settings.");
    }

    @Test
    void checkFindsAFileThatSomebodyEdited() {
        shop.with(NETWORK + "/terragrunt.hcl", shop.text(NETWORK + "/terragrunt.hcl") + "# by hand\n");
        shop.run("synth", "--check").exits(1).prints("stale     " + NETWORK + "/terragrunt.hcl\n");
    }

    @Test
    void theFindingsOfACheckAreThereAsJson() {
        JsonNode findings = shop.with(TempProject.DEV, GONE)
                .run("synth", "--check", "--json")
                .exits(1)
                .json()
                .path("findings");
        List<String> found = new ArrayList<>();
        findings.forEach(finding -> found.add(
                finding.path("finding").asText() + " " + finding.path("file").asText()));
        assertEquals(
                List.of("orphaned " + NETWORK + "/main.tf.json", "orphaned " + NETWORK + "/terragrunt.hcl"), found);
    }
}
