package groundplan.plan;

import groundplan.git.GitFolder;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The owners of units by the repository's {@code CODEOWNERS}: a unit belongs to the owners of its folder in the live tree. As on GitHub,
 * the last line that matches decides.
 *
 * @param prefix the path from the repository's root to the project, with which the rules' paths begin: empty, or with {@code /} at
 *     its end
 * @param rules the file's lines
 */
public record CodeOwners(String prefix, List<Rule> rules) {
    private static final Pattern TOKEN = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");
    private static final List<String> PLACES = List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

    /**
     * A line of the file.
     *
     * @param pattern the paths that it matches
     * @param owners their owners, as written; empty if the line names none
     */
    public record Rule(Pattern pattern, String owners) {}

    /** No rules: no unit has an owner. */
    public static CodeOwners none() {
        return new CodeOwners("", List.of());
    }

    /**
     * The owners that the project's repository names, in the first of GitHub's three places that has the file.
     *
     * @param project the project's folder: the root of a repository, or a folder below it
     */
    public static CodeOwners of(Path project) throws IOException {
        GitFolder.InRepository place =
                new GitFolder(project).inRepository().orElse(new GitFolder.InRepository(project, ""));
        for (String file : PLACES) {
            Path owners = place.top().resolve(file);
            if (Files.isRegularFile(owners)) {
                return parse(place.prefix(), Files.readAllLines(owners));
            }
        }
        return none();
    }

    static CodeOwners parse(String prefix, List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+", 2);
            if (!parts[0].isEmpty()) {
                rules.add(new Rule(pattern(parts[0]), parts.length > 1 ? parts[1].strip() : ""));
            }
        }
        return new CodeOwners(prefix, List.copyOf(rules));
    }

    /** The owners of a unit. */
    public Optional<String> of(UnitPath unit) {
        String file = "/" + prefix + "terragrunt/" + unit + "/main.tf.json";
        String owners = "";
        for (Rule rule : rules) {
            owners = rule.pattern().matcher(file).matches() ? rule.owners() : owners;
        }
        return Optional.of(owners).filter(named -> !named.isEmpty());
    }

    /** A pattern of the file. As on GitHub, it has gitignore's syntax without negation and character ranges. */
    private static Pattern pattern(String text) {
        boolean anchored = text.substring(0, text.length() - 1).contains("/");
        String path = text.startsWith("/") ? text.substring(1) : text;
        StringBuilder regex = new StringBuilder(anchored ? "/" : "/(?:.*/)?");
        Matcher token = TOKEN.matcher(path.endsWith("/") ? path + "**" : path);
        while (token.find()) {
            regex.append(
                    switch (token.group()) {
                        case "**/" -> "(?:.*/)?";
                        case "**" -> ".*";
                        case "*" -> "[^/]*";
                        case "?" -> "[^/]";
                        default -> Pattern.quote(token.group());
                    });
        }
        // A folder's name matches everything in it; a star at the end only what is directly in the folder.
        return Pattern.compile(path.endsWith("*") || path.endsWith("/") ? regex.toString() : regex + "(?:/.*)?");
    }
}
