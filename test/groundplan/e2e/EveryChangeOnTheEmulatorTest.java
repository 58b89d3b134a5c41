package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes of every sort, one after another in one environment: the whole plan of each is what its apply then does. Beside it
 * stands what {@code terragrunt run --all plan} makes of the same change; the table is left in {@code target/}. Nightly, see
 * the README.
 */
@Tag("nightly")
class EveryChangeOnTheEmulatorTest {
    private static final String HEADING =
            """
      # The whole plan, compared

      Written by `EveryChangeOnTheEmulatorTest` (see the [README](../README.md) for the nightly command): changes made one after
      another in an environment of twelve units on the emulator. What was done is what Terraform reported of each apply, checked
      against the states before and after. *Missed* are actions that were taken and not planned, *invented* are actions that were
      planned as certain and not taken, *conditional and not taken* those that the plan said depend on a value which then was what it had
      been; an object that is replaced where an update was planned counts as missed and invented. *Each unit alone* is
      `terragrunt run --all plan`, four units at a time, on the same change, before it is applied; *failed* that a unit could not be
      planned at all, - that it was not tried. One is measured after the other on a machine that may have other work: the ratio tells more than the seconds.

      """;

    /** Which changes are made, such as {@code 13-20}; all if it is not set. The rows of the others stay as another run left them. */
    private static final String CHOSEN = "groundplan.changes";

    /** Whether each unit is planned alone too, which takes most of the time. Default: true. */
    private static final String COMPARED = "groundplan.changes.alone";

    @Test
    void theWholePlanOfEveryChangeIsWhatItsApplyDoes(@TempDir Path folder) throws Exception {
        List<Edit> all = Edit.all();
        String[] range = System.getProperty(CHOSEN, "1-" + all.size()).split("-", 2);
        int first = Integer.parseInt(range[0]);
        int last = Integer.parseInt(range[range.length - 1]);
        Path target = Repository.root().resolve("target");
        Path rows = target.resolve("whole-plan-compared");
        try (Shop shop = new Shop(folder, Edit.settings())) {
            shop.synth();
            shop.bootstrap();
            if (first > 1) {
                all.subList(0, first - 1).forEach(edit -> edit.make(shop.project));
                shop.synth();
                Path before = folder.resolve("before.json");
                shop.plan(before);
                shop.apply(before);
            }
            EditsOnTheEmulator edits = new EditsOnTheEmulator(shop, !"false".equals(System.getProperty(COMPARED)));
            for (int number = first; number <= last; number++) {
                edits.make(all.get(number - 1), folder.resolve("plan.json"))
                        .write(rows.resolve(String.format(Locale.ROOT, "%02d.json", number)));
                Files.writeString(target.resolve("whole-plan-compared.md"), HEADING + ComparedChange.table(rows));
            }
            assertEquals(List.of(), edits.lies());
        }
    }
}
