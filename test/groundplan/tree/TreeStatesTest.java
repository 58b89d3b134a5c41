package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groundplan.states.UnreadableState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeStatesTest {
    private static final String PULLED =
            """
            {
              "version": 4,
              "terraform_version": "1.11.4",
              "serial": 0,
              "lineage": "",
              "outputs": {},
              "resources": [],
              "check_results": null
            }
            """;

    /** What Terraform 1.11 prints of a bucket that has no object with the key. */
    @Test
    void whereThereIsNoStateNothingHasBeenApplied() {
        assertEquals(Optional.empty(), TreeStates.told("here", PULLED));
        assertEquals(Optional.empty(), TreeStates.told("here", "\n"));
    }

    @Test
    void aStateIsReadAndADamagedOneIsNoAbsentOne() {
        String lineage = "0b7c5d7e-0000-4000-8000-000000000000";
        String text = PULLED.replace("\"lineage\": \"\"", "\"lineage\": \"" + lineage + "\"")
                .replace("\"serial\": 0", "\"serial\": 3");
        assertEquals(lineage, TreeStates.told("here", text).orElseThrow().lineage());
        assertThrows(UnreadableState.class, () -> TreeStates.told("here", "{\"version\": 4"));
        assertThrows(UnreadableState.class, () -> TreeStates.told("here", "<html></html>"));
    }
}
