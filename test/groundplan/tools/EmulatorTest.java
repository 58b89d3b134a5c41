package groundplan.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class EmulatorTest {
    private static final Path ROOT = Repository.root();
    private static final Tool TOOLS = new Tool(ROOT, ROOT.resolve(".groundplan"), System.getenv());

    /** {@code python -m unittest} that looks for no garbage: it keeps the models of AWS's services that it loads. */
    private static final String WITHOUT_COLLECTING = "import gc, unittest; gc.disable(); unittest.main(module=None)";

    @Test
    void closesTheGapsOfMotoThatItSaysItCloses() throws IOException {
        passes(Map.of(), "test_emulator");
    }

    @Test
    void requestsOfEveryProtocolAreDecoded() throws IOException {
        passes(Map.of(), "test_request_decoding");
    }

    @Test
    void aCallNeedsTheActionsAndKeepsTheConstraintsOfAws() throws IOException {
        passes(Map.of(), "test_needs");
    }

    @Test
    void policiesAreEvaluatedAsInTheWorkedExamplesOfAws() throws IOException {
        passes(Map.of(), "test_policy_evaluation");
    }

    @Test
    void permissionsAreEnforcedOnTheRunningEmulator() throws IOException {
        passes(Map.of(), "test_enforcement");
    }

    @Test
    void functionsRunAsTheirRole() throws IOException {
        passes(Map.of(), "test_function_runs");
    }

    @Test
    @Tag("nightly")
    void eachTypeIsAppliedPlannedAgainAndDestroyed() throws IOException {
        passes(Map.of("EMULATOR_TERRAFORM", "1"), "test_terraform");
    }

    @Test
    void isFoundByALaterCommandUntilItIsStopped(@TempDir Path home) throws IOException {
        Path program = TOOLS.path("emulator");
        Emulator.RunningEmulator started = new Emulator(program, home).start(0);
        try {
            assertEquals(started, new Emulator(null, home).running().orElseThrow(), "another command finds it");
            assertEquals(started, new Emulator(program, home).start(0), "a second start finds it too");
            IOException less = assertThrows(
                    IOException.class, () -> new Emulator(program, home).start(0, new Emulator.Abilities(true, true)));
            assertTrue(less.getMessage().contains("without --enforce and --run-functions"), less::getMessage);
        } finally {
            assertTrue(new Emulator(null, home).stop(), "it could be stopped");
        }
        assertTrue(new Emulator(null, home).running().isEmpty(), "nothing runs after the stop");
    }

    private static void passes(Map<String, String> variables, String module) throws IOException {
        Path python =
                TOOLS.path("emulator").resolveSibling("../venv/bin/python").normalize();
        Map<String, String> all =
                new java.util.TreeMap<>(ProviderMirror.variables(System.getenv(), ROOT.resolve(".groundplan")));
        all.putAll(variables);
        // Tests of a part of the emulator, without its process, import it.
        all.put("PYTHONPATH", ROOT.resolve("tools/emulator").toString());
        ProcessRunner.Result result = new ProcessRunner(
                        List.of(python.toString(), "-c", WITHOUT_COLLECTING, module),
                        ROOT.resolve("tools/emulator/tests"),
                        all)
                .quietly();
        assertEquals(0, result.exit(), result::output);
        assertTrue(result.output().contains("Ran ") && !result.output().contains("Ran 0 tests"), result::output);
    }
}
