package groundplan.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a secret looks like, by its own form or by the name that it has. */
public final class SecretPatterns {
    /** Stands for a value that may not be shown. */
    public static final String HIDDEN = "(sensitive)";

    /** Forms that only credentials have. */
    private static final Pattern CREDENTIAL = Pattern.compile(String.join(
            "|",
            "(?:AKIA|ASIA)[0-9A-Z]{16}",
            // To its end, whatever stands in between; one that was cut off, to the end of the text.
            "(?s:-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:.*?-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|.*))",
            "gh[pousr]_[A-Za-z0-9]{30,}",
            "github_pat_[A-Za-z0-9_]{30,}",
            "xox[abprs]-[A-Za-z0-9-]{10,}",
            "hooks\\.slack\\.com/services/[A-Za-z0-9/]+",
            "[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
            "eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*",
            "[a-z][a-z0-9+]*://[^/\\s:@]+:[^/\\s@]+@"));

    /** Names whose value is a secret if it is a word at all; names and ARNs of secrets have other names. */
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(?:password|passwd|secret_key|secret_string|access_key|api_?key|private_key|auth_token|routing_key)");

    /** Names that somebody gives a secret in a tag or in a program's environment. */
    private static final String WORDS = "(?:passw(?:or)?d|passphrase|passcode|secret|token|credentials?"
            + "|(?:access|api|auth|private|secret|signing|encryption|master|session|shared)[-_]?key)";

    private static final Pattern VARIABLE =
            Pattern.compile("(?i)(?:.*" + WORDS + "|(?:.*[-_.])?(?:pass|jwt|dsn)|.*[-_.]pwd)");

    /** In a script, a file of properties, an option of a program, a message: such a name, and the word that it is given. */
    private static final Pattern ASSIGNED = Pattern.compile("(?i)(?<![A-Za-z0-9_.:/-])(?:--[a-z0-9-]*" + WORDS + "\\s+"
            + "|[a-z0-9_.-]*(?:" + WORDS + "|[-_.](?:pass|pwd|jwt|dsn))\\\\*[\"']?\\s*[:=]\\s*)\\\\*[\"']?"
            // What is looked up elsewhere, or filled in later, is no value.
            + "(?<value>(?!arn:)[^\\s\"'$({<\\[\\\\,;-][^\\s\"',;\\\\]{3,})");

    /** Below these keys variables stand with the names of the secrets and parameters that they hold. */
    public static final Pattern NAMES_OF_SECRETS = Pattern.compile("\\.(secrets|variables)\\.");

    private static final int SHORTEST = 4;

    private SecretPatterns() {}

    /** The credentials in a text. */
    public static Matcher credentials(String text) {
        return CREDENTIAL.matcher(text);
    }

    /** What a text gives to names of secrets; the group {@code value} is what it gives. */
    public static Matcher assigned(String text) {
        return ASSIGNED.matcher(text);
    }

    /** A text without credentials, and without what it gives to names of secrets. */
    public static String hide(String text) {
        return assigned(credentials(text).replaceAll(HIDDEN)).replaceAll(found -> {
            Matcher assigned = assigned(found.group());
            return Matcher.quoteReplacement(
                    assigned.find() ? found.group().substring(0, assigned.start("value")) + HIDDEN : HIDDEN);
        });
    }

    /** Whether a setting is a secret by its name; below some keys it is the name of one. */
    public static boolean betrays(String key, String value) {
        return !NAMES_OF_SECRETS.matcher("." + key).find()
                && namesVariable(key)
                && value.length() >= SHORTEST
                && !value.matches("true|false|\\(.*\\)|arn:.*");
    }

    /** A setting as it may be shown. */
    public static String shown(String key, String value) {
        return betrays(key, value)
                ? HIDDEN
                : NAMES_OF_SECRETS.matcher("." + key + ".").find() ? value : hide(value);
    }

    /** Whether an argument of this name holds a secret. */
    public static boolean names(String argument) {
        return NAME.matcher(argument).matches();
    }

    /** Whether a tag or a variable of this name holds a secret. */
    public static boolean namesVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }
}
