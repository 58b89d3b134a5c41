package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names within AWS's limits. */
class NameTest {
    private static final String LONG = "health-platform-production-".repeat(8);

    @ParameterizedTest
    @EnumSource
    void aNameThatFitsIsKept(Name name) {
        String fitting = LONG.substring(0, name.limit());
        assertEquals(fitting, name.of(fitting));
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsTooLongIsCutToTheLimit(Name name) {
        String cut = name.of(LONG);
        assertTrue(cut.length() <= name.limit(), () -> name + ": '" + cut + "' has " + cut.length() + " characters");
        assertTrue(
                cut.matches("[a-z-]*[a-z]-[0-9a-f]{6}"),
                () -> name + ": '" + cut + "' ends with the hash behind one hyphen");
    }

    @Test
    void theHashIsTheSameEverywhereAndEveryTime() {
        assertEquals("health-platform-productio-11a75a", Name.LOAD_BALANCER.of("health-platform-production-api-alb"));
    }

    @Test
    void namesThatDifferBehindTheCutStayDifferent() {
        assertNotEquals(Name.LOAD_BALANCER.of(LONG + "a"), Name.LOAD_BALANCER.of(LONG + "b"));
    }
}
