package groundplan.redact;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ahocorasick.trie.Trie;

/** Secrets in command lines, configurations and documents whose way of writing says that they are some, by what is written before them. */
final class WrittenSecrets {
    private static final String WORD = "([^\\s\"'$({<\\\\,;|][^\\s\"',;\\\\|<>]{3,})";

    /** How the name of a secret ends. */
    private static final String SECRET =
            "(?:passw(?:or)?d|passphrase|secret|token|credentials?|(?:access|api|secret|private)[-_]?key)";

    /** By what a text has to contain, a pattern whose group is the secret. */
    private record SecretForm(String sign, Pattern pattern) {}

    private static final List<SecretForm> FORMS = List.of(
            // Of command lines.
            new SecretForm(
                    "curl",
                    Pattern.compile(
                            "(?i)\\bcurl\\b[^\\n|;&]{0,300}?\\s(?-i:-u|--user)[ =]?[\"']?[^\\s:\"']{1,100}:" + WORD)),
            new SecretForm("oauth2-bearer", Pattern.compile("(?i)--oauth2-bearer[ =][\"']?" + WORD)),
            new SecretForm(
                    "mysql",
                    Pattern.compile("(?i)\\bmysql(?:dump|admin)?\\b[^\\n|;&]{0,300}?\\s(?-i:-p)[\"']?" + WORD)),
            new SecretForm(
                    "mongo",
                    Pattern.compile(
                            "(?i)\\bmongo(?:sh|dump|restore|import|export)?\\b[^\\n|;&]{0,300}?\\s(?-i:-p)[ =]?[\"']?"
                                    + WORD)),
            new SecretForm(
                    "redis-cli",
                    Pattern.compile("(?i)\\bredis-cli\\b[^\\n|;&]{0,300}?\\s(?-i:-a|--pass)[ =][\"']?" + WORD)),
            new SecretForm(
                    "ldap", Pattern.compile("(?i)\\bldap[a-z]{3,9}\\b[^\\n|;&]{0,300}?\\s(?-i:-w)[ ]?[\"']?" + WORD)),
            new SecretForm(
                    "login",
                    Pattern.compile(
                            "(?i)\\b(?:docker|podman|helm|az|oc|skopeo)\\b[^\\n|;&]{0,200}?\\blogin\\b[^\\n|;&]{0,200}?\\s(?-i:-p)[ =]?[\"']?"
                                    + WORD)),
            new SecretForm("sshpass", Pattern.compile("(?i)\\bsshpass\\s{1,10}-p\\s{0,10}[\"']?" + WORD)),
            new SecretForm(
                    "--password-stdin",
                    Pattern.compile("(?i)\\becho\\s{1,10}(?:-n\\s{1,10})?[\"']?" + WORD
                            + "[\"']?\\s{0,10}\\|[^\\n]{0,300}--password-stdin")),
            new SecretForm(
                    "chpasswd",
                    Pattern.compile("(?i)[\"'\\s][A-Za-z_][\\w-]{0,60}:" + WORD
                            + "[\"']?\\s{0,10}\\|[^\\n|]{0,60}\\bchpasswd\\b")),
            new SecretForm(
                    "htpasswd",
                    Pattern.compile(
                            "(?i)\\bhtpasswd\\s{1,10}-[a-z]{0,10}b[a-z]{0,10}\\s[^\\n|;&]{0,200}?\\s[\\w.@-]{1,100}\\s{1,10}[\"']?"
                                    + WORD)),
            new SecretForm(
                    "user", Pattern.compile("(?i)\\buser(?:add|mod)\\b[^\\n|;&]{0,200}?\\s(?-i:-p)[ ]?[\"']?" + WORD)),
            new SecretForm("net user", Pattern.compile("(?i)\\bnet user [\\w.-]{1,100} {1,10}[\"']?" + WORD)),
            new SecretForm(
                    "rabbitmqctl",
                    Pattern.compile(
                            "(?i)\\brabbitmqctl\\s{1,10}(?:add_user|change_password)\\s{1,10}[\\w.@-]{1,100}\\s{1,10}[\"']?"
                                    + WORD)),
            new SecretForm(
                    "openssl",
                    Pattern.compile(
                            "(?i)\\bopenssl\\b[^\\n|;&]{0,300}?\\s(?:-k |-K |-pass(?:in|out)? pass:)[\"']?" + WORD)),
            new SecretForm("from-literal", Pattern.compile("(?i)--from-literal[= ][\"']?[\\w.-]{1,100}=[\"']?" + WORD)),
            new SecretForm(
                    "securestring",
                    Pattern.compile("(?i)ConvertTo-SecureString\\s{1,10}(?:-String\\s{1,10})?[\"']" + WORD)),
            new SecretForm(
                    "setx ", Pattern.compile("(?i)\\bsetx\\s{1,10}[\\w.-]{0,60}" + SECRET + "\\s{1,10}[\"']?" + WORD)),
            new SecretForm(
                    " set ", Pattern.compile("(?i)\\sset\\s{1,10}[\\w.-]{0,60}" + SECRET + "\\s{1,10}[\"']?" + WORD)),
            // Of headers, configurations and documents, where the name is beside the value.
            new SecretForm(
                    "authorization",
                    Pattern.compile(
                            "(?i)authorization\\\\?[\"']?\\s{0,10}[:=]\\s{0,10}\\\\?[\"']?(?:bearer|basic|token)\\s{1,10}"
                                    + WORD)),
            new SecretForm(
                    "authorization",
                    Pattern.compile(
                            "(?i)\\bauthorization: {0,10}(?!AWS4)(?=[^\\s\"',;\\\\]{0,100}[0-9])([A-Za-z0-9][^\\s\"',;\\\\]{9,})")),
            new SecretForm(
                    "machine",
                    Pattern.compile(
                            "(?i)\\bmachine\\s{1,10}\\S{1,200}\\s{1,10}login\\s{1,10}\\S{1,200}\\s{1,10}password\\s{1,10}"
                                    + WORD)),
            new SecretForm("requirepass", Pattern.compile("(?i)\\brequirepass\\s{1,10}[\"']?" + WORD)),
            new SecretForm("masterauth", Pattern.compile("(?i)\\bmasterauth\\s{1,10}[\"']?" + WORD)),
            new SecretForm(
                    "env ",
                    Pattern.compile(
                            "(?i)(?:^|\\n)[ \\t]{0,20}ENV\\s{1,10}[\\w.-]{0,60}" + SECRET + "\\s{1,10}[\"']?" + WORD)),
            new SecretForm(
                    "identified",
                    Pattern.compile(
                            "(?i)\\bidentified\\s{1,10}(?:with\\s{1,10}\\S{1,60}\\s{1,10})?by\\s{1,10}(?:password\\s{1,10})?[\"']"
                                    + WORD)),
            new SecretForm(
                    "password",
                    Pattern.compile(
                            "(?i)\\bpassword\\s{0,10}(?:=\\s{0,10}password)?\\s{0,10}\\(?\\s{0,10}'" + WORD + "\\'")),
            new SecretForm(
                    "password",
                    Pattern.compile("(?i)\\([\"'][\\w.-]{0,60}" + SECRET + "[\"']\\s{0,10},\\s{0,10}[\"']" + WORD
                            + "[\"']\\s{0,10}[,)]")),
            new SecretForm("jdbc:oracle", Pattern.compile("(?i)jdbc:oracle:[a-z]{1,10}:[^\\s/@]{1,100}/" + WORD + "@")),
            new SecretForm(
                    "</",
                    Pattern.compile(
                            "(?i)<[\\w.:-]{0,60}" + SECRET + "\\s{0,10}>\\s{0,20}([^\\s<>$][^<>]{2,}?)\\s{0,20}</")),
            new SecretForm(
                    "<",
                    Pattern.compile("(?i)<[a-z]{1,30}\\s[^<>]{0,200}\\b(?:key|name)=[\"'][\\w.:-]{0,100}" + SECRET
                            + "[\"'][^<>]{0,100}\\bvalue=[\"']([^\"'$<>{]{3,})[\"']")),
            new SecretForm(
                    "</",
                    Pattern.compile("(?i)<[a-z]{1,30}\\s[^<>]{0,200}\\b(?:key|name)=[\"'][\\w.:-]{0,100}" + SECRET
                            + "[\"'][^<>]{0,100}>\\s{0,20}([^\\s<>$][^<>]{2,}?)\\s{0,20}</")),
            new SecretForm(
                    "value",
                    Pattern.compile(
                            "(?i)\\b(?:name|key)\\\\?[\"']?\\s{0,10}[:=]\\s{0,10}\\\\?[\"']?[\\w.-]{0,60}" + SECRET
                                    + "\\\\?[\"']?\\s{0,10},?\\s{0,40}\\\\?[\"']?value\\\\?[\"']?\\s{0,10}[:=]\\s{0,10}\\\\?[\"']?"
                                    + WORD)),
            new SecretForm(
                    "_key",
                    Pattern.compile(
                            "(?i)\\b[A-Z0-9_]{1,60}_KEY(?:_BASE)?=[\"']?((?=[^\\s\"']{0,100}[a-z])(?=[^\\s\"']{0,100}[A-Z])(?=[^\\s\"']{0,100}[0-9])[A-Za-z0-9+/=_-]{20,})")),
            new SecretForm(
                    "_auth",
                    Pattern.compile(
                            "(?i)\\b[A-Z0-9_]{1,60}_AUTH=[\"']?((?=[^\\s\"']{0,100}[0-9])[^\\s\"',;\\\\$({]{8,})")));

