package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedUntilTest {
    @ParameterizedTest
    @CsvSource({
        "ab, ab, true",
        "ab, abc, false",
        "*, ab, true",
        "*, '', true",
        "a*, abc, true",
        "*c, abc, true",
        "a*c, abc, true",
        "a*c, ac, true",
        "a*a, a, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXcYb, false",
        "*b*, aabaa, true",
        "*aa*aa, aaa, false",
        "a.*, a.b, true",
        "a.*, axb, false",
        "'aws_x[\"*\"]', 'aws_x[\"k.1\"]', true",
    })
    void aStarStandsForAnything(String glob, String text, boolean matches) {
        assertEquals(matches, AcceptedUntil.matches(glob, text));
    }

    @Test
    void manyStarsOnALongTextAreNoFault() {
        assertFalse(AcceptedUntil.matches("*a".repeat(50) + "*b", "a".repeat(50_000)));
    }

    @Test
    void aTextThatIsLongerThanAnyNameIsOfNoForm() {
        assertTrue(ScalarBinder.isOfForm("a-b", Setting.WORDS));
        assertFalse(ScalarBinder.isOfForm("a-".repeat(50_000) + "a", Setting.WORDS));
    }
}
