package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/kms");

    @Test
    void theNextRunKnowsHowFarTheLastOneCame(@TempDir Path folder) throws IOException {
        Journal first = Journal.open(folder, "plan");
        first.note(UNIT, Journal.Step.APPLYING);
        Journal second = Journal.open(folder, "plan");
        assertEquals(Journal.Step.APPLYING, second.of(UNIT));
        second.note(UNIT, Journal.Step.APPLIED);
        second.close();
        assertEquals(
                Journal.Step.NOT_STARTED,
                Journal.open(folder, "plan").of(UNIT),
                "a plan that is done leaves nothing behind");
    }
}
