package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Harbor;
import groundplan.testing.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example repository with its own kind on an emulator: planned, applied, and planned again. */
@Tag("nightly")
class HarborOnTheEmulatorTest {
    @Test
    void itsOwnKindIsPlannedAndAppliedLikeTheOthers(@TempDir Path folder) throws IOException {
        try (OwnEmulator aws = new OwnEmulator(Harbor.in(folder), 0)) {
            aws.well("bootstrap", "harbor/dev");
            JsonNode planned = aws.well("plan", "harbor/dev", "--json").json();
            assertTrue(planned.toString().contains("aws_dynamodb_table.main"), planned::toString);
            aws.well(
                    "plan", "harbor/dev", "--out", folder.resolve("harbor.plan").toString());
            aws.well(
                    "apply",
                    "harbor/dev",
                    "--plan",
                    folder.resolve("harbor.plan").toString(),
                    "--auto-approve");
            Outcome again = aws.groundplan("plan", "harbor/dev", "--detailed-exitcode");
            assertEquals(0, again.exit(), again::toString);
        }
    }
}
