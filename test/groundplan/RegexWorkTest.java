package groundplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.kernel.Setting;
import groundplan.testing.Regexes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every regular expression takes a number of steps that grows with the text, not with its square: settings, states, plans and
 * Terraform's output are as long as somebody makes them. Steps are counted, not time.
 */
class RegexWorkTest {
    private static final int SHORT = 200;
    private static final int TIMES = 4;
    /** Four times the text may take five times the steps; of a square it would be sixteen. */
    private static final int MOST_TIMES = 6;
    /** More steps for each character are too many, whatever the length of the text. */
    private static final long MOST_EACH = 500;
    /** From here on a repeated group that calls itself for each repetition has no stack left. */
    private static final int LONG = 20_000;

    private static final String LETTERS = "aA0_-./:= \n\"'\\${}()[]*,;<%+@#~`|&^!?éx";
    /** Parts of a regular expression that stand for themselves. */
    private static final Pattern LITERAL = Pattern.compile("(?:[A-Za-z0-9_ :/@-]|\\\\[.${\\[])+");

    private static final Regexes REGEXES = new Regexes();

    @Test
    void noneTakesMoreThanLinearWork() {
        assertTrue(REGEXES.all().size() > 100, () -> "found only " + REGEXES.all());
        List<String> slow = new ArrayList<>();
        for (Regexes.Regex regex : REGEXES.all()) {
            slow(regex).ifPresent(text -> slow.add(regex + "  on  " + text));
        }
        assertEquals("", String.join("\n", slow));
    }

    @Test
    void noneRunsOutOfStack() {
        List<String> deep = new ArrayList<>();
        for (Regexes.Regex regex : REGEXES.all()) {
            if (!regex.pattern().pattern().matches("(?s).*\\)[*+{].*")) {
                continue;
            }
            for (String[] text : texts("")) {
                try {
                    String whole =
                            text[0] + text[1].repeat((regex.setting() ? Setting.LONGEST : LONG) / text[1].length());
                    work(regex, whole);
                } catch (StackOverflowError e) {
                    deep.add(regex + "  on  " + shown(text));
                    break;
                } catch (TooMuchWork e) {
                    // The other test finds it.
                    break;
                }
            }
        }
        assertEquals("", String.join("\n", deep));
    }

    @Test
    void patternsThatAreMadeOfValuesAreKnown() {
        assertEquals(
                Set.of(
                        // A literal text between characters that are looked at once.
                        "AppliedReads",
                        "UnitChange",
                        "Services",
                        "CalledCommand",
                        "ModulePaths",
                        // Globs of the repository's own files, on paths and keys of it.
                        "CodeOwners",
                        "SettingKey",
                        // Constants, which are found in the objects that hold them.
                        "PhysicalNames",
                        "Additions",
                        "Form"),
                REGEXES.dynamic().stream()
                        .map(found -> found.place().replaceFirst(".*/", "").replaceFirst("\\.java.*", ""))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theCounterSeesASquare() {
        for (String slow : List.of("a+b", "[a-z][a-z0-9+]*://", "\\s+$", "eyJ[A-Za-z0-9_-]{10,}\\.eyJ")) {
            assertTrue(
                    slow(new Regexes.Regex("here", Pattern.compile(slow), true, false))
                            .isPresent(),
                    slow);
        }
    }

    /** A beginning and a part that is repeated, on which the work of an expression grows faster than the text. */
    private static Optional<String> slow(Regexes.Regex regex) {
        for (String[] text : texts(regex.pattern().pattern())) {
            try {
                long few = work(regex, text[0] + text[1].repeat(SHORT / text[1].length()));
                long many = work(regex, text[0] + text[1].repeat(TIMES * SHORT / text[1].length()));
                if (many > MOST_TIMES * few && many > 10L * TIMES * SHORT) {
                    return Optional.of(shown(text) + ": " + few + " steps, then " + many);
                }
            } catch (TooMuchWork e) {
                return Optional.of(shown(text) + ": more than " + MOST_EACH + " steps for each character");
            }
        }
        return Optional.empty();
    }

    private static String shown(String[] text) {
        return "'" + (text[0] + " + n * " + text[1]).replace("\n", "\\n") + "'";
    }

    private static List<String[]> texts(String regex) {
        Set<String> literals = new LinkedHashSet<>();
        Matcher literal = LITERAL.matcher(regex);
        while (literal.find()) {
            if (literal.group().length() > 1) {
                literals.add(literal.group().replace("\\", ""));
            }
        }
        List<String[]> texts = new ArrayList<>();
        List<String> starts = new ArrayList<>(literals);
        starts.add(0, "");
        for (String start : starts) {
            LETTERS.chars().forEach(letter -> texts.add(new String[] {start, Character.toString(letter)}));
        }
        for (String one : literals) {
            texts.add(new String[] {"", one});
            texts.add(new String[] {"", one + "\n"});
            texts.add(new String[] {"", one + "a."});
        }
        texts.add(new String[] {"", "a."});
        texts.add(new String[] {"", "a-"});
        texts.add(new String[] {"", "a_"});
        texts.add(new String[] {"", "a:"});
        texts.add(new String[] {"", "a/"});
        texts.add(new String[] {"", "a\n"});
        texts.add(new String[] {"a", " "});
        return texts;
    }

    /** How many characters an expression looks at. */
    private static long work(Regexes.Regex regex, String text) {
        Counter counter = new Counter(text + "\u0001");
        Matcher matcher = regex.pattern().matcher(counter);
        if (!regex.search()) {
            matcher.matches();
            return counter.looks;
        }
        while (matcher.find()) {
            // Each match ends where the next search begins.
        }
        return counter.looks;
    }

    /** The work has passed the limit. */
    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A text that counts how often a character of it is looked at. */
    private static final class Counter implements CharSequence {
        private final String text;
        private long looks;

        Counter(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > MOST_EACH * text.length()) {
                throw new TooMuchWork();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
