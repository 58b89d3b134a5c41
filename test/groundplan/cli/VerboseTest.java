package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FakeTools;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --verbose} tells what is run, and how long each step took. */
class VerboseTest {
    private static final String SECRET = "hunter2hunter2";

    @TempDir
    Path folder;

    @Test
    void stepsAreToldWithTheirTimeOnTheErrorStream() {
        TempProject shop = TempProject.shop(folder);
        Outcome quiet = shop.run("list").exits(0);
        Outcome verbose = shop.run("list", "--verbose").exits(0);
        assertEquals(quiet.out(), verbose.out(), "results");
        assertLine(verbose, "done  read the settings: 1 environment, 2 units, \\d+\\.\\d{3} s");
        assertFalse(quiet.err().contains("read the settings"), quiet::err);
        Outcome variable =
                shop.run(Map.of("GROUNDPLAN_VERBOSE", "true"), false, "list").exits(0);
        assertLine(variable, "done  read the settings: .*");
    }

    @Test
    void aSettingThatIsWrongIsAStepThatFailed() {
        TempProject shop = TempProject.shop(folder).with(TempProject.SYSTEM, "nonsense: true\n");
        assertLine(shop.run("validate", "--verbose").exits(2), "done  read the settings: failed, .*");
    }

    @Test
    void documentsAreMadeOrComeFromTheCache() {
        TempProject shop = TempProject.shop(folder);
        assertLine(
                shop.run("synth", "--verbose").exits(0),
                "done  make the documents of units: [1-9]\\d* synthesized, 0 from the cache, .*");
        assertLine(
                shop.run("synth", "--verbose").exits(0),
                "done  make the documents of units: 0 synthesized, [1-9]\\d* from the cache, .*");
    }

    @Test
    void programsAreToldWithFolderAndExitCodeAndWithoutSecrets() throws Exception {
        TempProject shop = TempProject.shop(folder).with("terragrunt/root.hcl", "");
        shop.run("synth").exits(0);
        FakeTools tools = FakeTools.in(shop, Map.of("terragrunt", "#!/bin/bash\nexit 3\n", "terraform", ""));
        Map<String, String> variables = new TreeMap<>(tools.variables());
        variables.put("TF_VAR_password", SECRET);
        Outcome outcome =
                shop.run(variables, false, "run", "shop/dev", "plan", "--verbose", "--", "-var", "anything=" + SECRET);
        String program = "start \\S*terragrunt .* plan .*-var 'anything=\\(sensitive\\)'.* \\(in \\S*terragrunt\\S*\\)";
        assertLine(outcome, program);
        assertLine(outcome, "done  \\S*terragrunt .* plan .*: exit code 3, \\d+\\.\\d{3} s");
        assertFalse(outcome.err().contains(SECRET), outcome::err);
    }

    private static void assertLine(Outcome outcome, String pattern) {
        assertTrue(
                Pattern.compile("(?m)^\\[\\d+\\.\\d{3} s] " + pattern + "$")
                        .matcher(outcome.err())
                        .find(),
                () -> "no line " + pattern + " in:\n" + outcome.err());
    }
}
