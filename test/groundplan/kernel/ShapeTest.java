package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stand-ins for what is not there yet. */
class ShapeTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PORT")
  void everyStandInIsRecognised(Shape shape) {
    assertTrue(Shape.containsMock("value: " + shape.mock()), () -> shape + ": " + shape.mock() + " lacks " + Shape.SENTINEL);
  }

  @Test
  void aRealValueIsNotTakenForAStandIn() {
    assertFalse(Shape.containsMock("vpc-0a1b2c3d4e5f60718"));
  }
}
