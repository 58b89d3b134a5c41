package groundplan.cli;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages that name a command of Groundplan, with the command line as it was called. Packages below the command line do not know
 * that, and write {@code groundplan plan}.
 */
final class CalledCommand {
    private final Pattern named;
    private final String called;

    /**
     * @param called how the command line was called, such as {@code ./groundplanw}
     * @param commands the names of all commands
     */
    CalledCommand(String called, Collection<String> commands) {
        this.named = Pattern.compile("(?<![\\w./-])(?:\\./)?groundplan (?=(?:" + String.join("|", commands) + ")\\b)");
        this.called = called;
    }

    /** The message with commands as the user would type them. */
    String in(String message) {
        return named.matcher(message).replaceAll(Matcher.quoteReplacement(called + " "));
    }
}
