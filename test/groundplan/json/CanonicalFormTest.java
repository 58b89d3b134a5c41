package groundplan.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Different values have different forms, and equal values have one. */
class CanonicalFormTest {
    private static final long SEED = 20260731;
    private static final int VALUES = 20_000;

    /** Whatever separates and encloses in the texts of records, lists and maps, and in JSON. */
    private static final List<String> PIECES = List.of(
            "a", "b", ", ", "=", "[", "]", "{", "}", "\"", "\\", ":", "null", "1", "\n", "\u0001", "\u00e9", "\ud83d",
            "\ude00");

    /** Settings of a kind, near enough. */
    record Settings(String name, Optional<String> owner, List<String> command, Map<String, String> tags) {}

    /** The same components under another name. */
    record OtherSettings(String name, Optional<String> owner, List<String> command, Map<String, String> tags) {}

    enum Mode {
        a,
        b
    }

    enum OtherMode {
        a,
        b
    }

    @Test
    void valuesHaveOneFormWhenTheyAreEqualAndOnlyThen() {
        Random random = new Random(SEED);
        Map<String, Object> byForm = new HashMap<>();
        Map<Object, String> byValue = new HashMap<>();
        for (int i = 0; i < VALUES; i++) {
            Object value = value(random, 3);
            String form = CanonicalForm.of(value);
            Object other = byForm.putIfAbsent(form, value);
            assertTrue(other == null || other.equals(value), () -> "one form of two values: " + other + " / " + value);
            String before = byValue.putIfAbsent(value, form);
            assertTrue(before == null || before.equals(form), () -> "two forms of one value: " + before + " / " + form);
        }
        assertTrue(byForm.size() > VALUES / 4, () -> "so few different values prove little: " + byForm.size());
    }

    @Test
    void theFormIsJson() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            TerraformJson.readAny(CanonicalForm.of(value(random, 3)));
            String text = text(random);
            assertEquals(text, TerraformJson.readAny(CanonicalForm.of(text)).asText());
        }
    }

    @Test
    void settingsThatReadAlikeAreToldApart() {
        assertNotEquals(
                CanonicalForm.of(Map.of("Owner", "ops, Team=core")),
                CanonicalForm.of(Map.of("Owner", "ops", "Team", "core")));
        assertNotEquals(CanonicalForm.of(List.of("sh", "-c", "exit")), CanonicalForm.of(List.of("sh, -c, exit")));
        assertNotEquals(CanonicalForm.of("1"), CanonicalForm.of(1));
        assertNotEquals(CanonicalForm.of(1), CanonicalForm.of(1.0));
        assertNotEquals(CanonicalForm.of("true"), CanonicalForm.of(true));
        assertNotEquals(CanonicalForm.of(Mode.a), CanonicalForm.of(OtherMode.a));
        assertNotEquals(CanonicalForm.of(""), CanonicalForm.of(Optional.empty()));
    }

    @Test
    void theOrderOfAMapIsNoPartOfItsValue() {
        Map<String, String> one = new LinkedHashMap<>();
        Map<String, String> other = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            one.put("k" + i, "v");
            other.put("k" + (39 - i), "v");
        }
        assertEquals(CanonicalForm.of(one), CanonicalForm.of(other));
        assertEquals(CanonicalForm.of(one.keySet()), CanonicalForm.of(new LinkedHashSet<>(other.keySet())));
        assertNotEquals(CanonicalForm.of(List.of("a", "b")), CanonicalForm.of(List.of("b", "a")));
    }

    @Test
    void anOutputThatIsNotPublishedIsNotTheWordNull() {
        assertNotEquals(CanonicalForm.of(Arrays.asList("a", null)), CanonicalForm.of(List.of("a", "null")));
        assertNotEquals(CanonicalForm.of(Arrays.asList("a", null)), CanonicalForm.of(List.of("a")));
    }

    @Test
    void whatItDoesNotKnowIsRefused() {
        for (Object stranger : Arrays.asList(new Object(), (Runnable) () -> {}, Double.NaN, new int[] {1})) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> CanonicalForm.of(new ArrayList<>(Arrays.asList("a", stranger))));
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 11)) {
            case 0, 1 -> text(random);
            case 2 -> random.nextInt(3);
            case 3 -> random.nextInt(3) / 2.0;
            case 4 -> random.nextBoolean() ? Mode.values()[random.nextInt(2)] : random.nextBoolean();
            case 5 -> random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value(random, depth - 1));
            case 6 -> list(random, depth);
            case 7 -> set(random, depth);
            case 8 -> map(random, depth);
            case 9 -> new Settings(text(random), owner(random), command(random), tags(random));
            default -> new OtherSettings(text(random), owner(random), command(random), tags(random));
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static Optional<String> owner(Random random) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(text(random));
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(value(random, depth - 1));
        }
        return list;
    }

    private static Set<Object> set(Random random, int depth) {
        return new HashSet<>(list(random, depth));
    }

    private static Map<Object, Object> map(Random random, int depth) {
        Map<Object, Object> map = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            map.put(value(random, depth - 1), value(random, depth - 1));
        }
        return map;
    }

    private static List<String> command(Random random) {
        List<String> command = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            command.add(text(random));
        }
        return command;
    }

    private static Map<String, String> tags(Random random) {
        Map<String, String> tags = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tags.put(text(random), text(random));
        }
        return tags;
    }
}
