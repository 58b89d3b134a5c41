package groundplan.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an apply printed, and what that says of an end that nobody saw. */
public final class ApplyEvents {
    private static final Pattern LINE =
            Pattern.compile("(?m)^(\\S+): (Creating\\.\\.\\.|Creation complete after \\S+(?: \\[(?:id=)?(.*)])?)$");
    private static final Pattern END = Pattern.compile("(?m)^(?:Apply complete!|.*Error: )");

    private final String text;

    public ApplyEvents(String text) {
        this.text = text;
    }

    /** Whether Terraform came to its end, a failure included: then it wrote down all that it did. */
    public boolean ended() {
        return text.isBlank() || END.matcher(text).find();
    }

    /**
     * Objects that were made, or may have been, and that the state does not know, in words.
     *
     * @param known the addresses in the state
     */
    public List<String> lost(Set<String> known) {
        Map<String, String> made = new TreeMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            boolean complete = line.group(2).startsWith("Creation");
            made.put(
                    line.group(1),
                    complete ? line.group(3) == null ? "made" : "made as " + line.group(3) : "perhaps made");
        }
        List<String> lost = new ArrayList<>();
        made.forEach((address, how) -> {
            if (!known.contains(address)) {
                lost.add(address + " (" + how + ")");
            }
        });
        return lost;
    }
}
