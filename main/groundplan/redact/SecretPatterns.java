package groundplan.redact;

import java.util.BitSet;
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
            "(?:A[BCKS]IA)[0-9A-Z]{16}",
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
            "[a-z][a-z0-9+]{0,30}+://[^/\\s:@]*+:[^/\\s@]++@",
            // A token in the place of a user.
            "(?<=://)(?=[A-Za-z_.~%-]{0,100}[0-9])[A-Za-z0-9_.~%-]{12,200}+@",
            "(?<=[?&](?:X-Amz-Signature|X-Amz-Security-Token|Signature|sig)=)[A-Za-z0-9%_+/-]{8,}+",
            // Hashes of passwords, as crypt and Apache write them.
            "\\$(?:[156y]|2[aby]|apr1|argon2id?)\\$[A-Za-z0-9./$=,+]{20,}+",
            "(?:discord(?:app)?\\.com/api/webhooks|outlook\\.office\\.com/webhook|hooks\\.zapier\\.com/hooks)/[^\\s\"'<>]{4,}+",
            "\\b(?:glpat-|glsa_|dop_v1_|pypi-|shpat_|whsec_|figd_|lin_api_|dapi|sk-(?:proj|ant)-|hv[sb]\\.|xapp-|sq0[a-z]{3}-|NRAK-"
                    + "|PMAK-|AT[AC]TT3x|ya29\\.|AGE-SECRET-KEY-1)(?=[A-Za-z_.-]{0,100}[0-9])[A-Za-z0-9_.=-]{16,}+",
            "\\bnpm_[A-Za-z0-9]{36}",
            "\\bSG\\.[A-Za-z0-9_-]{16,}+\\.[A-Za-z0-9_-]{16,}+",
            "\\bAIza[A-Za-z0-9_-]{35}",
            // Session tokens of AWS.
            "\\b(?:FwoGZXIvYXdzE|IQoJb3JpZ2luX2Vj)[A-Za-z0-9+/=]{8,}+",
            "(?s:PuTTY-User-Key-File-[0-9].*?Private-MAC:[^\\n]*+|PuTTY-User-Key-File-[0-9].*+)"));

    /** What a text with a credential contains, at least one of them. Looking for these first is much faster. */
    private static final List<String> SIGNS = List.of(
            "://",
            "AKIA",
            "ASIA",
            "ABIA",
            "ACIA",
            "-----BEGIN",
            "gh",
            "xox",
            "hooks.slack.com/services/",
            "k_live_",
            "k_test_",
            "eyJ",
            "Bearer ",
            "Basic ",
            "ignature=",
            "-Token=",
            "sig=",
            "$1$",
            "$5$",
            "$6$",
            "$y$",
            "$2",
            "$apr1$",
            "$argon2",
            "/webhook",
            "hooks.zapier.com/",
            "glpat-",
            "glsa_",
            "dop_v1_",
            "pypi-",
            "shpat_",
            "whsec_",
            "figd_",
            "lin_api_",
            "dapi",
            "sk-",
            "hvs.",
            "hvb.",
            "xapp-",
            "sq0",
            "NRAK-",
            "PMAK-",
            "TT3x",
            "ya29.",
            "AGE-SECRET-KEY-1",
            "npm_",
            "SG.",
            "AIza",
            "FwoGZXIvYXdzE",
            "IQoJb3JpZ2luX2Vj",
            "PuTTY-User-Key-File-");

    /** What every name of a secret contains, at least one of them, in small or capital letters. */
    private static final Trie IN_NAMES = Trie.builder()
            .ignoreCase()
            .addKeywords("pass", "secret", "token", "credential", "key", "pwd", "jwt", "dsn", "pw=", "_auth")
            .build();

    /** Names of arguments whose value is a secret; names and ARNs of secrets have other names. */
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(?:password|passwd|secret_key|secret_string|access_key|api_?key|private_key|auth_token|routing_key)");

    /** Names under which secrets are found in tags and in environment variables. */
    private static final String WORDS = "(?:passw(?:or)?d|passphrase|passcode|secret|token|credentials?"
            + "|(?:access|account|api|auth|encryption|license|master|private|secret|session|shared|signing)[-_]?key|secret_key_base)";

    private static final Pattern VARIABLE =
            Pattern.compile("(?i)(?:.*" + WORDS + "|(?:.*[-_.])?(?:pass|jwt|dsn)|.*[-_.]pwd)");

    /** In a script, a properties file, a program's option or a message: such a name, and as its group the word that is assigned to it. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)(?:(?<![A-Za-z0-9_.:/-])|(?<=\\$env:)|(?<=:)(?=_auth))(?:--?[a-z0-9-]*" + WORDS + "\\s+"
                    + "|[a-z0-9_.-]*(?:" + WORDS + "|[-_.](?:pass|pwd|jwt|dsn))\\\\*[\"']?\\s*(?::=|=>|[:=])\\s*"
                    + "|(?:pwd|pass|pw|_auth)=(?![/.]))"
                    // A tag or a folded text of YAML.
                    + "(?:!{1,2}[a-z]+\\s+|[|>][-+0-9]{0,2}\\s*\\R\\s*)?\\\\*[\"']?"
                    // A reference or a placeholder is not a value.
                    + "((?!arn:|list:|(?:null|true|false|none)\\b)[^\\s\"'$({<\\[\\\\,;>|!-][^\\s\"',;\\\\]{3,})");

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
                        WrittenSecrets.in(text).stream())
                .map(found -> found.group(1))
                .toList();
    }

    private static boolean assigns(String text) {
        return (text.indexOf('=') >= 0 || text.indexOf(':') >= 0 || text.indexOf('-') >= 0)
                && IN_NAMES.containsMatch(text);
    }

    /** A text with credentials and values assigned to names of secrets hidden. */
    public static String hide(String text) {
        String known = isCredential(text) ? CREDENTIAL.matcher(text).replaceAll(HIDDEN) : text;
        String shown = WrittenSecrets.hide(known);
        return assigns(shown)
                ? ASSIGNED.matcher(shown)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(shown.substring(found.start(), found.start(1)) + HIDDEN))
                : shown;
    }

    /** A text in which what is marked is hidden. */
    static String hide(String text, BitSet marks) {
        if (marks.isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        int copied = 0;
        for (int start = marks.nextSetBit(0); start >= 0; start = marks.nextSetBit(copied)) {
            shown.append(text, copied, start).append(HIDDEN);
            copied = marks.nextClearBit(start);
        }
        return shown.append(text, copied, text.length()).toString();
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
