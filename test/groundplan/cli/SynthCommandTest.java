package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.GroundplanProcess;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code synth} and {@code synth --check} as a script sees them. */
class SynthCommandTest {
    @TempDir
    Path folder;

    private TempProject shop;

    @BeforeEach
    void aProject() {
        shop = TempProject.shop(folder);
    }

    @Test
    void theJsonFormNamesEveryFileThatWasWritten() {
        JsonNode report = shop.run("synth", "--json").exits(0).json();
        TreeSet<String> written = new TreeSet<>();
        report.path("written").forEach(file -> written.add(file.asText()));
        TreeSet<String> there = new TreeSet<>();
        shop.files("terragrunt").keySet().forEach(file -> there.add("terragrunt/" + file));
        shop.files("cdktf.out").keySet().forEach(file -> there.add("cdktf.out/" + file));
        there.add("environments/schema.json");
        assertEquals(there, written);
        assertEquals(2, report.path("units").asInt(), () -> "units in " + report);
    }

    @Test
    void checkOfAProjectThatWasNeverSynthesizedNamesEveryFileAndWritesNone() {
        shop.run("synth", "--check")
                .exits(1)
                .prints("missing   terragrunt/shop/dev/us-east-1/network/terragrunt.hcl\n")
                .prints("missing   environments/schema.json\n");
        assertFalse(Files.exists(folder.resolve("terragrunt")), "a check writes nothing");
        assertFalse(Files.exists(folder.resolve("cdktf.out")), "a check writes nothing");
    }

    @Test
    void checkFindsAStaleSchema() {
        shop.run("synth").exits(0);
        shop.with("environments/schema.json", "{}\n")
                .run("synth", "--check")
                .exits(1)
                .prints("stale     environments/schema.json\n");
    }

    @Test
    void checkOfAPartLooksAtThatPartOnly() {
        shop.run("synth").exits(0);
        shop.with("terragrunt/shop/dev/us-east-1/kms/terragrunt.hcl", "# edited\n");
        shop.run("synth", "--check", "shop/dev/us-east-1/network").exits(0);
        shop.run("synth", "--check", "shop/dev/us-east-1/kms").exits(1);
        shop.run("synth", "--check", "--prune").exits(2).complains("--check removes nothing");
    }

    @Test
    void namesThatAwsWouldRefuseAreRefusedBeforeAnythingIsWritten() {
        shop.with("environments/shop/dev/us-east-1.yaml", "units:\n  more/kms:\n");
        Outcome refused = shop.run("synth")
                .exits(2)
                .complains("AWS would reject these; nothing was written:")
                .complains(
                        "shop/dev/us-east-1/more/kms: aws_kms_alias.data is named 'alias/shop-dev-data', the same name as shop/dev/us-east-1/kms");
        CommandLineTest.assertNoTrace(refused);
        assertFalse(Files.exists(folder.resolve("terragrunt")), "nothing was written");
    }

    @Test
    void theCommandLineOfCdktfMayNameAnotherFolder() {
        shop.run(Map.of("CDKTF_OUTDIR", "build/cdk"), false, "synth").exits(0);
        assertTrue(
                Files.exists(folder.resolve("build/cdk/manifest.json")),
                () -> "files: " + shop.files("").keySet());
    }

    @Test
    void whatIsAsTheLastRunFoundItIsNotReadAgain() {
        shop.run("synth").exits(0);
        Outcome read = shop.run("synth").exits(0).prints("2 units");
        // In a process of its own: the steps of other tests' commands would be told too.
        Outcome compared = GroundplanProcess.on(shop).run("synth", "--verbose").exits(0);
        compared.prints("compare with the last synth").prints(read.out());
        assertFalse(compared.out().contains("read the settings"), compared::out);
        assertEquals(
                shop.run("synth", "--force", "--json").exits(0).out(),
                shop.run("synth", "--json").exits(0).out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terragrunt/shop/dev/us-east-1/kms/terragrunt.hcl",
                "terragrunt/shop/dev/us-east-1/network/main.tf.json",
                "cdktf.out/stacks/shop--dev--us-east-1--kms/cdk.tf.json",
                "cdktf.out/manifest.json",
                "environments/schema.json"
            })
    void aGeneratedFileThatSomebodyEditsOrDeletesIsWrittenAgain(String file) throws IOException {
        twice();
        String content = Files.readString(folder.resolve(file));
        // As long as before: only the content tells.
        shop.with(file, content.replaceFirst("e", "f")).run("synth").exits(0).prints("; 1 files written.");
        assertEquals(content, Files.readString(folder.resolve(file)));
        twice();
        Files.delete(folder.resolve(file));
        shop.run("synth").exits(0).prints("; 1 files written.");
        assertEquals(content, Files.readString(folder.resolve(file)));
    }

    @Test
    void aChangeOfTheSettingsIsSeenAndOneThatIsUndoneToo() throws IOException {
        twice();
        String settings = Files.readString(folder.resolve(TempProject.DEV));
        shop.with(TempProject.DEV, settings + "tags: {Owner: team}\n");
        Outcome changed = shop.run("synth", "--verbose").exits(0);
        assertFalse(changed.out().contains("; 0 files"), "files are written");
        assertTrue(
                changed.err().contains("compare with the last synth: 0 files"),
                () -> "what was written need not be compared: " + changed.err());
        shop.with(TempProject.DEV, settings).run("synth").exits(0);
        shop.run("synth", "--check").exits(0);
        twice();
        shop.with(TempProject.DEV, settings + "nonsense: true\n")
                .run("synth")
                .exits(2)
                .complains("nonsense");
    }

    @Test
    void anOrphanIsToldEveryTime() throws IOException {
        twice();
        Path kms = folder.resolve("terragrunt/shop/dev/us-east-1/kms");
        TestFiles.copy(kms, folder.resolve("terragrunt/shop/dev/us-east-1/gone"));
        for (int i = 0; i < 3; i++) {
            shop.run("synth").exits(0).complains("Orphaned: shop/dev/us-east-1/gone");
        }
    }

    /** The second run writes nothing, so that the next one need only compare. */
    private void twice() {
        shop.run("synth").exits(0);
        shop.run("synth").exits(0).prints("; 0 files written.");
    }
}
