package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WavesTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/kms");

    @Test
    void unitsComeBehindAllThatTheyReadEvenOverOneThatIsNotApplied() {
        UnitPath network = UNIT.sibling("us-east-1", "network");
        UnitPath between = UNIT.sibling("us-east-1", "between");
        assertEquals(
                List.of(List.of(network), List.of(UNIT)),
                Waves.of(List.of(UNIT, network), Map.of(UNIT, Set.of(between), between, Set.of(network))));
        assertThrows(
                IllegalArgumentException.class,
                () -> Waves.of(List.of(UNIT, network), Map.of(UNIT, Set.of(network), network, Set.of(UNIT))));
    }
}
