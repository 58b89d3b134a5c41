package groundplan.tree;

import groundplan.difference.SequenceDelta;
import groundplan.git.GitFolder;
import groundplan.hcl.HclKeys;
import groundplan.hcl.HclParser;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.NativeBody;
import groundplan.hcl.SourceText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was changed in the files of a repository since a commit, place by place. */
public final class ChangedLines {
    /** Files above this size, in bytes, are left out: nobody writes one by hand. */
    private static final long LONGEST = 1 << 20;

    /** The first are those in which values are set; what is read besides may be of any kind. */
    private static final List<String> SETTING = List.of(".hcl", ".tfvars", ".tf", ".json", ".yaml", ".yml");

    private static final Set<String> NEVER_READ = Set.of(".md", ".lock.hcl");

    /** What Terragrunt and Terraform leave in a tree; a repository may not ignore it. */
    private static final Pattern WORKING_FILES =
            Pattern.compile("(^|/)\\.(terragrunt-cache|terragrunt-stack|terraform)/|\\.tfstate(\\.backup)?$");

    private static final Pattern ARGUMENT = Pattern.compile("\\s*+[\"']?([\\w.-]++)[\"']?\\s*+[:=]\\s*+(.*+)");

    private static final Pattern COMMENT = Pattern.compile("\\s*+(?:(?:#|//).*+)?+");

    private final String file;
    private final List<String> old;
    private final List<String> now;
    private final Optional<NativeBody> oldBody;
    private final Optional<NativeBody> body;
    private final boolean isNew;
    private final List<ChangedLine> found = new ArrayList<>();

    private ChangedLines(String file, Optional<String> before, Optional<String> after) {
        this.file = file;
        this.old = lines(before.orElse(""));
        this.now = lines(after.orElse(""));
        this.oldBody = before.flatMap(this::parsed);
        this.body = after.flatMap(this::parsed);
        this.isNew = before.isEmpty();
    }

    /**
     * The changes, those of configuration first.
     *
     * @param repository the root of the repository
     * @param commit the commit to compare with; what is not committed counts too
     * @throws IOException when Git does not know the commit
     */
    public static List<ChangedLine> since(Path repository, String commit) throws IOException {
        GitFolder git = new GitFolder(repository);
        List<ChangedLine> all = new ArrayList<>();
        for (String file : git.changedSince(commit)) {
            Path path = repository.resolve(file);
            if (NEVER_READ.stream().anyMatch(file::endsWith)
                    || file.startsWith(".github/")
                    || WORKING_FILES.matcher(file).find()) {
                continue;
            }
            Optional<String> before = git.tried("show", commit + ":" + file);
            Optional<String> after = text(path);
            if (Files.isRegularFile(path) == after.isPresent() && isText(before) && isText(after)) {
                ChangedLines lines = new ChangedLines(file, before, after);
                lines.compare();
                all.addAll(lines.found);
            }
        }
        all.sort(Comparator.comparing(line -> rank(line.file())));
        return List.copyOf(all);
    }

    private static int rank(String file) {
        return IntStream.range(0, SETTING.size())
                .filter(i -> file.endsWith(SETTING.get(i)))
                .findFirst()
                .orElse(SETTING.size());
    }

