package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScannerTest {

    @Test
    void namesAPasswordInAState() {
        String state =
                """
        {"resources": [{"type": "aws_db_instance", "instances": [{"attributes": {"password": "hunter2", "port": 5432}}]}]}
        """;
        assertEquals(List.of("resources[0].instances[0].attributes.password holds a value"), SecretScanner.scan(state));
    }

    @Test
    void neverTellsTheValue() {
        assertFalse(SecretScanner.scan("{\"auth_token\": \"hunter2-hunter2\"}")
                .toString()
                .contains("hunter2"));
    }

    @Test
    void acceptsWhatIsEmptyOrAReference() {
        assertEquals(
                List.of(),
                SecretScanner.scan(
                        """
        {"password": null, "auth_token": "",
         "secret_string_wo": "${ephemeral.aws_secretsmanager_random_password.x.random_password}",
         "secret_string_wo_version": 1,
         "master_user_secret": [{"secret_arn": "arn:aws:secretsmanager:eu-west-1:1:secret:x"}],
         "manage_master_user_password": true}
        """));
    }

    @Test
    void looksIntoTheSecretOfAUser() {
        String secret = "{\"secret_string_wo\": \"{\\\"username\\\":\\\"app_admin\\\",\\\"password\\\":\\\"%s\\\"}\"}";
        assertEquals(List.of(), SecretScanner.scan(secret.formatted("${ephemeral.x.main.random_password}")));
        assertEquals(List.of("secret_string_wo holds a value"), SecretScanner.scan(secret.formatted("hunter2")));
    }

    @Test
    void namesTheValueOfASecureString() {
        assertEquals(
                List.of("p.value is that of a SecureString"),
                SecretScanner.scan(
                        """
        {"p": {"type": "SecureString", "value": "x"}, "q": {"type": "String", "value": "x"}}
        """));
        assertEquals(List.of(), SecretScanner.scan("{\"p\": {\"type\": \"SecureString\", \"value\": null}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:hunter2@db.example/app",
                "xoxb-123456789012-abcdef",
                "-----BEGIN RSA PRIVATE KEY-----",
                "https://hooks.slack.com/services/T000/B000/x"
            })
    void knowsTheFormsOfCredentials(String text) {
        assertEquals(
                List.of("tags.note has the form of a credential"),
                SecretScanner.scan("{\"tags\": {\"note\": \"" + text + "\"}}"));
    }

    @Test
    void knowsAccessKeysWhereverTheyStand() {
        String key = "AKIA" + "Q7".repeat(8);
        assertEquals(
                1,
                SecretScanner.scan("[{\"user_data\": \"export KEY=" + key + "\"}]")
                        .size());
    }

    @Test
    void namesDisorderedLettersInASensitiveAttribute() {
        String state =
                """
        {"instances": [{"attributes": {"plain": "%s", "kept": "%s", "label": "credlink-prod-rds"},
          "sensitive_attributes": [[{"type": "get_attr", "value": "kept"}], [{"type": "get_attr", "value": "label"}]]}]}
        """
                        .formatted("9fK2qLx7Vb3TzR8w", "9fK2qLx7Vb3TzR8w");
        assertEquals(List.of("instances[0].attributes.kept is sensitive and looks random"), SecretScanner.scan(state));
    }

    @Test
    void tellsNamesOfSecretsFromOthers() {
        List.of("PASSWORD", "API_TOKEN", "STRIPE_API_KEY", "JWT_SECRET", "db_password")
                .forEach(name -> assertTrue(SecretScanner.isSecretName(name), name));
        List.of("NODE_ENV", "CACHE_HOST", "SECRET_ARN", "TOKEN_TTL_SECONDS", "PASSWORD_MIN_LENGTH", "MONKEY")
                .forEach(name -> assertFalse(SecretScanner.isSecretName(name), name));
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThrows(IllegalArgumentException.class, () -> SecretScanner.scan("password: x"));
    }
}
