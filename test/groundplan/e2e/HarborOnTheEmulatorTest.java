package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Harbor;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example repository with its own kind on an emulator: planned, applied, and planned again. */
@Tag("nightly")
class HarborOnTheEmulatorTest {
    @Test
    void itsOwnKindIsPlannedAndAppliedLikeTheOthers(@TempDir Path folder) throws IOException {
        TempProject harbor = Harbor.in(folder);
        // The emulator brings these.
        Files.delete(folder.resolve("terragrunt/root.hcl"));
        Files.delete(folder.resolve("terragrunt/emulator.hcl"));
        try (OwnEmulator aws = new OwnEmulator(harbor, 0)) {
            aws.well("bootstrap", "harbor/dev");
            String file = folder.resolve("harbor.plan").toString();
            JsonNode planned =
                    aws.well("plan", "harbor/dev", "--json", "--out", file).json();
            assertTrue(planned.toString().contains("aws_dynamodb_table.main"), planned::toString);
            aws.well("apply", "harbor/dev", "--plan", file);
            Outcome again = aws.groundplan("plan", "harbor/dev", "--detailed-exitcode");
            assertEquals(0, again.exit(), again::toString);
        }
    }
}
