package groundplan.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program and its arguments as a log may show them: without credentials, and without the values of Terraform's variables. */
public final class RedactedCommand {
    /** Options with an argument {@code name=value}, whose value may be secret whatever its name is. */
    private static final Set<String> ASSIGNING = Set.of("-var", "--var", "-backend-config", "--backend-config");

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?s)(?<before>(?:-{1,2}[a-z-]+=)?(?<name>[A-Za-z0-9_.-]+)=).*");
    private static final Pattern HEADER = Pattern.compile("(?is)(?<before>(?:proxy-)?authorization\\s*:\\s*).+");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^~-]+");

    private RedactedCommand() {}

    /** The words of a command, quoted where a shell needs it. */
    public static String of(List<String> command) {
        List<String> shown = new ArrayList<>();
        String before = "";
        for (String word : command) {
            shown.add(quoted(shown(before, word)));
            before = word;
        }
        return String.join(" ", shown);
    }

    private static String shown(String before, String word) {
        Matcher assignment = ASSIGNMENT.matcher(word);
        Matcher header = HEADER.matcher(word);
        boolean secretOption = before.matches("-{1,2}[A-Za-z][A-Za-z0-9_-]*") && secret(before.replaceFirst("^-+", ""));
        if (secretOption) {
            return SecretPatterns.HIDDEN;
        }
        if (ASSIGNING.contains(before)) {
            int name = word.indexOf('=');
            return name < 0 ? SecretPatterns.hide(word) : word.substring(0, name + 1) + SecretPatterns.HIDDEN;
        }
        if (header.matches()) {
            return header.group("before") + SecretPatterns.HIDDEN;
        }
        if (assignment.matches() && (assigns(word) || secret(assignment.group("name")))) {
            return assignment.group("before") + SecretPatterns.HIDDEN;
        }
        return SecretPatterns.hide(word);
    }

    private static boolean assigns(String word) {
        return ASSIGNING.stream().anyMatch(option -> word.startsWith(option + "="));
    }

    private static boolean secret(String name) {
        String plain = name.replaceFirst("^-+", "");
        return SecretPatterns.names(plain) || SecretPatterns.namesVariable(plain);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
