package groundplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.ProgramClasses;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The drawing and the table of packages in {@code docs/design.md} are those of the code. */
class PackageDrawingTest {
    private static final Path DESIGN = Repository.root().resolve("docs/design.md");
    /** What nearly everything uses would hide all other arrows. */
    private static final Set<String> EVERYWHERE = Set.of("json", "kernel");

    @Test
    void theDrawingShowsThePackagesAsTheyAre() throws Exception {
        String design = Files.readString(DESIGN);
        int start = design.indexOf("```mermaid\nflowchart");
        assertTrue(start >= 0, "docs/design.md has no drawing of the packages");
        String drawn = design.substring(start, design.indexOf("```\n", start + 3) + 4);
        assertEquals(drawing(), drawn, "docs/design.md's drawing is not that of the code: put the expected one there");
    }

    @Test
    void theTableNamesEveryPackage() throws IOException {
        String design = Files.readString(DESIGN);
        SortedSet<String> missing = new TreeSet<>(packages("main"));
        missing.removeIf(name -> design.contains("| `groundplan." + name + "` |"));
        assertEquals(Set.of(), missing, "packages of main/ that the table in docs/design.md lacks");
    }

    private static SortedSet<String> packages(String folder) throws IOException {
        try (Stream<Path> list = Files.list(Repository.root().resolve(folder).resolve("groundplan"))) {
            return list.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** An arrow for each use that no longer way of arrows says already. */
    private static String drawing() throws IOException {
        SortedMap<String, SortedSet<String>> uses = uses();
        StringBuilder text = new StringBuilder("```mermaid\nflowchart LR\n");
        uses.forEach((from, targets) -> targets.stream()
                .filter(to -> targets.stream().noneMatch(between -> !between.equals(to) && reaches(uses, between, to)))
                .forEach(to -> text.append("  ")
                        .append(from)
                        .append(" --> ")
                        .append(to)
                        .append('\n')));
        return text.append("```\n").toString();
    }

    private static boolean reaches(Map<String, SortedSet<String>> uses, String from, String to) {
        Set<String> next = uses.getOrDefault(from, new TreeSet<>());
        return next.contains(to) || next.stream().anyMatch(between -> reaches(uses, between, to));
    }

    private static SortedMap<String, SortedSet<String>> uses() throws IOException {
        Set<String> shown = packages("main");
        shown.removeAll(EVERYWHERE);
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        shown.forEach(name -> uses.put(name, new TreeSet<>()));
        ProgramClasses.imported().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .forEach(dependency -> {
                    String from = folder(dependency.getOriginClass().getPackageName());
                    String to = folder(dependency.getTargetClass().getPackageName());
                    if (shown.contains(from) && shown.contains(to) && !from.equals(to)) {
                        uses.get(from).add(to);
                    }
                });
        return uses;
    }

    private static String folder(String name) {
        return name.startsWith("groundplan.") ? name.split("\\.")[1] : "";
    }
}
