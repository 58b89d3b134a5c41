package groundplan.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.plan.ConfiguredArguments;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlanJson;
import groundplan.report.HtmlReport;
import groundplan.report.MarkdownReport;
import groundplan.report.PlanJson;
import groundplan.report.TextReport;
import groundplan.states.StateKeys;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plants a canary in every place that a secret can be in, and looks for it in every report. */
class RedactorTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/prod/us-east-1/ecs");
    private static final String CANARY = "canary-0Xq7+/=sings";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Marked as sensitive in one attribute, written out in another one.
                "{\"password\": \"CANARY\", \"tags\": {\"Note\": \"CANARY\"}}",
                "{\"password\": \"CANARY\", \"user_data\": \"#!/bin/sh\\nexport P=CANARY\"}",
                "{\"password\": \"CANARY\", \"user_data_base64\": \"BASE64\"}",
                "{\"password\": \"CANARY\", \"container_definitions\": \"[{\\\"command\\\":[\\\"serve\\\",\\\"--key=CANARY\\\"]}]\"}",
                // Marked nowhere: its name betrays it.
                "{\"tags\": {\"ApiToken\": \"CANARY\"}}",
                "{\"environment\": [{\"variables\": {\"JWT_SECRET\": \"CANARY\"}}]}",
                "{\"container_definitions\": \"[{\\\"environment\\\":[{\\\"name\\\":\\\"DB_PASSWORD\\\",\\\"value\\\":\\\"CANARY\\\"}]}]\"}",
                "{\"description\": \"uses CANARY\", \"environment\": [{\"variables\": {\"SIGNING_KEY\": \"CANARY\"}}]}"
            })
    void aSecretIsInNoReport(String attributes) throws IOException {
        String planted = attributes
                .replace("CANARY", CANARY)
                .replace(
                        "BASE64",
                        Base64.getEncoder().encodeToString(CANARY.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        for (String text : reports("null", planted)) {
            assertHidden(text);
        }
        for (String text : reports(planted, "{\"tags\": {}}")) {
            assertHidden(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIA0123456789ABCDEF",
                "ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "postgres://app:S3cr3t@db/shop",
                "redis://:S3cr3t@cache:6379/0",
                "https://oauth2token4711@github.com/shop/x.git",
                "glpat-abcdefghij0123456789",
                "npm_abcdefghijklmnopqrstuvwxyz0123456789",
                "sk-proj-abcdefghij0123456789",
                "SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv",
                "hvs.CAESIabcdefghij0123456789",
                "https://example.com/x?X-Amz-Signature=abcdef0123456789",
                "$2y$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
                "IQoJb3JpZ2luX2VjEAabcdefghij0123456789",
                "-----BEGIN RSA PRIVATE KEY-----",
                "Bearer opaque-0123456789",
                "Basic ZGVwbG95Omh1bnRlcjI="
            })
    void whatHasACredentialsFormIsHiddenUnderAnyName(String credential) throws IOException {
        for (String text : reports("null", "{\"description\": \"" + credential + "\"}")) {
            assertFalse(text.contains(credential), text);
        }
    }

    @Test
    void aSecretThatOnlyChangesIsStillSeenToChange() throws IOException {
        String before = "{\"tags\": {\"ApiToken\": \"" + CANARY + "\"}}";
        List<AttributeChange> differences = plan(before, before.replace("sings", "flies"))
                .units()
                .get(0)
                .changes()
                .get(0)
                .differences();
        assertEquals(
                List.of(new AttributeChange(
                        AttributePath.parse("tags.ApiToken"), AttributeChange.SECRET, AttributeChange.SECRET, false)),
                differences);
    }

    @Test
    void anAttributeWithASecretHasNoFingerprint() {
        Change change = plan(
                        "null", "{\"password\": \"" + CANARY + "\", \"note\": \"" + CANARY + "\", \"name\": \"db\"}")
                .units()
                .get(0)
                .changes()
                .get(0);
        assertEquals(Set.of("password", "note", "name"), change.values().keySet());
        assertEquals(AttributeChange.SECRET, change.values().get("password"));
        assertEquals(AttributeChange.SECRET, change.values().get("note"));
        assertNotEquals(AttributeChange.SECRET, change.values().get("name"));
    }

    /** The old secret is not known: only what takes its place is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a': 'old'} | {'a': 'CANARY'} | {'a': '(sensitive)'}",
                "{'a': 12} | {'a': 'CANARY'} | {'a': '(sensitive)'}",
                "{'a': ''} | {'a': 'CANARY'} | {'a': ''}",
                "{'b': 'old'} | {'a': 'CANARY'} | {'b': 'old'}",
                "{'a': 'https://h/?id=old&b=1'} | {'a': 'https://h/?id=CANARY&b=1'} | {'a': 'https://h/?id=(sensitive)&b=1'}",
                "{'a': 'other text'} | {'a': 'https://h/?id=CANARY&b=1'} | {'a': 'other text'}",
                "{'a': 'one\\nk=old;l=o;\\nend'} | {'a': 'one\\nk=CANARY;l=CANARY;\\nnew'} | {'a': 'one\\nk=(sensitive);l=(sensitive);\\nend'}",
                "{'a': 'BEGIN\\nold\\nEND'} | {'a': 'BEGIN\\nCANARY\\nEND'} | {'a': 'BEGIN\\n(sensitive)\\nEND'}",
                "{'a': ['x', 'k=old']} | {'a': ['k=CANARY', 'x', 'z']} | {'a': ['x', 'k=(sensitive)']}",
                "{'e': [{'name': 'B', 'value': 'shown'}, {'name': 'A', 'value': 'old'}]} | {'e': [{'name': 'A', 'value': 'CANARY'}, {'name': 'B', 'value': 'now'}]} | {'e': [{'name': 'B', 'value': 'shown'}, {'name': 'A', 'value': '(sensitive)'}]}",
                "{'d': '{\\'k\\': \\'old\\', \\'l\\': 1}'} | {'d': '{\\'k\\': \\'CANARY\\', \\'l\\': 2}'} | {'d': '{\\'k\\':\\'(sensitive)\\',\\'l\\':1}'}",
            })
    void whatASecretReplacesIsHidden(String before, String after, String shown) {
        String canary = "Qx7-canary-Zr2";
        ObjectNode change = TerraformJson.object();
        change.set("before", TerraformJson.read(before.replace('\'', '"')));
        change.set("after", TerraformJson.read(after.replace('\'', '"').replace("CANARY", canary)));
        Redactor redactor = Redactor.of(MissingNode.getInstance(), List.of(), List.of(TextNode.valueOf(canary)));
        assertEquals(
                TerraformJson.read(shown.replace('\'', '"')),
                redactor.shown(change).get("before"));
    }

    /** Where everything in a file is encrypted, so are names that are in every ARN. */
    @Test
    void accountsAndRegionsThatAreGivenAsSecretStay() {
        Redactor redactor = Redactor.of(
                MissingNode.getInstance(),
                List.of(),
                List.of(TerraformJson.read("{\"a\": [\"123456789012\", \"eu-central-1\", \"Qx7-canary-Zr2\"]}")));
        assertEquals(
                "arn:aws:sns:eu-central-1:123456789012:(sensitive)",
                redactor.hide("arn:aws:sns:eu-central-1:123456789012:Qx7-canary-Zr2"));
    }

    @Test
    void commonWordsAndArnsStay() throws IOException {
        String shown = String.join(
                "",
                reports(
                        "null",
                        "{\"password\": \"production\", \"tags\": {\"Stage\": \"production\","
                                + " \"Secret\": \"arn:aws:secretsmanager:us-east-1:123456789012:secret:shop\"}}"));
        assertTrue(shown.contains("production"), "a common word is shown where it is no secret");
        assertTrue(shown.contains("secret:shop"), "the name of a secret is no secret");
    }

    @Test
    void aMessageOfTerraformIsToldWithoutWhatTheStatesHide() {
        ObjectNode state = TerraformJson.read("{\"resources\": [{\"instances\":"
                + " [{\"attributes\": {\"password\": \"" + CANARY
                + "\"}, \"sensitive_attributes\": [[{\"type\": \"get_attr\","
                + " \"value\": \"password\"}]]}]}]}");
        assertEquals(
                "Error: bad value (sensitive)",
                Redactor.of(MissingNode.getInstance(), List.of(state)).hide("Error: bad value " + CANARY));
    }

    @Test
    void aKeyThatIsASecretIsHiddenInAUnitsPartWhereverItStands() {
        ObjectNode plan = json("null", "{\"password\": \"" + CANARY + "\", \"map\": {\"" + CANARY + "\": 1}}");
        ((ObjectNode) plan.at("/resource_changes/0"))
                .put("index", CANARY)
                .withObject("/change/after_unknown/map")
                .put(CANARY, true);
        assertHidden(UnitPlanJson.of(List.of(UNIT), plan, Redactor.of(plan))
                .get(UNIT)
                .toString());
    }

    @Test
    void aUnitsPartIsWhatTerraformSaysAtTheAddressInTheUnit() {
        ObjectNode plan = json("{\"password\": 4711, \"size\": 1}", "{\"password\": 4712, \"size\": 2}");
        ObjectNode part =
                UnitPlanJson.of(List.of(UNIT), plan, Redactor.of(plan)).get(UNIT);
        assertEquals("aws_x.main", part.at("/resource_changes/0/address").asText(), part::toString);
        assertEquals(
                "[\"update\"]", part.at("/resource_changes/0/change/actions").toString());
        assertEquals(
                "{\"password\":\"(sensitive)\",\"size\":1}",
                part.at("/resource_changes/0/change/before").toString());
        assertEquals(
                "{\"password\":\"(sensitive)\",\"size\":2}",
                part.at("/resource_changes/0/change/after").toString());
    }

    @Test
    void credentialsInLongTextsAreFound() {
        String words = "aword".repeat(10_000);
        String header = "eyJhbGciOiJSUzI1NiIsImp3ayI6" + "eyJrdHkiOiJSU0EiLCJuIjoi" + "Ab0_-".repeat(1_000) + "In19";
        String signature = "c2lnbmF0dXJlLW9mLWNhbmFyeQ";
        String token = header + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0." + signature;
        for (String secret : List.of("postgres://app:hunter-2-hunter@db", token, "AKIAIOSFODNN7EXAMPLE")) {
            for (String text : List.of(secret, words + " " + secret, words + "+" + secret, words + "eyJ" + secret)) {
                String shown = SecretPatterns.hide(text);
                assertTrue(shown.contains(SecretPatterns.HIDDEN), () -> "shown: " + secret);
                assertFalse(
                        shown.contains("hunter-2")
                                || shown.contains(signature)
                                || shown.contains("AKIAIOSFODNN7EXAMPLE"),
                        () -> "shown: " + secret);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql -h db -u root -pHunter-canary shop",
                "curl -sS -u deploy:Hunter-canary https://example.com",
                "sshpass -p 'Hunter-canary' ssh host",
                "echo \"Hunter-canary\" | docker login -u AWS --password-stdin registry",
                "aws configure set aws_secret_access_key Hunter-canary",
                "curl -H 'Authorization: Bearer Hunter-canary' https://example.com",
                "docker login -u ci -p Hunter-canary registry.example.com",
                "redis-cli -h cache -a Hunter-canary ping",
                "mongosh --host db -u app -p 'Hunter-canary'",
                "ldapsearch -x -w Hunter-canary -D cn=app",
                "echo 'root:Hunter-canary' | chpasswd",
                "htpasswd -bc /etc/users app Hunter-canary",
                "useradd -m -p Hunter-canary bob",
                "net user bob Hunter-canary /add",
                "rabbitmqctl add_user app Hunter-canary",
                "openssl enc -aes256 -pass pass:Hunter-canary -in a",
                "kubectl create secret generic x --from-literal=anything=Hunter-canary",
                "helm upgrade x --set auth.rootPassword=Hunter-canary,replicas=2",
                "$s = ConvertTo-SecureString \"Hunter-canary\" -AsPlainText",
                "$env:DB_PASSWORD = \"Hunter-canary\"",
                "setx DB_PASSWORD \"Hunter-canary\"",
                "[Environment]::SetEnvironmentVariable(\"DB_PASSWORD\", \"Hunter-canary\")",
                "ENV DB_PASSWORD Hunter-canary",
                "Server=db;User Id=app;Pwd=Hunter-canary;Encrypt=true",
                "DefaultEndpointsProtocol=https;AccountKey=Hunter-canary;EndpointSuffix=x",
                "jdbc:oracle:thin:app/Hunter-canary@//db:1521/X",
                "//packages.example.com/:_authToken=Hunter-canary",
                "machine example.com login app password Hunter-canary",
                "requirepass Hunter-canary",
                "CREATE USER app IDENTIFIED BY 'Hunter-canary'",
                "ALTER ROLE app WITH PASSWORD 'Hunter-canary'",
                "<password>Hunter-canary</password>",
                "<add key=\"DbPassword\" value=\"Hunter-canary\"/>",
                "<property name=\"connection.password\">Hunter-canary</property>",
                "- name: DB_PASSWORD\n  value: Hunter-canary",
                "set: [{\"name\": \"DB_PASSWORD\", \"value\": \"Hunter-canary\"}]",
                "DB_PASSWORD: >-\n  Hunter-canary",
                "db_password => \"Hunter-canary\"",
                "chpasswd:\n  list: |\n    root:Hunter-canary\n    app:Hunter-canary"
            })
    void whatACommandHandsToAProgramAsASecretIsHidden(String command) {
        String shown = SecretPatterns.hide("#!/bin/sh\n" + command + "\necho done\n");
        assertEquals("#!/bin/sh\n" + command.replace("Hunter-canary", "(sensitive)") + "\necho done\n", shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker run -u 1000:1000 image",
                "curl -o file https://example.com",
                "mysql -h db -u root",
                "Basic monitoring and Bearer tokens",
                "set -euo pipefail",
                "apk add -p packages",
                "mysql -h db -P3306",
                "docker run -p 8080:80 image",
                "authorization: enabled",
                "Authorization: AWS4-HMAC-SHA256 SignedHeaders=host",
                "ENV PATH /usr/local/bin",
                "KMS_KEY=alias/shop-prod",
                "password = null",
                "WHERE password IS NOT NULL",
                "required = [\"user\", \"password\", \"email\"]",
                "https://git@github.com/shop/infrastructure.git",
                "ssh://git@example.com:22/shop.git",
                "postgres://db.example.com:5432/shop",
                "<password>${password}</password>",
                "- name: LOG_LEVEL\n  value: debug",
                "PWD=/srv/app",
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/db-AbCdEf"
            })
    void whatLooksLikeSuchACommandStays(String command) {
        assertEquals(command, SecretPatterns.hide(command));
    }

    private static void assertHidden(String text) {
        assertFalse(
                text.contains(CANARY) || text.contains(CANARY.replace("/", "\\/")) || text.contains("canary-0Xq7"),
                text);
    }

    private static List<String> reports(String before, String after) throws IOException {
        EnvironmentPlan plan = plan(before, after);
        String parts = TerraformJson.write(
                UnitPlanJson.of(List.of(UNIT), json(before, after), Redactor.of(json(before, after)))
                        .get(UNIT));
        return List.of(
                parts,
                new TextReport((colour, text) -> text).of(plan),
                new MarkdownReport(60_000, Optional.empty()).of(plan),
                TerraformJson.write(PlanJson.of(plan)),
                HtmlReport.of(plan));
    }

    private static EnvironmentPlan plan(String before, String after) {
        ObjectNode json = json(before, after);
        return EnvironmentPlan.of(
                "shop/prod",
                "00",
                List.of(UNIT),
                Map.of(),
                Set.of(UNIT),
                new ConfiguredArguments(Map.of()),
                json,
                Redactor.of(json));
    }

    private static ObjectNode json(String before, String after) {
        String marks = "{\"password\": true}";
        return TerraformJson.read("{\"resource_changes\": [{\"address\": \"module." + StateKeys.module(UNIT)
                + ".aws_x.main\", \"mode\": \"managed\", \"type\": \"aws_x\", \"change\": {\"actions\": [\""
                + (before.equals("null") ? "create" : "update") + "\"], \"before\": " + before + ", \"after\": " + after
                + ", \"after_unknown\": {}, \"before_sensitive\": " + marks + ", \"after_sensitive\": " + marks
                + "}}]}");
    }
}
