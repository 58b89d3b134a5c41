package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fmt}: which files it formats, what it prints and how it exits. */
class FmtCommandTest {
    private static final String ODD = "units:\n    kms:   # keys\n        enabled:  true\n";
    private static final String EVEN = "units:\n  kms:   # keys\n    enabled: true\n";

    @TempDir
    Path folder;

    private TempProject shop;

    @BeforeEach
    void aProject() {
        shop = TempProject.shop(folder).with(TempProject.DEV, ODD);
    }

    @Test
    void settingsAreFormattedAndNamed() {
        assertEquals(TempProject.DEV + "\n", shop.run("fmt").exits(0).out());
        assertEquals(EVEN, shop.text(TempProject.DEV));
        assertEquals("", shop.run("fmt").exits(0).out(), "formatted already");
    }

    @Test
    void aCheckWritesNothing() {
        assertEquals(TempProject.DEV + "\n", shop.run("fmt", "--check").exits(1).out());
        assertEquals(ODD, shop.text(TempProject.DEV));
        shop.run("fmt", "--check", "environments/shop/system.yaml").exits(0);
    }

    @Test
    void aDifferenceIsPrinted() {
        shop.run("fmt", "--check", "--diff")
                .exits(1)
                .prints("--- " + TempProject.DEV + "\n+++ " + TempProject.DEV
                        + "\n@@ -1,3 +1,3 @@\n units:\n-    kms:   # keys\n"
                        + "-        enabled:  true\n+  kms:   # keys\n+    enabled: true\n");
    }

    @Test
    void whatIsNoYamlIsAProblemAndNothingIsWritten() {
        shop.with("environments/shop/prod/environment.yaml", "a: [1\nb: 2\n");
        shop.run("fmt").exits(2).complains("environments/shop/prod/environment.yaml:2:2: is not valid YAML: ");
        assertEquals(ODD, shop.text(TempProject.DEV));
        shop.run("fmt", "nowhere.yaml").exits(2).complains("there is no file or folder nowhere.yaml");
    }
}
