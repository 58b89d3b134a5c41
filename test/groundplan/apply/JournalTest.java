package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.UnitPath;
import groundplan.states.EnvironmentLock;
import groundplan.states.VersionedObject;
import groundplan.terraform.ProcessIdentity;
import groundplan.testing.MemoryObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the next run knows of the last one, and that who has lost the lock can write no more. */
class JournalTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/kms");
    private static final ProcessIdentity PROCESS = new ProcessIdentity(42, 1234);
    private static final Path WORK = Path.of("/tmp/groundplan-1");

    private final MemoryObject object = new MemoryObject();

    @Test
    void theNextRunKnowsHowFarTheLastOneCame() throws IOException {
        open("plan").note(UNIT, Journal.Step.APPLYING);
        Journal second = open("plan");
        assertTrue(second.begun());
        assertEquals(Journal.Step.APPLYING, second.of(UNIT));
        second.note(UNIT, Journal.Step.APPLIED);
        second.close();
        assertEquals(Optional.empty(), object.read(), "a plan that is done leaves nothing behind");
    }

    @Test
    void theProcessThatMayStillBeAtWorkIsKnownWithItsMachine() throws IOException {
        Journal.open(object, holder("first", "builder-1", "plan")).note(UNIT, PROCESS, WORK);
        Journal next = Journal.open(object, holder("second", "builder-2", "plan"));
        assertEquals(Optional.of(new Journal.Work("builder-1", PROCESS, WORK)), next.work(UNIT));
        assertEquals(Journal.Step.APPLYING, next.of(UNIT));
        next.note(UNIT, Journal.Step.APPLIED);
        assertEquals(Optional.empty(), open("plan").work(UNIT), "what is applied is not waited for");
    }

    @Test
    void thePlanThatComesNextWaitsForWhatTheLastOneBegan() throws IOException {
        open("first").note(UNIT, PROCESS, WORK);
        Journal second = open("second");
        assertFalse(second.begun());
        second.overtake();
        assertEquals(Optional.of(WORK), second.work(UNIT).map(Journal.Work::folder));
        assertEquals(
                Journal.Step.NOT_STARTED,
                second.of(UNIT),
                "its plan has not begun there: the state must not have moved");
        assertFalse(open("first").begun(), "the first plan is overtaken");
        Journal again = open("second");
        assertEquals(Optional.of(WORK), again.work(UNIT).map(Journal.Work::folder), "it is known until it is seen to");
        again.note(UNIT, Journal.Step.APPLIED);
        assertEquals(Optional.empty(), open("second").work(UNIT), "what was left is seen to");
    }

    @Test
    void aPlanThatIsRefusedLeavesTheJournalOfTheOther() throws IOException {
        open("first").note(UNIT, Journal.Step.APPLIED);
        open("second").discardIfEmpty();
        assertEquals(Journal.Step.APPLIED, open("first").of(UNIT));
    }

    @Test
    void aPlanThatDidNothingLeavesNothing() throws IOException {
        open("plan").discardIfEmpty();
        assertEquals(Optional.empty(), object.read());
    }

    @Test
    void whoLostTheLockWritesNoMore() throws IOException {
        Journal first = open("plan");
        first.note(UNIT, Journal.Step.APPLYING);
        Journal second = open("plan");
        assertThrows(IOException.class, () -> first.note(UNIT, Journal.Step.APPLIED));
        first.close();
        assertEquals(Journal.Step.APPLYING, second.of(UNIT));
        second.note(UNIT, Journal.Step.APPLIED);
        assertEquals(Journal.Step.APPLIED, open("plan").of(UNIT), "the journal is the second run's");
    }

    @Test
    void aDamagedJournalIsNoEmptyOne() throws IOException {
        for (String text : List.of(
                "",
                "<html>sign in</html>",
                "{}",
                "[]",
                "{\"plan\": \"plan\", \"holder\": \"first\", \"units\": ",
                "{\"plan\": \"plan\", \"holder\": \"first\", \"units\": {}} {}",
                "{\"plan\": \"plan\", \"holder\": \"first\", \"units\": []}",
                "{\"plan\": \"plan\", \"holder\": \"first\", \"units\": {\"" + UNIT + "\": {\"step\": \"DONE\"}}}",
                "{\"plan\": \"plan\", \"holder\": \"first\", \"left\": {\"" + UNIT + "\": {\"process\": 1}}}")) {
            object.delete();
            object.write(text, Optional.empty());
            String refused =
                    assertThrows(IOException.class, () -> open("plan"), text).getMessage();
            assertTrue(refused.startsWith("the journal memory is not as Groundplan writes it: "), refused);
            assertEquals(Optional.of(text), object.read().map(VersionedObject.Content::text), "it is left as it was");
        }
    }

    /** The journal as a new holder of the lock opens it. */
    private Journal open(String plan) throws IOException {
        return Journal.open(object, holder(java.util.UUID.randomUUID().toString(), "builder", plan));
    }

    static EnvironmentLock.Holder holder(String id, String machine, String plan) {
        return new EnvironmentLock.Holder(id, "deployer@" + machine, machine, PROCESS, plan, "2026-03-01T12:00:00Z");
    }
}
