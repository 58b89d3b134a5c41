package groundplan.redact;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Secrets that a command line hands to a program, where no name stands beside them. */
final class CommandSecrets {
    private static final String WORD = "([^\\s\"'$({<\\\\,;|][^\\s\"',;\\\\|]{3,})";

    /** By what a text has to contain, a pattern whose group is the secret. */
    private record SecretForm(String sign, Pattern pattern) {}

    private static final List<SecretForm> FORMS = List.of(
            new SecretForm(
                    "curl",
                    Pattern.compile("\\bcurl\\b[^\\n|;&]{0,300}?\\s(?:-u|--user)[ =]?[\"']?[^\\s:\"']{1,100}:" + WORD)),
            new SecretForm("mysql", Pattern.compile("\\bmysql(?:dump|admin)?\\b[^\\n|;&]{0,300}?\\s-p" + WORD)),
            new SecretForm("sshpass", Pattern.compile("\\bsshpass\\s{1,10}-p\\s{0,10}[\"']?" + WORD)),
            new SecretForm(
                    "--password-stdin",
                    Pattern.compile("\\becho\\s{1,10}(?:-n\\s{1,10})?[\"']?" + WORD
                            + "[\"']?\\s{0,10}\\|[^\\n]{0,300}--password-stdin")),
            new SecretForm(
                    "uthorization",
                    Pattern.compile("(?i)authorization\\\\?[\"']?\\s{0,10}[:=]\\s{0,10}\\\\?[\"']?"
                            + "(?:bearer|basic|token)\\s{1,10}" + WORD)),
            new SecretForm(
                    " set ",
                    Pattern.compile(
                            "(?i) set\\s{1,10}[a-z0-9_.-]{0,60}(?:password|secret_access_key|secret|token)\\s{1,10}"
                                    + "[\"']?" + WORD)));

    private CommandSecrets() {}

    /** The secrets in a text, each as the group of a match. */
    static List<MatchResult> in(String text) {
        return FORMS.stream()
                .filter(form -> text.contains(form.sign()))
                .flatMap(form -> form.pattern().matcher(text).results())
                .toList();
    }

    /** A text with them hidden. */
    static String hide(String text) {
        String shown = text;
        for (MatchResult found : in(text)) {
            shown = shown.replace(found.group(1), SecretPatterns.HIDDEN);
        }
        return shown;
    }
}
