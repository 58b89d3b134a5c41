package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a unit's stack depends on who applies it. */
class UnitStackTest {
    @Test
    void statesAreLookedUpWithTheProfileOfTheirAccount(@TempDir Path folder) {
        UnitDocument network = TempProject.shop(folder).documents().stream()
                .filter(document -> document.unit().path().unit().equals("network"))
                .findFirst()
                .orElseThrow();
        assertEquals("", profiles(network.json()), "before");
        assertEquals("work ", profiles(of(network, "123456789012=work")));
        assertEquals("", profiles(of(network, "111111111111=work")), "another account's");
        assertEquals("", profiles(network.json()), "the document itself");
    }

    private static ObjectNode of(UnitDocument document, String profiles) {
        return UnitStack.withProfiles(document.json(), document.unit(), Map.of("GROUNDPLAN_PROFILES", profiles));
    }

    private static String profiles(ObjectNode stack) {
        JsonNode lookups = stack.path("data").path("terraform_remote_state");
        assertTrue(!lookups.isEmpty(), "it reads no other unit");
        StringBuilder found = new StringBuilder();
        lookups.forEach(lookup -> {
            if (lookup.path("config").has("profile")) {
                found.append(lookup.path("config").path("profile").asText()).append(' ');
            }
        });
        return found.toString();
    }
}
