package groundplan.e2e;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The comparison of plans of trees as a Markdown table, written row by row to {@code target/any-tree-compared.md}. */
final class TreeTable {
    private static final String HEADING =
            """
            # The whole plan of any tree, compared

            Written by `EveryTreeChangeOnTheEmulatorTest` (see the [README](../README.md) for the nightly command): changes made one after
            another in three trees of Terragrunt that are written by hand (`test/groundplan/e2e/trees`), on the emulator. What was done is
            what the engine reported of each `terragrunt run --all apply`. *Missed* are actions that were taken and not planned, *invented*
            are actions that were planned as certain and not taken, *conditional and not taken* those that the plan said depend on a value
            which then was what it had been; an object that is replaced where an update was planned counts as missed and invented. *Each unit
            alone* is `terragrunt run --all plan`, four units at a time, on the same change, before it is applied; *failed* that a unit could
            not be planned at all. One is measured after the other on a machine that may have other work: the ratio tells more than the
            seconds.

            """;

    private TreeTable() {}

    /** Adds a row, and writes the table anew: of this run, and of other runs that left theirs. */
    static void row(String file, ComparedChange row) throws IOException {
        Path folder = Files.createDirectories(Repository.root().resolve("target/any-tree-compared"));
        row.write(folder.resolve(file + ".json"));
        Files.writeString(folder.resolveSibling("any-tree-compared.md"), HEADING + ComparedChange.table(folder));
        System.err.println(row);
    }
}
