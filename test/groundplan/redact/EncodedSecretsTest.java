package groundplan.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is hidden in each form in which Terraform, shells, templates and documents write a text. */
class EncodedSecretsTest {
    private static final String SECRET = "Zq7&mK<2pL>x'9\"Wv/%41+\\n z";
    private static final String SHORT = "x9&W<v";
    private static final String ACCENTED = "gr\u00fc\u00dfe-\u65e5\u672c-7Q\ud83d\ude00";
    private static final String LINES = "account: deploy-bot\nphrase: tulip granite 99 orbit\nsalt: 8fj2LkQ\n";

    private static Map<String, UnaryOperator<String>> forms() {
        Map<String, UnaryOperator<String>> forms = new LinkedHashMap<>();
        forms.put("as it is", text -> text);
        forms.put("Terraform's jsonencode", EncodedSecretsTest::jsonencode);
        forms.put("JSON in JSON", text -> jsonencode(jsonencode(text)));
        forms.put("JSON with each character escaped", text -> unicode(text, "\\u%04x"));
        forms.put("JSON with slashes escaped", text -> jsonencode(text).replace("/", "\\/"));
        forms.put(
                "HCL", text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        forms.put("bytes in a string", text -> bytes(text, "\\x%02x"));
        forms.put("XML", EncodedSecretsTest::xml);
        forms.put("XML with numbers", text -> unicode(text, "&#%d;"));
        forms.put("XML with hexadecimal numbers", text -> unicode(text, "&#x%X;"));
        forms.put("HTML", text -> xml(text).replace("&#39;", "&apos;").replace("\u00fc", "&uuml;"));
        forms.put("XML in JSON", text -> jsonencode(xml(text)));
        forms.put("JSON in XML", text -> xml(jsonencode(text)));
        forms.put("a URL", text -> url(text).replace("+", "%20"));
        forms.put("a URL in small letters", text -> lower(url(text).replace("+", "%20")));
        forms.put("a form", EncodedSecretsTest::url);
        forms.put("a URL encoded twice", text -> url(url(text)));
        forms.put("a URL in XML", text -> xml("?a=1&p=" + url(text)));
        forms.put("single quotes of a shell", text -> "'" + text.replace("'", "'\\''") + "'");
        forms.put("single quotes of a shell in double quotes", text -> "'" + text.replace("'", "'\"'\"'") + "'");
        forms.put("double quotes of a shell", text -> "\"" + text.replaceAll("[\\\\\"$`]", "\\\\$0") + "\"");
        forms.put("a shell without quotes", text -> text.replaceAll("[^A-Za-z0-9\n\\P{ASCII}]", "\\\\$0"));
        forms.put(
                "Bash's quotes for any character",
                text -> "$'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'");
        forms.put("YAML in single quotes", text -> "'" + text.replace("'", "''") + "'");
        forms.put("SQL and CSV", text -> "\"" + text.replace("\"", "\"\"") + "\"");
        forms.put("PowerShell", text -> text.replaceAll("[`\"$']", "`$0"));
        forms.put("Base64", text -> base64(text, StandardCharsets.UTF_8));
        forms.put("Base64 without padding", text -> base64(text, StandardCharsets.UTF_8)
                .replace("=", ""));
        forms.put(
                "Base64 of URLs",
                text -> base64(text, StandardCharsets.UTF_8).replace('+', '-').replace('/', '_'));
        forms.put("Base64 in the middle of a text", text -> base64("user:" + text + "@host", StandardCharsets.UTF_8));
        forms.put("Base64 below a path", text -> "/v1/" + base64(text, StandardCharsets.UTF_8));
        forms.put("Base64 in a URL", text -> url(base64(text, StandardCharsets.UTF_8)));
        forms.put("Base64 twice", text -> twice(text));
        forms.put("Base64 three times", text -> base64(twice(text), StandardCharsets.UTF_8));
        forms.put("UTF-16 in Base64", text -> base64("$k='" + text + "'", StandardCharsets.UTF_16LE));
        forms.put("big-endian UTF-16 in Base64", text -> base64("$k='" + text + "'", StandardCharsets.UTF_16BE));
        forms.put("JSON in Base64", text -> base64("{\"a\": \"" + jsonencode(text) + "\"}", StandardCharsets.UTF_8));
        forms.put(
                "JSON in UTF-16 in Base64",
                text -> base64("{\"a\": \"" + jsonencode(text) + "\"}", StandardCharsets.UTF_16LE));
        forms.put("wrapped Base64", text -> mime("#!/bin/sh\nexport P='" + text + "'\n" + "# a comment\n".repeat(20)));
        forms.put("indented wrapped Base64", text -> mime("#!/bin/sh\n# a\nP='" + text + "' run\n"
                        + "# a comment\n".repeat(20))
                .replace("\n", "\n      "));
        forms.put("Base64 in short lines", text -> mime("export P='" + text + "'\n" + "# a comment\n".repeat(20))
                .replaceAll("\\s", "")
                .replaceAll(".{20}", "$0\n")
                .strip());
        forms.put(
                "wrapped Base64 in JSON",
                text -> jsonencode(mime("export P='" + text + "'\n" + "# a comment\n".repeat(20))));
        forms.put("gzip in Base64", text -> Base64.getEncoder()
                .encodeToString(gzip("#!/bin/sh\nexport P='" + text + "'\n")));
        forms.put("hexadecimal digits", text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        forms.put(
                "hexadecimal capitals",
                text -> HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        forms.put("hexadecimal bytes with colons", text -> HexFormat.ofDelimiter(":")
                .formatHex(text.getBytes(StandardCharsets.UTF_8)));
        forms.put("UTF-16 in hexadecimal digits", text -> HexFormat.of()
                .formatHex(text.getBytes(StandardCharsets.UTF_16LE)));
        forms.put(
                "hexadecimal digits in lines",
                text -> "0"
                        + HexFormat.of()
                                .formatHex(text.getBytes(StandardCharsets.UTF_8))
                                .replaceAll(".{16}(?=.)", "$0\n"));
        forms.put(
                "hexadecimal bytes of a program",
                text -> HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(text.getBytes(StandardCharsets.UTF_8)));
        forms.put("octal numbers with a zero", text -> bytes(text, "\\0%03o"));
        forms.put("HTML without semicolons", text -> unicode(text, "&#%d").replaceAll("&#(10|32|58)(?=&)", "&#$1;"));
        forms.put("quoted-printable", text -> bytes(text, "=%02X"));
        forms.put("quoted-printable with lines", text -> bytes(text, "=%02X").replaceAll(".{12}(?=.)", "$0=\n"));
        forms.put("numbers of characters", text -> unicode(text, "%d,").replaceAll(",$", ""));
        forms.put("functions of PowerShell", text -> unicode(text, "[char]%d+").replaceAll("[+]$", ""));
        forms.put("arguments of SQL", text -> unicode(text, "CHAR(%d)||").replaceAll("[|]{2}$", ""));
        forms.put("zlib in Base64", text -> Base64.getEncoder().encodeToString(deflated("P='" + text + "'\n")));
        forms.put("wrapped gzip in Base64", text -> Base64.getMimeEncoder(60, new byte[] {'\n'})
                .encodeToString(gzip("P='" + text + "'\n# a\n" + UUID.nameUUIDFromBytes(new byte[3]))));
        forms.put("Base32", text -> base32(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"));
        forms.put(
                "Base32 with digits of hexadecimal numbers", text -> base32(text, "0123456789abcdefghijklmnopqrstuv"));
        forms.put(
                "Base32 of Base64",
                text -> base32(base64(text, StandardCharsets.UTF_8), "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"));
        forms.put(
                "JSON in Base64 in JSON in Base64",
                text -> base64(
                        "{\"b\":\"" + base64("{\"c\":\"" + jsonencode(text) + "\"}", StandardCharsets.UTF_8) + "\"}",
                        StandardCharsets.UTF_8));
        return forms;
    }

    @TestFactory
    Stream<DynamicTest> aSecretIsHiddenIn() {
        return forms().entrySet().stream()
                .map(form -> DynamicTest.dynamicTest(form.getKey(), () -> {
                    for (String secret : List.of(SECRET, SHORT, ACCENTED, LINES)) {
                        String encoded = form.getValue().apply(secret.strip());
                        // No text between a secret and its end is part of it.
                        for (String text :
                                List.of(encoded, "before " + encoded + " after", "x=\"" + encoded + "\"\ny: z\n")) {
                            String shown = redactor(secret).hide(text);
                            assertFalse(shown.contains(encoded), () -> "shown: " + shown);
                            assertTrue(shown.contains("(sensitive)"), () -> "shown: " + shown);
                            assertEquals(
                                    text.startsWith("before "),
                                    shown.startsWith("before ") && shown.endsWith(" after"),
                                    shown);
                        }
                    }
                }));
    }

    @Test
    void aSecretOfSeveralLinesIsHiddenHoweverItIsIndentedFramedOrWrapped() {
        for (String text : List.of(
                "    content: |\n" + LINES.indent(6),
                "\tcontent:\n" + LINES.replaceAll("(?m)^", "\t\t"),
                LINES.replace("\n", "\r\n"),
                LINES.replaceAll("(?m)^", "\u2502 "),
                LINES.replaceAll("(?m)^", "# "),
                LINES.strip().replace("\n", " "),
                "\u2502 Error: invalid\n\u2502 \n\u2502 with account: deploy-bot\n\u2502 phrase: tulip granite\n\u2502 99 orbit salt:\n\u2502 8fj2LkQ\n")) {
            String shown = redactor(LINES).hide(text);
            assertTrue(shown.contains("(sensitive)"), shown);
            for (String part : List.of("deploy-bot", "tulip", "orbit", "8fj2LkQ")) {
                assertFalse(shown.contains(part), shown);
            }
        }
    }

    /** As Python's {@code base64.a85encode}, {@code base64.b85encode} and ZeroMQ write it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BQ\\37ATBOX6>UdU?Vb]PBPD!02`C",
                "<~BQ\\37ATBOX6>UdU?Vb]PBPD!02`C~>",
                "XmxIMWpXktLTq(qUr%ylXlZ0FH#Y",
                // With other bytes before and after it.
                "FD,5.CLqc6BlbD1F`);4E\\]45Cis;r:NBrYBk/hT2]uOHA0>`-Eb,",
                "b7f^ZAZT@NbY*ffEkbN{WnWKnV`yn)E;lzUAYpD~AZ>4QWd"
            })
    void aSecretIsHiddenInBase85(String encoded) {
        String shown = redactor("hunter2-Blue_Orchid.77").hide("a = " + encoded + " end");
        assertTrue(shown.startsWith("a = ") && shown.contains("(sensitive)") && shown.endsWith(" end"), shown);
        assertFalse(shown.contains(encoded.substring(10, 20)), shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = \"hunter2-Bl\" + \"ue_Orchid.77\"",
                "a = 'hunter2-Bl' . 'ue_Orchid.77'",
                "[\"hunter2-\", \"Blue_Orchid.\", \"77\"]",
                "export A=hunter2-Blu\\\ne_Orchid.77",
                "a = \"hunter2-\"\n    \"Blue_Orchid.77\"",
                "hunt\ner2-\nBlue\n_Orc\nhid.\n77",
                "a:\n  aHVu\n  dGVy\n  Mi1C\n  bHVl\n  X09y\n  Y2hp\n  ZC43\n  Nw==",
                "[\"aHVudGVyMi1CbHVlX09y\", \"Y2hpZC43Nw==\"]",
                "\"aHVudGVyMi1CbHVlX09y\" +\n  \"Y2hpZC43Nw==\""
            })
    void aSecretIsHiddenInParts(String text) {
        String shown = redactor("hunter2-Blue_Orchid.77").hide(text);
        assertTrue(shown.contains("(sensitive)"), shown);
        for (String part : List.of("hunt", "Orc", "hid", "aHVu", "Y2hp", "ZC43")) {
            assertFalse(shown.contains(part), shown);
        }
    }

    /** As rev, tr, base58 and uuencode write it, and Terraform's join, lower and upper. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "77.dihcrO_eulB-2retnuh",
                "uhagre2-Oyhr_Bepuvq.77",
                "VMNbEQK7RYS1u9LzMUXKrUBykjWKjc",
                "wN34CZph2Yy90XlVHbC1iMyVGduVHa",
                "6:'5N=&5R,BU\";'5E7T]R8VAI9\"XW-P",
                "h u n t e r 2 - B l u e _ O r c h i d . 7 7",
                "h-u-n-t-e-r-2---B-l-u-e-_-O-r-c-h-i-d-.-7-7",
                "hunter2-blue_orchid.77",
                "HUNTER2-BLUE_ORCHID.77",
                "NzcuZGloY3JPX2V1bEItMnJldG51aA=="
            })
    void aSecretIsHiddenWhenItIsWrittenOtherwise(String written) {
        String shown = redactor("hunter2-Blue_Orchid.77").hide("a = " + written + " end");
        assertTrue(shown.startsWith("a = ") && shown.contains("(sensitive)") && shown.endsWith(" end"), shown);
        assertFalse(shown.contains(written.substring(4, 12)), shown);
    }

    @Test
    void aSecretIsHiddenInAMessageThatTerraformWrapped() {
        String words = "correct horse battery staple 7";
        assertEquals(
                "Error: it began with the words (sensitive)\nand more",
                redactor(words).hide("Error: it began with the words correct horse\nbattery staple 7\nand more"));
        assertEquals(
                "\u2502 with (sensitive)\n\u2575",
                redactor(words).hide("\u2502 with correct\n\u2502 horse battery\n\u2502   staple 7\n\u2575"));
        String key = "0123456789abcdefABCDEF0123456789";
        assertEquals(
                "a (sensitive) b",
                redactor(key).hide("a " + key.substring(0, 20) + "\n\u2502 " + key.substring(20) + " b"));
    }

    @Test
    void ordinaryTextsStay() {
        Redactor redactor = redactor("a1b2c3", "letters of words", "production", "Zq7&mK<2pL>x9Wv");
        for (String text : List.of(
                "production",
                "aws_launch_template.powershell_utf16_base64",
                "arn:aws:iam::123456789012:role/shop-prod-us-east-1-ecs-task-execution",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                Base64.getEncoder().encodeToString("#!/bin/sh\necho nothing here\n".getBytes(StandardCharsets.UTF_8)),
                "letters\nand the words of it",
                "Zq7\\u0026mK, %41 and &amp; and \\n",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"}]}")) {
            assertEquals(text, redactor.hide(text));
        }
    }

    @Test
    void whatOverlapsIsHiddenAsAWhole() {
        assertEquals("<(sensitive)>", redactor("abc123def", "123def456").hide("<abc123def456>"));
    }

    /** Counted in characters that are read, as time depends on the machine. */
    @Test
    void theWorkDependsOnTheLengthOfTheTextAndNotOnTheNumberOfSecrets() {
        String part = "{\\\"a\\\": \\\"b%20c&amp;d\\\", \\\"e\\\": \\\""
                + base64("#!/bin/sh\necho 1\n", StandardCharsets.UTF_8) + "\\\"}\\n";
        long few = read(10, part.repeat(20));
        assertEquals(few, read(2_000, part.repeat(20)), "as much for many secrets as for few");
        long twice = read(10, part.repeat(40));
        assertTrue(twice <= 2 * few + few / 10, () -> few + " for a text, " + twice + " for one of twice its length");
    }

    /** How many characters are read to find that there is no secret. */
    private static long read(int secrets, String text) {
        AtomicLong read = new AtomicLong();
        EncodedSecrets search = new EncodedSecrets(
                IntStream.range(0, secrets)
                        .mapToObj(i -> "S3cr3t of one-" + Integer.toHexString(i * 7919) + "!")
                        .toList(),
                given -> new CountedText(given, read));
        assertEquals(text, search.hide(text));
        return read.get();
    }

    private record CountedText(CharSequence text, AtomicLong read) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            read.incrementAndGet();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.subSequence(start, end), read);
        }

        @Override
        public String toString() {
            read.addAndGet(text.length());
            return text.toString();
        }
    }

    private static Redactor redactor(String... secrets) {
        ObjectNode plan = TerraformJson.object();
        ArrayNode changes = plan.putArray("resource_changes");
        for (String secret : secrets) {
            ObjectNode change = changes.addObject().putObject("change");
            change.putObject("after").put("value", secret);
            change.putObject("after_sensitive").put("value", true);
        }
        return Redactor.of(plan);
    }

    /** Go escapes these three in JSON, so that it can be written into HTML. */
    private static String jsonencode(String text) {
        String quoted = TerraformJson.object().textNode(text).toString();
        return quoted.substring(1, quoted.length() - 1)
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e");
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String unicode(String text, String format) {
        return text.chars().mapToObj(one -> String.format(format, one)).collect(Collectors.joining());
    }

    private static String bytes(String text, String format) {
        StringBuilder written = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            written.append(String.format(format, one));
        }
        return written.toString();
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String lower(String text) {
        StringBuilder small = new StringBuilder(text);
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            small.replace(at, at + 3, text.substring(at, at + 3).toLowerCase(java.util.Locale.ROOT));
        }
        return small.toString();
    }

    private static String base64(String text, Charset charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(charset));
    }

    private static String twice(String text) {
        return base64(base64(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String mime(String text) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base32(String text, String digits) {
        StringBuilder bits = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            bits.append(String.format("%8s", Integer.toBinaryString(one & 0xff)).replace(' ', '0'));
        }
        bits.append("0".repeat((5 - bits.length() % 5) % 5));
        return IntStream.range(0, bits.length() / 5)
                .mapToObj(i -> digits.charAt(Integer.parseInt(bits.substring(i * 5, i * 5 + 5), 2)))
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static byte[] deflated(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(packed)) {
            zlib.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
