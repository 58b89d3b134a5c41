package groundplan.cli;

import java.util.List;
import java.util.Map;

/** How the error stream is written. */
enum LogFormat {
    text,
    json;

    private static final String OPTION = "--log-format";

    /** Whether JSON is wanted. It is known before the command line is parsed, since that may fail. */
    static boolean json(Map<String, String> variables, String... arguments) {
        List<String> words = List.of(arguments);
        List<String> own = words.contains("--") ? words.subList(0, words.indexOf("--")) : words;
        String wanted = variables.getOrDefault(OptionVariables.PREFIX + "LOG_FORMAT", "");
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).startsWith(OPTION + "=")) {
                wanted = own.get(i).substring(OPTION.length() + 1);
            } else if (own.get(i).equals(OPTION) && i + 1 < own.size()) {
                wanted = own.get(i + 1);
            }
        }
        return wanted.equalsIgnoreCase(json.name());
    }
}
