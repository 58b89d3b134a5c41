package groundplan.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;

/**
 * How a command ended.
 *
 * @param command as it was typed
 * @param exit its exit code
 * @param out its results
 * @param err what it said of its work
 */
public record Outcome(String command, int exit, String out, String err) {
    /** Fails unless it ended so; says what it printed. */
    public Outcome exits(int expected) {
        assertEquals(expected, exit, () -> "exit code of " + this);
        return this;
    }

    /** Fails unless its error stream holds the text. */
    public Outcome complains(String text) {
        assertTrue(err.contains(text), () -> "the error stream lacks '" + text + "' after " + this);
        return this;
    }

    /** Fails unless its output holds the text. */
    public Outcome prints(String text) {
        assertTrue(out.contains(text), () -> "the output lacks '" + text + "' after " + this);
        return this;
    }

    /** Its output, which must be one JSON object. */
    public ObjectNode json() {
        try {
            return TerraformJson.read(out);
        } catch (IllegalArgumentException e) {
            throw new AssertionError("the output is not JSON after " + this, e);
        }
    }

    @Override
    public String toString() {
        return command + " (exit code " + exit + ")\n--- out\n" + out + "\n--- err\n" + err;
    }
}
