package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.UnitPath;
import groundplan.plan.ConfiguredArguments;
import groundplan.plan.UnitPlan;
import groundplan.synth.UnitDocument;
import groundplan.terraform.TerraformFailure;
import groundplan.testing.MemoryObject;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an apply that fails says and leaves behind, with a stand-in for Terraform that says too much. */
class FailedApplyTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/network");
    private static final String STATE = "canary-0Xq7-of-the-state";
    private static final String PLAN = "canary-0Xq7-of-the-plan";

    @TempDir
    Path folder;

    private final MemoryObject bucket = new MemoryObject();

    @ParameterizedTest
    @ValueSource(strings = {"init", "plan", "show", "apply"})
    void aMessageOfTerraformIsToldWithoutSecrets(String failing) throws IOException {
        String message = assertThrows(TerraformFailure.class, () -> apply(failing, "true"))
                .getMessage();
        assertTrue(message.contains("Error: cannot"), message);
        // The plan's own secrets are known once there is a plan, the state's once there is a backend.
        assertFalse(failing.equals("apply") && message.contains(PLAN), message);
        assertFalse(!failing.equals("init") && message.contains(STATE), message);
        assertFalse(message.contains("hunter"), message);
        assertFalse(bucket.read().orElseThrow().text().contains("canary"), "a secret is in the journal");
        assertFalse(Files.exists(folder.resolve("apply")), "something is kept beside it");
    }

    @Test
    void whatTerraformWarnsOfInAnApplyIsToldWithoutSecrets() throws IOException {
        List<String> told = new ArrayList<>();
        apply("nothing", "true", told::add);
        assertEquals(
                List.of(UNIT
                        + ": Warning: Check block assertion failed\n\n    on main.tf line 3, in check \"health\":\n"
                        + "     3:   condition = false\n\n  It says (sensitive) and (sensitive)."),
                told);
    }

    @Test
    void aStateThatCouldNotBeWrittenIsItsOwnersAlone() throws IOException {
        assertThrows(UnitApply.UnitRefused.class, () -> apply("apply", "echo '{}' > errored.tfstate; false"));
        Path kept = folder.resolve("apply/" + UNIT.stackId() + ".errored.tfstate");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    }

    private void apply(String failing, String before) throws IOException {
        apply(failing, before, line -> {});
    }

    private void apply(String failing, String before, Consumer<String> progress) throws IOException {
        TempProject shop = TempProject.shop(folder.resolve("shop"));
        List<UnitDocument> documents = shop.documents();
        UnitDocument unit = documents.stream()
                .filter(document -> document.unit().path().equals(UNIT))
                .findFirst()
                .orElseThrow();
        Journal journal = Journal.open(bucket, JournalTest.holder("run", "builder", "plan"));
        try (InterruptHandler running = new InterruptHandler()) {
            new UnitApply(
                            new UnitPlan(UNIT, false, Optional.empty(), 0, List.of()),
                            unit.json(),
                            shop.environments().get(0).settings(),
                            new ConfiguredArguments(UnitDocument.byPath(documents)),
                            terraform(failing, before),
                            Map.of())
                    .run(
                            false,
                            new UnitTerraform(
                                    UNIT,
                                    Optional.empty(),
                                    journal,
                                    folder.resolve("apply"),
                                    running,
                                    new ToldWarnings(progress),
                                    progress));
        }
    }

    /** Fails at one command, and prints what it should not. */
    private Path terraform(String failing, String before) throws IOException {
        Path program = folder.resolve("terraform");
        Files.writeString(
                program,
                """
        #!/bin/bash
        if [ "$1" = "FAILING" ]; then
          BEFORE
          echo "Error: cannot set STATE and PLAN where password = \\"hunter-2-hunter\\"" >&2
          exit 1
        fi
        case "$1 $2" in
          "show -json") echo '{"resource_changes": [], "planned_values": {"root_module": {"resources": [{"values":
              {"x": "PLAN"}, "sensitive_values": {"x": true}}]}}}' ;;
          "state pull") echo '{"version": 4, "resources": [{"instances": [{"attributes": {"x": "STATE"},
              "sensitive_attributes": [[{"type": "get_attr", "value": "x"}]]}]}]}' ;;
          "state push") exit 1 ;;
          "apply -json") echo '{"@level":"warn","type":"diagnostic","diagnostic":{"severity":"warning","summary":\
        "Check block assertion failed","detail":"It says STATE and PLAN.","range":{"filename":"main.tf","start":{"line":3}},\
        "snippet":{"context":"check \\"health\\"","code":"  condition = false","start_line":3,"values":[]}}}' ;;
        esac
        """
                        .replace("FAILING", failing)
                        .replace("BEFORE", before)
                        .replace("STATE", STATE)
                        .replace("PLAN", PLAN));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }
}
