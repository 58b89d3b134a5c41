package groundplan.redact;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.translate.EntityArrays;

/**
 * How characters of a text may be written in another text.
 *
 * @param pattern what stands for a character
 * @param decoded the character
 * @param signs what a text contains, at least one of them, if something in it is encoded
 */
record TextEncoding(Pattern pattern, Function<Matcher, String> decoded, List<String> signs) {
    private static final Map<String, String> CONTROLS = Map.of(
            "n", "\n", "r", "\r", "t", "\t", "b", "\b", "f", "\f", "v", "\u000b", "a", "\u0007", "e", "\u001b", "0",
            "\0");

    private static final Map<String, String> NAMES = names();

    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;
    private static final int DECIMAL = 10;

    private static final String OF_URLS = "%[0-7][0-9A-Fa-f]|(?:%[89A-Fa-f][0-9A-Fa-f])++";

    /** The end of a line that is continued may be between the bytes of a character. */
    private static final String QUOTED_PRINTABLE =
            "=[0-7][0-9A-Fa-f]|(?:=[89A-Fa-f][0-9A-Fa-f](?:=[ \\t]*+\\R(?==[89A-Fa-f]))?)++|=[ \\t]*+\\R";

    private static final Pattern CONTINUED = Pattern.compile("=[ \\t]*+\\R");

    /** All encodings. */
    static final List<TextEncoding> ALL = List.of(
            // Of JSON, HCL, shells, properties files and most programming languages. Before a line break it continues
            // the line.
            of(
                    Pattern.compile(
                            "\\\\(?:u\\{(?<braces>[0-9A-Fa-f]{1,6})}|u(?<four>[0-9A-Fa-f]{4})|U(?<eight>[0-9A-Fa-f]{8})"
                                    + "|x(?<two>[0-9A-Fa-f]{2})|(?<octal>[0-3][0-7]{2})|(?<end>\\R[ \\t]*+)|(?<one>(?s:.)))"
                                    + "|(?<doubled>[$%])\\k<doubled>(?=\\{)"),
                    TextEncoding::backslash,
                    "\\",
                    "${",
                    "%{"),
            // Of URLs, and of forms, where a plus is a space.
            of(Pattern.compile(OF_URLS), TextEncoding::url, "%"),
            of(Pattern.compile("\\+|" + OF_URLS), TextEncoding::url, "+", "%"),
            // Quoted-printable, of mails: as in URLs with another sign, and a line that is continued.
            of(Pattern.compile(QUOTED_PRINTABLE), TextEncoding::quotedPrintable, "="),
            // Octal with a zero before it, as echo has it.
            of(Pattern.compile("\\\\0(?<octal>[0-3][0-7]{2})"), found -> character(found, "octal", OCTAL), "\\0"),
            // Of XML and HTML; browsers need no semicolon after a number.
            of(
                    Pattern.compile(
                            "&(?:#(?<decimal>[0-9]{1,7});?|#[xX](?<hex>[0-9A-Fa-f]{1,6});?|(?<name>[A-Za-z][A-Za-z0-9]{1,31});)"),
                    TextEncoding::entity,
                    "&"),
            // Quotes in a quoted text: of YAML, SQL, CSV and PowerShell, and the two ways of shells.
            of(
                    Pattern.compile("'\\\\''|'\"'\"'|''|\"\""),
                    found -> found.group().equals("\"\"") ? "\"" : "'",
                    "''",
                    "\"\"",
                    "'\\",
                    "'\"'"),
            // Escapes of PowerShell and of the Windows command prompt.
            of(Pattern.compile("[`^](?<one>[^`\\s])"), found -> found.group("one"), "`", "^"));

    private static TextEncoding of(Pattern pattern, Function<Matcher, String> decoded, String... signs) {
        return new TextEncoding(pattern, decoded, List.of(signs));
    }

    /** The text decoded once; the given one if nothing in it is encoded. */
    DecodedText decode(DecodedText text) {
        return signs.stream().anyMatch(text.text()::contains) ? text.decode(pattern, decoded) : text;
    }

    private static String backslash(Matcher found) {
        for (String group : List.of("braces", "four", "eight", "two")) {
            if (found.group(group) != null) {
                return character(found, group, HEXADECIMAL);
            }
        }
        if (found.group("octal") != null) {
            return character(found, "octal", OCTAL);
        }
        if (found.group("one") != null) {
            return CONTROLS.getOrDefault(found.group("one"), found.group("one"));
        }
        return found.group("end") == null ? found.group("doubled") : "";
    }

    private static String url(Matcher found) {
        return URLDecoder.decode(found.group(), StandardCharsets.UTF_8);
    }

    private static String quotedPrintable(Matcher found) {
        String bytes = CONTINUED.matcher(found.group()).replaceAll("");
        return URLDecoder.decode(bytes.replace('=', '%'), StandardCharsets.UTF_8);
    }

    private static String entity(Matcher found) {
        return found.group("decimal") != null
                ? character(found, "decimal", DECIMAL)
                : found.group("hex") != null
                        ? character(found, "hex", HEXADECIMAL)
                        : NAMES.getOrDefault(found.group("name"), found.group());
    }

    /** The character of a number; what was found if there is no such character. */
    private static String character(Matcher found, String group, int radix) {
        long number = Long.parseLong(found.group(group), radix);
        return number <= Character.MAX_CODE_POINT ? Character.toString((int) number) : found.group();
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (Map<CharSequence, CharSequence> known : List.of(
                EntityArrays.BASIC_UNESCAPE,
                EntityArrays.APOS_UNESCAPE,
                EntityArrays.ISO8859_1_UNESCAPE,
                EntityArrays.HTML40_EXTENDED_UNESCAPE)) {
            known.forEach((entity, character) ->
                    names.put(entity.subSequence(1, entity.length() - 1).toString(), character.toString()));
        }
        // What HTML 5 names of ASCII in addition.
        names.putAll(Map.ofEntries(
                Map.entry("excl", "!"),
                Map.entry("num", "#"),
                Map.entry("dollar", "$"),
                Map.entry("percnt", "%"),
                Map.entry("lpar", "("),
                Map.entry("rpar", ")"),
                Map.entry("ast", "*"),
                Map.entry("plus", "+"),
                Map.entry("comma", ","),
                Map.entry("period", "."),
                Map.entry("sol", "/"),
                Map.entry("colon", ":"),
                Map.entry("semi", ";"),
                Map.entry("equals", "="),
                Map.entry("quest", "?"),
                Map.entry("commat", "@"),
                Map.entry("lsqb", "["),
                Map.entry("bsol", "\\"),
                Map.entry("rsqb", "]"),
                Map.entry("Hat", "^"),
                Map.entry("lowbar", "_"),
                Map.entry("grave", "`"),
                Map.entry("lcub", "{"),
                Map.entry("verbar", "|"),
                Map.entry("rcub", "}")));
        return Map.copyOf(names);
    }
}
