package groundplan.redact;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ahocorasick.trie.Trie;

/** Recognizes secrets by their form or by their name. */
public final class SecretPatterns {
    /** Shown instead of a value that may not be shown. */
    public static final String HIDDEN = "(sensitive)";

    /** Forms that only credentials have. */
    private static final Pattern CREDENTIAL = Pattern.compile(String.join(
            "|",
            "(?:AKIA|ASIA)[0-9A-Z]{16}",
            // To the end of the key, whatever is in between; to the end of the text if the key is truncated.
            "(?s:-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:.*?-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|.*))",
            "gh[pousr]_[A-Za-z0-9]{30,}",
            "github_pat_[A-Za-z0-9_]{30,}",
            "xox[abprs]-[A-Za-z0-9-]{10,}",
            "hooks\\.slack\\.com/services/[A-Za-z0-9/]+",
            "[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
            // A header may contain eyJ again; it begins at the last, so that each character is looked at once.
            "eyJ(?:(?!eyJ)[A-Za-z0-9_-])*+\\.eyJ[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]*",
            "\\b(?:Bearer|Basic) (?=[A-Za-z._~+/-]{0,100}[0-9=])[A-Za-z0-9._~+/=-]{6,}",
            // Of a longer scheme, which no protocol has, the end.
            "[a-z][a-z0-9+]{0,30}+://[^/\\s:@]++:[^/\\s@]++@"));

    /** What a text with a credential contains, at least one of them. Looking for these first is much faster. */
    private static final List<String> SIGNS = List.of(
            "://",
            "AKIA",
            "ASIA",
            "-----BEGIN",
            "gh",
            "xox",
            "hooks.slack.com/services/",
            "k_live_",
            "k_test_",
            "eyJ",
            "Bearer ",
            "Basic ");

    /** What every name of a secret contains, at least one of them, in small or capital letters. */
    private static final Trie IN_NAMES = Trie.builder()
            .ignoreCase()
            .addKeywords("pass", "secret", "token", "credential", "key", "pwd", "jwt", "dsn")
            .build();

    /** Names of arguments whose value is a secret; names and ARNs of secrets have other names. */
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(?:password|passwd|secret_key|secret_string|access_key|api_?key|private_key|auth_token|routing_key)");

    /** Names under which secrets are found in tags and in environment variables. */
    private static final String WORDS = "(?:passw(?:or)?d|passphrase|passcode|secret|token|credentials?"
            + "|(?:access|api|auth|private|secret|signing|encryption|master|session|shared)[-_]?key)";

    private static final Pattern VARIABLE =
            Pattern.compile("(?i)(?:.*" + WORDS + "|(?:.*[-_.])?(?:pass|jwt|dsn)|.*[-_.]pwd)");

    /** In a script, a properties file, a program's option or a message: such a name, and as its group the word that is assigned to it. */
    private static final Pattern ASSIGNED = Pattern.compile("(?i)(?<![A-Za-z0-9_.:/-])(?:--[a-z0-9-]*" + WORDS + "\\s+"
            + "|[a-z0-9_.-]*(?:" + WORDS + "|[-_.](?:pass|pwd|jwt|dsn))\\\\*[\"']?\\s*[:=]\\s*)\\\\*[\"']?"
            // A reference or a placeholder is not a value.
            + "((?!arn:)[^\\s\"'$({<\\[\\\\,;-][^\\s\"',;\\\\]{3,})");

    /** Below these keys variables map to the names of secrets and parameters, not to their values. */
    public static final Pattern NAMES_OF_SECRETS = Pattern.compile("\\.(secrets|variables)\\.");

    private static final int SHORTEST = 4;

    private SecretPatterns() {}

    /** The credentials in a text. */
    static List<MatchResult> credentials(String text) {
        return SIGNS.stream().anyMatch(text::contains)
                ? CREDENTIAL.matcher(text).results().toList()
                : List.of();
    }

    /** Whether a text contains a credential. */
    public static boolean isCredential(String text) {
        return !credentials(text).isEmpty();
    }

    /** The values that a text assigns to names of secrets. */
    static List<String> assigned(String text) {
        return Stream.concat(
                        assigns(text) ? ASSIGNED.matcher(text).results() : Stream.empty(),
                        CommandSecrets.in(text).stream())
                .map(found -> found.group(1))
                .toList();
    }

    private static boolean assigns(String text) {
        return (text.indexOf('=') >= 0 || text.indexOf(':') >= 0 || text.contains("--"))
                && IN_NAMES.containsMatch(text);
    }

    /** A text with credentials and values assigned to names of secrets hidden. */
    public static String hide(String text) {
        String known = isCredential(text) ? CREDENTIAL.matcher(text).replaceAll(HIDDEN) : text;
        String shown = CommandSecrets.hide(known);
        return assigns(shown)
                ? ASSIGNED.matcher(shown)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(shown.substring(found.start(), found.start(1)) + HIDDEN))
                : shown;
    }

    /** Whether a setting is a secret by its name. Below some keys it is only the name of a secret. */
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

    /** Whether an argument of this name contains a secret. */
    public static boolean names(String argument) {
        return IN_NAMES.containsMatch(argument) && NAME.matcher(argument).matches();
    }

    /** Whether a tag or a variable of this name contains a secret. */
    public static boolean namesVariable(String name) {
        return IN_NAMES.containsMatch(name) && VARIABLE.matcher(name).matches();
    }
}
