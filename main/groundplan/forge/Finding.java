package groundplan.forge;

import groundplan.console.VisibleText;
import groundplan.git.GitFolder;
import groundplan.settings.Problem;
import groundplan.settings.SourceLocation;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Something that a reviewer has to see, with its position in the repository.
 *
 * @param level its severity
 * @param rule the rule that is broken: {@code settings}, {@code refused}, {@code danger/data_loss}, {@code control/row-33}
 * @param mark its position, or that of the configuration of the unit that it concerns
 * @param place the unit and address that it concerns; empty for settings
 * @param message what is wrong
 */
public record Finding(Level level, String rule, SourceLocation mark, String place, String message) {
    /** Severities, the worst first. */
    public enum Level {
        ERROR("error", "error"),
        WARNING("warning", "warning"),
        NOTICE("notice", "note");

        private final String command;
        private final String sarif;

        Level(String command, String sarif) {
            this.command = command;
            this.sarif = sarif;
        }
    }

    /** The worst first, then by place. */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::level)
            .thenComparing(finding -> !finding.rule().equals("refused"))
            .thenComparing(finding -> finding.mark().file())
            .thenComparing(finding -> finding.mark().line())
            .thenComparing(Finding::place)
            .thenComparing(Finding::message);

    /** GitHub shows about this many annotations of a step. */
    private static final int SHOWN = 10;

    /** Problems of the settings. */
    public static List<Finding> of(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Finding(
                        Level.ERROR,
                        "settings",
                        problem.mark(),
                        "",
                        (problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.message()))
                .toList();
    }

    /** The same findings with paths relative to the root of the project's repository, as GitHub expects them. */
    public static List<Finding> inRepository(Path project, List<Finding> findings) {
        String prefix = new GitFolder(project)
                .inRepository()
                .map(GitFolder.InRepository::prefix)
                .orElse("");
        return findings.stream()
                .map(finding -> new Finding(
                        finding.level,
                        finding.rule,
                        new SourceLocation(prefix + finding.mark.file(), finding.mark.line(), finding.mark.column()),
                        finding.place,
                        finding.message))
                .toList();
    }

    /** The workflow commands that annotate the worst findings, and the number of further ones. */
    public static String annotations(List<Finding> findings) {
        List<Finding> sorted = findings.stream().sorted(WORST_FIRST).toList();
        StringBuilder text = new StringBuilder();
        boolean more = sorted.size() > SHOWN;
        sorted.stream().limit(more ? SHOWN - 1 : SHOWN).forEach(finding -> text.append(finding.annotation())
                .append('\n'));
        if (more) {
            text.append("::notice title=Groundplan::")
                    .append(sorted.size() - SHOWN + 1)
                    .append(" more findings are in the SARIF report\n");
        }
        return text.toString();
    }

    private String annotation() {
        String at = mark.line() == 0 ? "" : ",line=" + mark.line() + ",col=" + Math.max(1, mark.column());
        return "::" + level.command + " file=" + property(mark.file()) + at + ",title="
                + property("Groundplan: " + rule) + "::" + data((place.isEmpty() ? "" : place + " ") + message);
    }

    String sarifLevel() {
        return level.sarif;
    }

    private static String data(String text) {
        return VisibleText.lines(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
