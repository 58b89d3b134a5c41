package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stand-ins for what is not there yet. */
class ShapeTest {
    @ParameterizedTest
    @EnumSource
    void everyStandInIsRecognised(Shape shape) {
        // A number or a range of addresses cannot carry the mark; one of each stands in for all.
        assertTrue(
                Shape.containsMock("value: " + shape.mock())
                        || List.of("10779", "192.0.2.0/24").contains(shape.mock()),
                () -> shape + ": " + shape.mock() + " lacks " + Shape.SENTINEL);
    }

    @Test
    void aRealValueIsNotTakenForAStandIn() {
        assertFalse(Shape.containsMock("vpc-0a1b2c3d4e5f60718"));
    }
}
