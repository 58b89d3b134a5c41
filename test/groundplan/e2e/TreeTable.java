package groundplan.e2e;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The comparison of plans of trees as a Markdown table, written row by row to {@code target/any-tree-compared.md}. */
final class TreeTable {
    private static final String HEADING =
            """
            # The whole plan of any tree, compared

            Written by `EveryTreeChangeOnTheEmulatorTest` (see the [README](../README.md) for the nightly command): changes made one after
            another in three trees of Terragrunt that are written by hand (`test/groundplan/e2e/trees`), on the emulator. What was done is
            what the engine reported of each `terragrunt run --all apply`. *Missed* are actions that were taken and not planned, *invented*
            are actions that were planned as certain and not taken, *conditional and not taken* those that the plan said hang on a value
            which then was what it had been; an object that is replaced where an update was planned counts as missed and invented. *Each unit
            alone* is `terragrunt run --all plan`, four units at a time, on the same change, before it is applied; *failed* that a unit could
            not be planned at all. One is measured after the other on a machine that may have other work: the ratio tells more than the
            seconds.

            | change | actions taken | whole plan: missed | invented | conditional and not taken | s | each unit alone: missed | invented | s | time of the whole plan |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private TreeTable() {}

    private static Path file() throws IOException {
        return Files.createDirectories(Repository.root().resolve("target")).resolve("any-tree-compared.md");
    }

    static void begin() throws IOException {
        Files.writeString(file(), HEADING);
    }

    static void row(String name, int done, PlanAccount whole, PlanAccount each) throws IOException {
        String row = String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.0f | %d%s | %d | %.0f | %.2f |%n",
                name,
                done,
                whole.missed(),
                whole.invented(),
                whole.open(),
                whole.seconds(),
                each.missed(),
                each.failed() ? " (failed)" : "",
                each.invented(),
                each.seconds(),
                whole.seconds() / each.seconds());
        Files.writeString(file(), row, StandardOpenOption.APPEND);
        System.err.print(row);
    }
}