    private static Optional<String> text(Path path) throws IOException {
        try {
            return Files.isRegularFile(path) && Files.size(path) <= LONGEST
                    ? Optional.of(Files.readString(path))
                    : Optional.empty();
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private static boolean isText(Optional<String> content) {
        return content.filter(text -> text.indexOf('\0') >= 0 || text.length() > LONGEST)
                .isEmpty();
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    private Optional<NativeBody> parsed(String text) {
        if (!file.endsWith(".hcl") && !file.endsWith(".tf") && !file.endsWith(".tfvars")) {
            return Optional.empty();
        }
        try {
            return Optional.of(HclParser.body(SourceText.of(file, text)));
        } catch (InvalidHcl unreadable) {
            return Optional.empty();
        }
    }

    private void compare() {
        if (old.isEmpty() || now.isEmpty()) {
            whole();
            return;
        }
        for (SequenceDelta part : SequenceDelta.between(old, now)) {
            if (matches(part)) {
                IntStream.range(0, part.removed())
                        .forEach(i -> add(new SequenceDelta(part.from() + i, 1, part.to() + i, 1)));
            } else {
                add(part);
            }
        }
    }

    /** A file that is new, or gone. */
    private void whole() {
        found.add(new ChangedLine(
                file,
                0,
                "",
                old.isEmpty() ? Optional.empty() : Optional.of(value(old)),
                now.isEmpty() ? Optional.empty() : Optional.of(value(now)),
                isNew ? Optional.empty() : Optional.of(String.join("\n", old))));
    }

    /** Whether each line sets what it set before, so that they are changes of their own. */
    private boolean matches(SequenceDelta part) {
        return part.removed() == part.added()
                && IntStream.range(0, part.removed()).allMatch(i -> {
                    Matcher before = ARGUMENT.matcher(old.get(part.from() + i));
                    Matcher after = ARGUMENT.matcher(now.get(part.to() + i));
                    return before.matches()
                            && after.matches()
                            && before.group(1).equals(after.group(1));
                });
    }

    private void add(SequenceDelta part) {
        List<String> gone = old.subList(part.from(), part.from() + part.removed());
        List<String> come = now.subList(part.to(), part.to() + part.added());
        if (gone.stream().allMatch(ChangedLines::isComment) && come.stream().allMatch(ChangedLines::isComment)) {
            return;
        }
        int first = first(come);
        List<String> undone = new ArrayList<>(now.subList(0, part.to()));
        undone.addAll(gone);
        undone.addAll(now.subList(part.to() + part.added(), now.size()));
        Told told = told(part, gone, come);
        found.add(new ChangedLine(
                file,
                Math.max(1, part.to() + first + 1),
                told.key(),
                told.before(),
                told.after(),
                Optional.of(String.join("\n", undone))));
    }

    /** What is told of a change; see {@link ChangedLine}. */
    private record Told(String key, Optional<String> before, Optional<String> after) {}

    private Told told(SequenceDelta part, List<String> gone, List<String> come) {
        Optional<HclKeys.WrittenValue> before = value(oldBody, part.from(), gone, come);
        Optional<HclKeys.WrittenValue> after = value(body, part.to(), come, gone);
        if (before.isPresent()
                && before.map(HclKeys.WrittenValue::key).equals(after.map(HclKeys.WrittenValue::key))
                && !before.get().text().contains("\n")) {
            return new Told(
                    before.get().key(), before.map(HclKeys.WrittenValue::text), after.map(HclKeys.WrittenValue::text));
        }
        return new Told(
                come.isEmpty()
                        ? key(oldBody, gone, part.from() + first(gone))
                        : key(body, come, part.to() + first(come)),
                gone.stream().allMatch(ChangedLines::isComment) ? Optional.empty() : Optional.of(value(gone)),
                come.stream().allMatch(ChangedLines::isComment) ? Optional.empty() : Optional.of(value(come)));
    }

    /**
     * The value in which a line differs from another one: one line may set several.
     *
     * @param index that of the line, counted from 0
     */
    private static Optional<HclKeys.WrittenValue> value(
            Optional<NativeBody> body, int index, List<String> lines, List<String> others) {
        if (lines.size() != 1 || others.size() != 1 || body.isEmpty()) {
            return Optional.empty();
        }
        String line = lines.get(0);
        String other = others.get(0);
        int shorter = Math.min(line.length(), other.length());
        int start = 0;
        while (start < shorter && line.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && line.charAt(line.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        String text = body.get().range().source().text();
        int offset = 0;
        for (int i = 0; i < index; i++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return HclKeys.value(body.get(), offset + start, offset + line.length() - end);
    }

    private static int first(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> !isComment(lines.get(i)))
                .findFirst()
                .orElse(0);
    }

    private static boolean isComment(String line) {
        return COMMENT.matcher(line).matches();
    }

    /** @param index that of the line, counted from 0 */
    private static String key(Optional<NativeBody> body, List<String> lines, int index) {
        String key = body.map(parsed -> HclKeys.at(parsed, index + 1)).orElse("");
        Matcher argument = ARGUMENT.matcher(lines.get(first(lines)));
        return !key.isEmpty() ? key : argument.matches() ? argument.group(1) : "";
    }

    private static String value(List<String> lines) {
        List<String> own = lines.stream().filter(line -> !isComment(line)).toList();
        if (own.size() != 1) {
            return own.size() + " lines";
        }
        Matcher argument = ARGUMENT.matcher(own.get(0));
        return argument.matches()
                ? argument.group(2).strip()
                : own.stream().map(String::strip).collect(Collectors.joining());
    }
}
