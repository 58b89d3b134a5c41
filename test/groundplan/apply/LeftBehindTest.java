package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.states.EnvironmentLock;
import groundplan.terraform.ApplyEvents;
import groundplan.terraform.ProcessIdentity;
import groundplan.terraform.StateLock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a run that was killed leaves behind, and what the next one reads from it. */
class LeftBehindTest {
    private static final String LOCKED =
            """
      ╷
      │ Error: Error acquiring the state lock
      │
      │ Error message: operation error DynamoDB: PutItem, ConditionalCheckFailedException
      │ Lock Info:
      │   ID:        0f1e2d3c-0000-1111-2222-333344445555
      │   Path:      shop-terraform-state/dev/us-east-1/rds/terraform.tfstate
      │   Operation: OperationTypeApply
      │   Who:       deployer@builder
      │   Version:   1.11.4
      │   Created:   2026-03-01 12:00:05.123456 +0000 UTC
      │   Info:
      ╵
      """;

    @Test
    void theLockOfAKilledTerraformIsTakenForOneOnlyIfItsOwnersItIs() {
        StateLock lock = StateLock.in(LOCKED).orElseThrow();
        assertEquals("0f1e2d3c-0000-1111-2222-333344445555", lock.id());
        Instant started = Instant.parse("2026-03-01T12:00:05.900Z");
        assertTrue(lock.takenBy("deployer", "builder", started), "Terraform tells whole seconds");
        assertTrue(lock.takenBy("deployer", "builder.example.com", started), "one host may give its name in two ways");
        assertFalse(lock.takenBy("deployer", "laptop", started), "another host's");
        assertFalse(lock.takenBy("somebody", "builder", started), "another user's");
        assertFalse(lock.takenBy("deployer", "builder", started.plusSeconds(60)), "older than the run that was killed");
        assertEquals(Optional.empty(), StateLock.in("Error: Invalid index"));
    }

    @Test
    void whatAKilledTerraformMadeAndCouldNotWriteDownIsNamed() {
        ApplyEvents killed = new ApplyEvents(
                """
        aws_vpc.main: Creating...
        aws_iam_role.app: Creating...
        aws_iam_role.app: Creation complete after 1s [id=app]
        aws_vpc.main: Still creating... [10s elapsed]
        aws_vpc.main: Creation complete after 11s [id=vpc-1]
        aws_subnet.public["a"]: Creating...
        aws_s3_bucket.old: Destroying... [id=old]
        """);
        assertFalse(killed.ended());
        assertEquals(
                List.of("aws_subnet.public[\"a\"] (perhaps made)", "aws_vpc.main (made as vpc-1)"),
                killed.lost(Set.of("aws_iam_role.app", "aws_s3_bucket.old")));
    }

    @Test
    void aTerraformThatCameToItsEndHasWrittenDownWhatItMade() {
        assertTrue(new ApplyEvents("aws_vpc.main: Creating...\n\nApply complete! Resources: 1 added\n").ended());
        assertTrue(new ApplyEvents("aws_vpc.main: Creating...\n╷\n│ Error: creating VPC\n╵\n").ended());
        assertTrue(new ApplyEvents("").ended(), "killed before it did anything");
    }

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
