package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.report.HtmlReport;
import groundplan.report.MarkdownReport;
import groundplan.report.PlanJson;
import groundplan.report.TextReport;
import groundplan.states.StateKeys;
import groundplan.terraform.Engine;
import groundplan.terraform.TerraformFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Canaries where somebody who wants them to get out would put them: encoded, cut up, in states alone, as keys. */
class CanariesTest {
    private static final UnitPath UNIT = UnitPath.parse("shop/prod/us-east-1/ecs");
    private static final String CANARY = "canary-0Xq7+/=sings";
    private static final String LINE = "MIIEpAIBAAKCAQEA0Xq7sings0Xq7sings0Xq7sings0Xq7sings0Xq7sings0Xq7";
    private static final String PEM =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\n" + LINE + "\n"
                    + LINE.replace('s', 't') + "\nc2luZ3M=\n-----END RSA PRIVATE KEY-----\n";

    static Stream<UnaryOperator<String>> encodings() {
        return Stream.of(
                text -> "https://shop.example.com/login?next=%2F&with=" + url(text),
                text -> "https://shop.example.com/?with="
                        + url(text)
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace(
                                        CANARY.toLowerCase(java.util.Locale.ROOT)
                                                .substring(0, 11),
                                        CANARY.substring(0, 11)),
                text -> "with+space=" + url(text + " x").replace("+", "%20"),
                text -> base64(text),
                text -> base64("x" + text),
                text -> base64("#!/bin/sh\nserve --with " + text + "\n"),
                text -> "Authorization: Basic " + base64("app:" + text),
                text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
                text -> Base64.getEncoder().encodeToString(packed("serve --with " + text + "\n")),
                text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)),
                text -> "\n   {\"a\": [" + quoted("{\"b\": " + quoted("{\"c\": " + quoted(text) + "}") + "}") + "]}",
                text -> "not { JSON \"" + quoted(quoted(text)) + "\"",
                text -> "a\n    " + text + "\n  b",
                text -> text + text);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void whatIsSecretInOnePlaceIsSecretInAnyEncoding(UnaryOperator<String> encoding) {
        ObjectNode after = TerraformJson.object().put("password", CANARY).put("user_data", encoding.apply(CANARY));
        after.putObject("tags").put("Note", encoding.apply(CANARY));
        reports(plan("null", after.toString())).forEach(text -> {
            assertHidden(text);
            assertFalse(text.contains(encoding.apply(CANARY)), text);
        });
    }

    @Test
    void aKeyIsHiddenWholeAndLineByLine() {
        ObjectNode after = TerraformJson.object()
                .put("password", PEM)
                .put("user_data", "write_files:\n  - content: |\n" + PEM.indent(6))
                .put("one_line", "x" + LINE)
                .put("escaped", PEM.replace("\n", "\\n"));
        reports(plan("null", after.toString())).forEach(CanariesTest::assertHidden);
        reports(plan(
                        "null",
                        TerraformJson.object()
                                .put("description", "unmarked:\n" + PEM)
                                .toString()))
                .forEach(CanariesTest::assertHidden);
        reports(plan(
                        "null",
                        TerraformJson.object()
                                .put("description", PEM.substring(0, PEM.length() - 40))
                                .toString()))
                .forEach(CanariesTest::assertHidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_data\": \"#!/bin/sh\\nexport DB_PASSWORD=CANARY\\nserve\"}",
                "{\"user_data\": \"export DB_PASS='CANARY'\"}",
                "{\"user_data\": \"db:\\n  password: 'CANARY'\\n\"}",
                "{\"command\": \"serve --api-key CANARY --port 80\"}",
                "{\"command\": [\"--token=CANARY\"]}",
                "{\"description\": \"see https://shop.example.com/?token=CANARY\"}",
                "{\"user_data\": \"x-api-key: CANARY\"}",
                "{\"policy\": \"\\n{\\\"Secret\\\": \\\"CANARY\\\"}\"}",
                "{\"environment\": [{\"variables\": {\"DB_PASS\": \"CANARY\"}}]}",
                "{\"name\": \"/shop/db_password\", \"insecure_value\": \"CANARY\"}",
                "{\"parameters\": [{\"Name\": \"ApiToken\", \"Value\": \"CANARY\"}]}",
                "{\"auth_token\": [\"CANARY\"]}",
                "{\"routing_key\": \"CANARY\", \"note\": \"CANARY\"}",
                "{\"tags\": {\"Token\": \"CANARY\"}, \"labels\": {\"CANARY\": \"a key\"}}",
                "{\"tags\": {\"Token\": \"CANARY\"}, \"rules\": [{\"CANARY\": \"a key\"}, {}]}"
            })
    void whatIsMarkedNowhereIsKnownByItsName(String attributes) {
        reports(plan("null", attributes.replace("CANARY", CANARY))).forEach(CanariesTest::assertHidden);
        reports(plan(attributes.replace("CANARY", CANARY), "{}")).forEach(CanariesTest::assertHidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user_data\": \"export TOKEN=$(aws secretsmanager get-secret-value --secret-id shop/token)\"}",
                "{\"policy\": \"{\\\"Resource\\\": \\\"arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-db\\\"}\"}",
                "{\"description\": \"arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-db\"}",
                "{\"policy\": \"{\\\"StringEquals\\\": {\\\"token.actions.githubusercontent.com:sub\\\": \\\"repo:shop\\\"}}\"}",
                "{\"manage_master_user_password\": true}",
                "{\"environment\": [{\"variables\": {\"SECRET_NAME\": \"shop/db\"}}]}",
                "{\"image\": \"123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/aLongRepositoryName/Of9Parts\"}",
                "{\"creation_token\": \"shop-prod-data\", \"tags\": {\"Name\": \"shop-prod-data\"}}",
                "{\"description\": \"The secret is rotated every 30 days\"}"
            })
    void whatOnlySpeaksOfSecretsStays(String attributes) {
        String shown = TerraformJson.write(PlanJson.of(plan("null", attributes)));
        assertFalse(shown.contains(AttributeChange.SECRET), shown);
    }

    @Test
    void aShortSecretIsHiddenWhereItIsAllThatAVariableHolds() {
        String shown = String.join(
                "",
                reports(
                        plan(
                                "null",
                                "{\"password\": \"letmein\", \"description\": \"we letmein all\","
                                        + " \"environment\": [{\"variables\": {\"DATA\": \"letmein\", \"STAGE\": \"production\"}}],"
                                        + " \"container_definitions\": \"[{\\\"environment\\\": [{\\\"name\\\": \\\"X\\\", \\\"value\\\": \\\"letmein\\\"}]}]\"}")));
        assertFalse(
                shown.contains("DATA: (none) -> letmein")
                        || shown.contains("\"DATA\":\"letmein\"")
                        || shown.contains("\"value\":\"letmein\"")
                        || shown.contains("value&quot;:&quot;letmein"),
                shown);
        assertTrue(shown.contains("production") && shown.contains("we letmein all"), "it may be a word elsewhere");
    }

    @Test
    void whatOnlyTheStatesKnowIsHiddenInThePlan() {
        String note = "{\"tags\": {\"Note\": \"" + CANARY + "\"}}";
        for (String state : List.of(
                // An output of a unit that is only read from.
                "{\"version\": 4, \"outputs\": {\"key\": {\"value\": \"" + CANARY + "\", \"sensitive\": true}}}",
                "{\"version\": 4, \"outputs\": {\"key\": {\"value\": {\"a\": [\"" + CANARY
                        + "\"]}, \"sensitive\": true}}}",
                // What a replacement left behind, with the mark and with a telling name only.
                "{\"version\": 4, \"resources\": [{\"mode\": \"managed\", \"instances\": [{\"deposed\": \"0a\", \"attributes\": {\"x\": \""
                        + CANARY + "\"}, \"sensitive_attributes\": [[{\"type\": \"get_attr\", \"value\": \"x\"}]]}]}]}",
                "{\"version\": 4, \"resources\": [{\"mode\": \"managed\", \"instances\": [{\"deposed\": \"0a\", \"attributes\":"
                        + " {\"auth_token\": \"" + CANARY + "\"}}]}]}",
                // What was looked up.
                "{\"version\": 4, \"resources\": [{\"mode\": \"data\", \"instances\": [{\"attributes\": {\"x\": [{\"y\": \""
                        + CANARY
                        + "\"}]}, \"sensitive_attributes\": [[{\"type\": \"get_attr\", \"value\": \"x\"}, {\"type\": \"index\", \"value\":"
                        + " {\"value\": 0, \"type\": \"number\"}}, {\"type\": \"get_attr\", \"value\": \"y\"}]]}]}]}")) {
            ObjectNode json = json("null", note);
            EnvironmentPlan plan = EnvironmentPlan.of(
                    "shop/prod",
                    "00",
                    List.of(UNIT),
                    Map.of(),
                    Set.of(UNIT),
                    new ConfiguredArguments(Map.of()),
                    json,
                    Redactor.of(json, List.of(TerraformJson.read(state))));
            reports(plan).forEach(CanariesTest::assertHidden);
        }
    }

    @Test
    void whatDriftedAwayAndWhatAnOutputWasIsHidden() {
        String other = "{\"tags\": {\"Note\": \"" + CANARY + "\"}}";
        ObjectNode drifted = json("null", other);
        drifted.putArray("resource_drift")
                .addObject()
                .put("address", "module.x.aws_x.main")
                .set(
                        "change",
                        TerraformJson.read("{\"actions\": [\"update\"], \"before\": {\"key\": \"" + CANARY
                                + "\"}, \"before_sensitive\": {\"key\": true}}"));
        reports(plan(drifted)).forEach(CanariesTest::assertHidden);
        ObjectNode output = json("null", other);
        output.putObject("output_changes")
                .set(
                        "key",
                        TerraformJson.read("{\"actions\": [\"delete\"], \"before\": \"" + CANARY
                                + "\", \"before_sensitive\": true}"));
        reports(plan(output)).forEach(CanariesTest::assertHidden);
        ObjectNode data = json("null", other);
        data.putObject("prior_state")
                .putObject("values")
                .set(
                        "root_module",
                        TerraformJson.read("{\"child_modules\": [{\"resources\":"
                                + " [{\"mode\": \"data\", \"values\": {\"secret_string\": \"" + CANARY
                                + "\"}, \"sensitive_values\":"
                                + " {\"secret_string\": true}}]}]}"));
        reports(plan(data)).forEach(CanariesTest::assertHidden);
    }

    @Test
    void aMapWithASecretKeyHasNoFingerprint() {
        Change change = plan(
                        "null",
                        "{\"password\": \"" + CANARY + "\", \"labels\": {\"" + CANARY + "\": \"x\"}, \"name\": \"db\"}")
                .units()
                .get(0)
                .changes()
                .get(0);
        assertEquals(AttributeChange.SECRET, change.values().get("password"));
        assertEquals(AttributeChange.SECRET, change.values().get("labels"));
        assertNotEquals(AttributeChange.SECRET, change.values().get("name"));
    }

    @Test
    void aFailureIsToldWithoutWhatStateAndPlanHide() {
        TerraformFailure failure = new TerraformFailure(
                Engine.TERRAFORM,
                "apply",
                "Error: cannot set " + CANARY + "\n  password = \"hunter-2-hunter\"\n" + PEM);
        String state = "{\"version\": 4, \"resources\": [{\"instances\": [{\"attributes\": {\"x\": \"" + CANARY
                + "\"}, \"sensitive_attributes\": [[{\"type\": \"get_attr\", \"value\": \"x\"}]]}]}]}";
        for (TerraformFailure told : List.of(
                failure.hiding(Redactor.of(MissingNode.getInstance(), List.of(TerraformJson.read(state)))::hide),
                failure.hiding(Redactor.of(json("null", "{\"password\": \"" + CANARY + "\"}"))::hide))) {
            assertHidden(told.getMessage());
            assertFalse(told.getMessage().contains("hunter"), told.getMessage());
            assertTrue(told.getMessage().contains("Error: cannot set"), told.getMessage());
        }
    }

    @Test
    void aConfigurationIsComparedWithoutWhatItsNamesBetray() {
        String before =
                "{\"environment\": {\"JWT_SECRET\": \"" + CANARY + "\"}, \"user_data\": \"TOKEN=" + CANARY + "\"}";
        String text =
                "" + AttributeChange.between(TerraformJson.read(before), TerraformJson.read("{\"environment\": {}}"));
        assertHidden(text);
        assertTrue(text.contains("environment.JWT_SECRET") && text.contains(AttributeChange.SECRET), text);
        assertTrue(
                (""
                                + AttributeChange.between(
                                        TerraformJson.read("{\"password\": \"${aws_x.a}\"}"),
                                        TerraformJson.read("{\"password\": \"${aws_x.b}\"}")))
                        .contains("${aws_x.b}"),
                "a reference says where a secret is");
    }

    private static void assertHidden(String text) {
        for (String part : List.of(
                "canary-0Xq7",
                "0Xq7+",
                "0Xq7%2",
                LINE,
                LINE.replace('s', 't'),
                "DEK-Info",
                base64("canary-0").substring(0, 10),
                HexFormat.of().formatHex("0Xq7".getBytes(StandardCharsets.UTF_8)))) {
            assertFalse(text.contains(part), () -> part + " is in\n" + text);
        }
    }

    private static List<String> reports(EnvironmentPlan plan) {
        try {
            List<String> all = new ArrayList<>(List.of(
                    new TextReport((colour, text) -> text).of(plan),
                    new MarkdownReport(60_000, Optional.empty()).of(plan),
                    TerraformJson.write(PlanJson.of(plan)),
                    HtmlReport.of(plan)));
            all.add("" + PlanJson.read(all.get(2)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EnvironmentPlan plan(String before, String after) {
        return plan(json(before, after));
    }

    private static EnvironmentPlan plan(ObjectNode json) {
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

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
