package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.UnitPath;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.ProcessIdentity;
import groundplan.testing.MemoryObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit that another machine began, whose processes and folders cannot be seen from here. */
class UnitOfAnotherMachineTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/rds");

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void itsTerraformHasEndedWhenTheStateIsNotLocked() throws IOException {
        settle("true");
        assertEquals(1, progress.size());
        assertTrue(progress.get(0).contains("runner-1"), progress.get(0));
    }

    @Test
    void aLockedStateIsForSomebodyToLookAt() {
        String refused = assertThrows(
                        UnitApply.UnitRefused.class,
                        () -> settle(
                                """
            cat <<'LOCKED'
            {"@level":"error","type":"diagnostic","diagnostic":{"severity":"error","summary":\
            "Error acquiring the state lock","detail":"Lock Info:\\n  ID:        0f1e2d3c-0000-1111-2222-333344445555\\n\
              Who:       runner@runner-1\\n  Created:   2026-03-01 12:00:05.123456 +0000 UTC\\n"}}
            LOCKED
            exit 1
            """))
                .getMessage();
        assertTrue(
                refused.contains("runner-1")
                        && refused.contains("terraform force-unlock 0f1e2d3c-0000-1111-2222-333344445555"),
                refused);
    }

    @Test
    void aDamagedLockIsNotAnUnlockedState() {
        String refused = assertThrows(
                        UnitApply.UnitRefused.class,
                        () -> settle(
                                """
            cat <<'LOCKED'
            {"@level":"error","type":"diagnostic","diagnostic":{"severity":"error","summary":\
            "Error acquiring the state lock","detail":"Error message: operation error S3: PutObject, PreconditionFailed\\n\
            invalid character 'x' looking for beginning of value"}}
            LOCKED
            exit 1
            """))
                .getMessage();
        assertTrue(refused.contains("the entry of the lock") && refused.contains("damaged"), refused);
    }

    /** Looks at what another machine began, with a Terraform that plans like this. */
    private void settle(String plan) throws IOException {
        Path program = folder.resolve("terraform");
        Files.writeString(program, "#!/bin/bash\n" + plan + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        MemoryObject bucket = new MemoryObject();
        // The number of this very process: it must not be waited for.
        Journal.open(bucket, JournalTest.holder("first", "runner-1 boot pid:[1]", "plan"))
                .note(UNIT, ProcessIdentity.own(), Path.of("/nowhere/groundplan-1"));
        Journal journal = Journal.open(bucket, JournalTest.holder("second", "runner-2 boot pid:[1]", "plan"));
        try (InterruptHandler running = new InterruptHandler();
                PrivateFolder work = new PrivateFolder(program, Map.of())) {
            new UnitTerraform(
                            UNIT,
                            Optional.empty(),
                            journal,
                            folder,
                            running,
                            new ToldWarnings(progress::add),
                            progress::add)
                    .settle(work);
        }
    }
}
