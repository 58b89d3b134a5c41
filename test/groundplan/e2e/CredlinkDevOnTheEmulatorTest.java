package groundplan.e2e;

import org.junit.jupiter.api.Test;

class CredlinkDevOnTheEmulatorTest {
    @Test
    void devIsPlannedAppliedPlannedAgainAndDestroyed() throws Exception {
        EmulatorRoutes.holdFor("credlink/dev");
    }
}
