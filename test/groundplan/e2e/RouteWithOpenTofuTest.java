package groundplan.e2e;

import groundplan.terraform.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link EveryEnvironmentOnTheEmulatorTest} does with Terraform, for one environment with OpenTofu: nightly, see the README. */
@Tag("nightly")
class RouteWithOpenTofuTest {
    @Test
    void anEnvironmentIsPlannedAppliedPlannedAgainAndDestroyed() throws Exception {
        EmulatorRoutes.holdFor(Engine.TOFU, "credlink/dev");
    }
}
