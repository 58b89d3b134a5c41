package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.states.EnvironmentLock;
import groundplan.terraform.ProcessIdentity;
import org.junit.jupiter.api.Test;

/** What a run that was killed leaves behind, and what the next one reads from it. */
class LeftBehindTest {
    @Test
    void aLockIsDeadOnlyIfItsProcessWasOneOfThisMachineAndIsGone() {
        ProcessIdentity own = ProcessIdentity.own();
        ProcessIdentity reused = new ProcessIdentity(own.id(), own.started() - 60_000);
        assertFalse(holder("here", own).dead("here"), "it is this very process");
        assertTrue(holder("here", reused).dead("here"), "its number was given to another process");
        assertFalse(holder("elsewhere", reused).dead("here"), "what runs elsewhere cannot be seen from here");
    }

    private static EnvironmentLock.Holder holder(String machine, ProcessIdentity process) {
        return new EnvironmentLock.Holder("id", "deployer@builder", machine, process, "plan", "2026-03-01T12:00:00Z");
    }
}
