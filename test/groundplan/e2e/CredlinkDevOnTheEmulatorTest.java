package groundplan.e2e;

import org.junit.jupiter.api.Test;

/** Two units, of which one reads the other; all units of all environments go this way at night. */
class CredlinkDevOnTheEmulatorTest {
    @Test
    void keysAndRepositoriesArePlannedAppliedPlannedAgainAndDestroyed() throws Exception {
        EmulatorRoutes.holdFor("credlink/dev", "us-east-1/kms", "us-east-1/ecr");
    }
}