    /** The users in cloud-init's list of passwords, one in a line. */
    private static final Pattern PASSWORDS = Pattern.compile(
            "(?:chpasswd:\\s{1,20}(?:expire:\\s{0,10}[a-z]{1,10}\\s{1,20})?list:\\s{0,10}(?:[|>][-+]?\\s{0,20})?|(?!^)\\G\\s{1,20})"
                    + "(?:-\\s{0,10})?[\"']?[A-Za-z_][A-Za-z0-9_-]{0,60}:" + WORD);

    private static final Trie SIGNS =
            Trie.builder().ignoreCase().addKeywords(signs()).build();

    private WrittenSecrets() {}

    private static Set<String> signs() {
        Set<String> signs = new HashSet<>(Set.of("chpasswd:"));
        FORMS.forEach(form -> signs.add(form.sign()));
        return signs;
    }

    /** The secrets in a text, each as the group of a match. */
    static List<MatchResult> in(String text) {
        Set<String> signs = new HashSet<>();
        SIGNS.parseText(text, found -> {
            signs.add(found.getKeyword());
            return true;
        });
        Stream<MatchResult> found = FORMS.stream()
                .filter(form -> signs.contains(form.sign()))
                .flatMap(form -> form.pattern().matcher(text).results());
        return (signs.contains("chpasswd:")
                        ? Stream.concat(found, PASSWORDS.matcher(text).results())
                        : found)
                .toList();
    }

    /** A text with them hidden. */
    static String hide(String text) {
        BitSet marks = new BitSet(text.length());
        in(text).forEach(found -> marks.set(found.start(1), found.end(1)));
        return SecretPatterns.hide(text, marks);
    }
}
