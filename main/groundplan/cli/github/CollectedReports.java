package groundplan.cli.github;

import groundplan.cli.PlanFiles;
import groundplan.workspace.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * JSON reports that other jobs of a workflow wrote, one for each environment.
 *
 * @param files the reports, in folders of any depth
 * @param expected the environments that must have one
 */
record CollectedReports(List<Path> files, List<String> expected) {
    /**
     * Looks for the reports.
     *
     * @param folder the folder to search
     * @param expected the environments that must have a report; absent if the user named none
     * @param writer the command that writes such reports, as users type it
     */
    static CollectedReports in(Path folder, Optional<List<String>> expected, String writer) throws IOException {
        // A job without reports makes no folder. If no environment is expected, that must not look like success.
        if (expected.isEmpty() && !Files.isDirectory(folder)) {
            throw Failure.badInput("there is no folder " + folder + "; " + writer + " writes the reports");
        }
        return new CollectedReports(
                json(folder),
                expected.orElse(List.of()).stream()
                        .filter(name -> !name.isBlank())
                        .toList());
    }

    /** The JSON files in a folder of any depth, without the parts of single units; none when there is no folder. */
    static List<Path> json(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(".json") && !file.endsWith(PlanFiles.PART))
                    .sorted()
                    .toList();
        }
    }

    /** The environments that should have a report and have none. */
    SortedSet<String> missing(Collection<String> found) {
        SortedSet<String> missing = new TreeSet<>(expected);
        missing.removeAll(found);
        return missing;
    }
}
