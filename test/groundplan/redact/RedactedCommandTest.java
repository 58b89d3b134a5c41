package groundplan.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedCommandTest {
    private static final String SECRET = "hunter2hunter2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terraform plan -var anything=hunter2hunter2",
                "terraform plan -var=anything=hunter2hunter2",
                "terraform plan --var=anything=hunter2hunter2",
                "terraform init -backend-config secret_key=hunter2hunter2",
                "terraform init -backend-config=secret_key=hunter2hunter2",
                "tool --password hunter2hunter2",
                "tool --api-token hunter2hunter2",
                "tool --api-token=hunter2hunter2",
                "env DB_PASSWORD=hunter2hunter2 tool",
                "git clone https://someone:hunter2hunter2@example.com/x",
                "tool eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJodW50ZXIyIn0.hunter2hunter2",
            })
    void aSecretIsNotShown(String command) {
        String shown = RedactedCommand.of(List.of(command.split(" ")));
        assertFalse(shown.contains(SECRET), shown);
        assertTrue(shown.startsWith(command.substring(0, command.indexOf(' '))), shown);
        assertTrue(shown.contains(SecretPatterns.HIDDEN), shown);
    }

    @Test
    void aHeaderIsNotShown() {
        String shown =
                RedactedCommand.of(List.of("curl", "-H", "Authorization: Bearer " + SECRET, "http://127.0.0.1:1"));
        assertEquals("curl -H 'Authorization: (sensitive)' http://127.0.0.1:1", shown);
    }

    @Test
    void theNameOfAVariableStays() {
        assertEquals(
                "terraform plan -var 'size=(sensitive)' -out=a.tfplan",
                RedactedCommand.of(List.of("terraform", "plan", "-var", "size=" + SECRET, "-out=a.tfplan")));
    }

    @Test
    void whatIsNoSecretIsShownAsAShellTakesIt() {
        assertEquals(
                "terraform -chdir=/tmp/a plan '-target=module.a[\"b\"]' 'a b' ''",
                RedactedCommand.of(
                        List.of("terraform", "-chdir=/tmp/a", "plan", "-target=module.a[\"b\"]", "a b", "")));
    }
}
