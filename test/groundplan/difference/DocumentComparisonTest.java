package groundplan.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import groundplan.redact.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DocumentComparisonTest {
    private static final String CONTAINERS =
            """
        [{"name": "sign", "image": "sign:1.0.0", "environment": [%s {"name": "LEVEL", "value": "info"}],
          "portMappings": [{"containerPort": 8080}]}, {"name": "log", "image": "log:1"}]""";

    @Test
    void containersAndTheirVariablesAreMatchedByName() {
        String before = CONTAINERS.formatted("{\"name\": \"A\", \"value\": \"1\"},");
        String after = "[{\"name\": \"log\", \"image\": \"log:1\"}, {\"portMappings\": [{\"containerPort\": 8080}],"
                + "\"name\": \"sign\", \"image\": \"sign:1.1.0\", \"environment\": [{\"name\": \"LEVEL\", \"value\":"
                + " \"debug\"}, {\"value\": \"2\", \"name\": \"B\"}]}]";
        assertEquals(
                List.of(
                        "container_definitions[sign].environment[LEVEL].value: info -> debug",
                        "container_definitions[sign].environment[A].value: 1 -> null",
                        "container_definitions[sign].environment[B].value: null -> 2",
                        "container_definitions[sign].image: sign:1.0.0 -> sign:1.1.0"),
                texts("container_definitions", before, after));
    }

    @Test
    void whatEcsAddsToAContainerIsNoDifference() {
        String written = CONTAINERS.formatted("");
        String read = written.replace("8080}", "8080, \"hostPort\": 8080, \"protocol\": \"tcp\"}")
                .replace(
                        "\"image\": \"log:1\"",
                        "\"image\": \"log:1\", \"essential\": true, \"cpu\": 0, \"mountPoints\": [], \"volumesFrom\": []");
        assertEquals(List.of("container_definitions: the same content"), texts("container_definitions", read, written));
        assertEquals(
                List.of("container_definitions[log].essential: null -> false"),
                texts(
                        "container_definitions",
                        written,
                        written.replace("\"log:1\"", "\"log:1\", \"essential\": false")));
    }

    @Test
    void statementsAreMatchedBySidAndTheirActionsAreSets() {
        String before = policy(
                """
            {"Sid": "SendMail", "Effect": "Allow", "Action": "ses:SendEmail", "Resource": "*"},
            {"Effect": "Deny", "Action": ["s3:*", "kms:*"], "Resource": "a"}""");
        String after = policy(
                """
            {"Effect": "Deny", "Action": ["kms:*", "s3:*", "ec2:*"], "Resource": ["a"]},
            {"Sid": "SendMail", "Effect": "Allow", "Action": ["ses:SendRawEmail", "ses:SendEmail"], "Resource": ["*"]},
            {"Sid": "Pass", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}""");
        assertEquals(
                List.of(
                        "policy.Statement[SendMail].Action: null -> ses:SendRawEmail",
                        "policy.Statement[0].Action: null -> ec2:*",
                        "policy.Statement[Pass].Action: null -> iam:PassRole",
                        "policy.Statement[Pass].Effect: null -> Allow",
                        "policy.Statement[Pass].Resource: null -> *"),
                texts("policy", before, after));
    }

    /** Blocks such as rules of a security group are sets, and providers return empty values where nothing was set. */
    @Test
    void blocksAreMatchedByWhatTheyHaveInCommon() throws Exception {
        String ssh =
                "{\"from\": 22, \"protocol\": \"tcp\", \"cidr\": \"0.0.0.0/0\", \"ipv6\": [], \"description\": \"\"}";
        String http =
                "{\"from\": 80, \"protocol\": \"tcp\", \"cidr\": \"10.0.0.0/8\", \"ipv6\": [], \"description\": \"\"}";
        String written = http.replace("\"\"", "null");
        String https = written.replace("80", "443");
        JsonNode before = TerraformJson.readAny("[" + ssh + "," + http + "]");
        Redactor nothing = Redactor.named();
        assertEquals(
                List.of(
                        "ingress[0].cidr: 0.0.0.0/0 -> null",
                        "ingress[0].from: 22 -> null",
                        "ingress[0].protocol: tcp -> null"),
                nodes("ingress", before, TerraformJson.readAny("[" + written + "]"), nothing));
        assertEquals(
                List.of("ingress[1].cidr: 0.0.0.0/0 -> 10.0.0.0/8", "ingress[1].from: 22 -> 443"),
                nodes("ingress", before, TerraformJson.readAny("[" + written + "," + https + "]"), nothing));
    }

    @Test
    void aRenamedStatementIsNotTakenForTwo() {
        assertEquals(
                List.of("policy.Statement[Old].Sid: Old -> New"),
                texts(
                        "policy",
                        policy("{\"Sid\": \"Old\", \"Action\": \"a:b\"}"),
                        policy("{\"Sid\": \"New\", \"Action\": \"a:b\"}")));
    }

    @Test
    void aSingleStatementMayStandWithoutAList() {
        assertEquals(
                List.of("policy.Statement[0].Action: x:a -> x:b"),
                texts(
                        "policy",
                        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"x:a\"}}",
                        "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"x:b\"}]}"));
    }

    @Test
    void conditionsAndPrincipalsOfAKeyPolicyAreCompared() {
        String statement =
                """
            {"Sid": "Use", "Principal": {"AWS": ["arn:aws:iam::1:role/a"%s]}, "Action": "kms:Decrypt",
             "Condition": {"StringEquals": {"kms:ViaService": "%s"}}}""";
        assertEquals(
                List.of(
                        "policy.Statement[Use].Condition.StringEquals.kms:ViaService: s3 -> rds",
                        "policy.Statement[Use].Principal.AWS: null -> *"),
                texts("policy", policy(statement.formatted("", "s3")), policy(statement.formatted(", \"*\"", "rds"))));
    }

    @Test
    void rulesOfALifecyclePolicyAreMatchedByPriority() {
        assertEquals(
                List.of("policy.rules[1].selection.countNumber: 10 -> 1"),
                texts(
                        "policy",
                        "{\"rules\": [{\"rulePriority\": 1, \"selection\": {\"countNumber\": 10}}, {\"rulePriority\": 2}]}",
                        "{\"rules\": [{\"rulePriority\": 2}, {\"rulePriority\": 1, \"selection\": {\"countNumber\": 1}}]}"));
    }

    @Test
    void anEventPatternHasNoOrder() {
        assertEquals(
                List.of("event_pattern: the same content"),
                texts("event_pattern", "{\"source\": [\"a\", \"b\"]}", "{\"source\": [\"b\", \"a\"]}"));
        assertEquals(
                List.of("event_pattern.source: null -> c"),
                texts("event_pattern", "{\"source\": [\"a\", \"b\"]}", "{\"source\": [\"c\", \"b\", \"a\"]}"));
    }

    @Test
    void thePatternsOfAnEventSourceHaveNoOrder() {
        assertEquals(
                List.of("filter_criteria[0].filter[0].pattern.type: null -> c"),
                texts(
                        "filter_criteria[0].filter[0].pattern",
                        "{\"type\": [\"a\", \"b\"]}",
                        "{\"type\": [\"b\", \"a\", \"c\"]}"));
    }

    @Test
    void aNumberWrittenInAnotherWayIsNoDifference() {
        assertEquals(List.of("doc: the same content"), texts("doc", "{\"a\": 1}", "{\"a\": 1.0}"));
        assertEquals(List.of("doc.a: 1 -> 1.5"), texts("doc", "{\"a\": 1}", "{\"a\": 1.5}"));
    }

    @Test
    void theOrderOfACommandHasAMeaning() {
        assertEquals(
                List.of(
                        "container_definitions[a].command[0]: x -> null",
                        "container_definitions[a].command[1]: null -> x"),
                texts(
                        "container_definitions",
                        "[{\"name\": \"a\", \"command\": [\"x\", \"y\"]}]",
                        "[{\"name\": \"a\", \"command\": [\"y\", \"x\"]}]"));
    }

    @Test
    void theOrderOfStepsWithNamesHasAMeaning() {
        assertEquals(
                List.of("content.mainSteps (order): stop, start -> start, stop"),
                texts(
                        "content",
                        "{\"mainSteps\": [{\"name\": \"stop\"}, {\"name\": \"start\"}]}",
                        "{\"mainSteps\": [{\"name\": \"start\"}, {\"name\": \"stop\"}]}"));
    }

    @Test
    void aStateMachineIsComparedByItsStatesAndTheOrderOfItsChoices() {
        String machine =
                """
            {"StartAt": "Check", "States": {"Check": {"Type": "Choice", "Choices": [{"Variable": "$.a", "Next": "%s"},
             {"Variable": "$.b", "Next": "End"}]}, "End": {"Type": "Succeed"}}}""";
        assertEquals(
                List.of("definition.States.Check.Choices[0].Next: End -> Again"),
                texts("definition", machine.formatted("End"), machine.formatted("Again")));
    }

    @Test
    void widgetsOfADashboardAreMatchedByTheirTitles() {
        String dashboard = "{\"widgets\": [{\"type\": \"metric\", \"properties\": {\"period\": %s, \"title\": \"a\"}},"
                + " {\"type\": \"text\"}]}";
        assertEquals(
                List.of("dashboard_body.widgets[a].properties.period: 60 -> 300"),
                texts("dashboard_body", dashboard.formatted("60"), dashboard.formatted("300")));
        assertEquals(
                List.of("dashboard_body.widgets[a].properties.period: 60 -> 300"),
                texts(
                        "dashboard_body",
                        dashboard.formatted("60"),
                        "{\"widgets\": [{\"type\": \"text\"}, {\"properties\": {\"title\": \"a\", \"period\": 300},"
                                + " \"type\": \"metric\"}]}"));
    }

    @Test
    void userDataIsComparedByLinesAlsoInBase64() throws IOException {
        String before = IntStream.range(0, 300).mapToObj(i -> "echo " + i).collect(Collectors.joining("\n"));
        String after = before.replace("echo 250", "echo two hundred fifty").replace("echo 7\n", "echo 7\necho more\n");
        List<String> expected = List.of(
                "user_data line 9: null -> echo more", "user_data line 251: echo 250 -> echo two hundred fifty");
        assertEquals(expected, texts("user_data", before, after));
        assertEquals(expected, texts("user_data", base64(before), base64(after)));
        assertEquals(expected, texts("user_data", packed(before), packed(after)));
    }

    @Test
    void yamlIsComparedAsADocumentIfNothingIsLostByThat() {
        String before = "kind: ConfigMap\ndata:\n  image: app:1.0.0\n  port: 80\nlist:\n- a\n";
        assertEquals(
                List.of("yaml_body.data.image: app:1.0.0 -> app:1.1.0"),
                texts("yaml_body", before, "# a comment\n" + before.replace("app:1.0.0", "\"app:1.1.0\"")));
        assertEquals(
                List.of("yaml_body.data.port: 80 -> \"80\""),
                texts("yaml_body", before, before.replace("80", "\"80\"")),
                "a text is not a number");
        assertEquals(
                List.of("yaml_body line 3:   image: app:1.0.0 ->   image: !Ref app"),
                texts("yaml_body", before, before.replace("app:1.0.0", "!Ref app")),
                "a tag is not dropped");
        assertEquals(
                List.of("yaml_body line 5: null ->   port: 81"),
                texts("yaml_body", before, before.replace("  port: 80\n", "  port: 80\n  port: 81\n")),
                "of two entries with one name none is dropped");
    }

    @Test
    void anEntryThatOccursTwiceIsNotHidden() {
        List<String> found = texts("policy", "{\"a\": 1}", "{\"a\": 2, \"a\": 1}");
        assertEquals(List.of(), found, "it is no document, so both texts are shown");
    }

    @Test
    void aDocumentInsideADocumentIsCompared() {
        assertEquals(
                List.of("input.template.size: 1 -> 2"),
                texts("input", "{\"template\": \"{\\\"size\\\": 1}\"}", "{\"template\": \"{\\\"size\\\": 2}\"}"));
    }

    @Test
    void listsOfBlocksAreComparedToo() {
        JsonNode before = TerraformJson.readAny("[{\"port\": 80, \"cidr_blocks\": [\"a\"]}]");
        JsonNode after = TerraformJson.readAny("[{\"port\": 80, \"cidr_blocks\": [\"b\", \"a\"]}, {\"port\": 443}]");
        assertEquals(
                List.of("ingress[80].cidr_blocks: null -> b", "ingress[443].port: null -> 443"),
                nodes("ingress", before, after, Redactor.named()));
    }

    @Test
    void aTextAndANumberThatLookTheSameAreToldApart() {
        assertEquals(List.of("doc.port: \"80\" -> 80"), texts("doc", "{\"port\": \"80\"}", "{\"port\": 80}"));
    }

    @Test
    void plainValuesHaveNoParts() {
        assertEquals(List.of(), texts("name", "a", "b"));
        assertEquals(List.of(), texts("name", "[not json", "{nor this"));
    }

    @Test
    void secretsAreToldApartButNotShown() {
        String document = "[{\"name\": \"a\", \"environment\": [{\"name\": \"DB_PASSWORD\", \"value\": \"%s\"}]}]";
        String before = document.formatted("canary-one-11");
        String after = document.formatted("canary-two-22");
        List<String> expected =
                List.of("container_definitions[a].environment[DB_PASSWORD].value: (sensitive) -> (sensitive)");
        assertEquals(expected, redacted("container_definitions", before, after));
        assertEquals(expected, redacted("container_definitions", base64(before), base64(after)), "in Base64");
    }

    @Test
    void secretsInYamlAndInScriptsAreNotShown() {
        String yaml = "env:\n- name: API_TOKEN\n  value: %s\n- name: B\n  value: %s\n";
        String before = yaml.formatted("canary-one-11", "1");
        String after = yaml.formatted("canary-two-22", "2");
        for (List<String> found : List.of(
                redacted("values", before, after),
                redacted("values", base64(before), base64(after)),
                redacted(
                        "user_data",
                        "#!/bin/sh\nexport API_TOKEN=canary-one-11\n",
                        "#!/bin/sh\nexport API_TOKEN=canary-two-22\n"),
                redacted("user_data", "a\n\n" + key("1"), "a\n\n" + key("2")))) {
            assertFalse(found.toString().contains("canary"), found.toString());
            assertTrue(found.toString().contains("(sensitive) -> (sensitive)"), found.toString());
        }
    }

    @Test
    void aSecretThatIdentifiesAnElementIsNotShown() {
        String document = "[{\"name\": \"canary-secret-1\", \"v\": \"%s\"}, {\"name\": \"b\"}]";
        Redactor redactor = Redactor.of(TerraformJson.read(
                "{\"resource_changes\": [{\"change\": {\"after\": {\"x\": \"canary-secret-1\"}, \"after_sensitive\": {\"x\":"
                        + " true}}}]}"));
        List<String> found = nodes(
                "doc", TextNode.valueOf(document.formatted("1")), TextNode.valueOf(document.formatted("2")), redactor);
        assertEquals(List.of("doc[(sensitive)].v: 1 -> 2"), found);
    }

    /** Documents that differ in one value, which is nowhere else: the report of the difference has it. */
    @Test
    void noChangedValueIsLeftOut() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            JsonNode before = document(random, 3);
            JsonNode after = before.deepCopy();
            String name = List.of("policy", "container_definitions", "event_pattern", "other")
                    .get(random.nextInt(4));
            change(after, random);
            String where = name + " " + before + " " + after;
            String found = texts(name, before.toString(), after.toString()).toString();
            assertTrue(found.contains("changed!"), () -> found + " for " + where);
            String back = texts(name, after.toString(), before.toString()).toString();
            assertTrue(back.contains("changed!"), () -> back + " for the removal in " + where);
        }
    }

    /** Puts a value at a random place of a document. */
    private static void change(JsonNode document, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(document, containers);
        JsonNode chosen = containers.get(random.nextInt(containers.size()));
        if (chosen instanceof ArrayNode list) {
            if (list.isEmpty() || random.nextBoolean()) {
                list.insert(random.nextInt(list.size() + 1), "changed!");
            } else {
                list.set(random.nextInt(list.size()), "changed!");
            }
            return;
        }
        ObjectNode object = (ObjectNode) chosen;
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        object.put(names.isEmpty() ? "new" : names.get(random.nextInt(names.size())), "changed!");
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode document(Random random, int depth) {
        List<String> names =
                List.of("Statement", "name", "Sid", "Action", "environment", "value", "command", "cpu", "x");
        if (depth == 0 || depth < 3 && random.nextInt(3) == 0) {
            return random.nextBoolean()
                    ? TextNode.valueOf("v" + random.nextInt(4))
                    : TerraformJson.readAny("" + random.nextInt(3));
        }
        if (random.nextBoolean()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            random.ints(random.nextInt(4), 0, 2).forEach(i -> list.add(document(random, depth - 1)));
            return list;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        random.ints(random.nextInt(4), 0, names.size())
                .forEach(i -> object.set(names.get(i), document(random, depth - 1)));
        return object;
    }

    @Test
    void aLongTextIsComparedInTime() {
        String before = IntStream.range(0, 20_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        String after = IntStream.range(0, 20_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
        assertEquals(20_000, texts("user_data", before, after).size());
    }

    @Test
    void anAbsentDocumentIsComparedWithNothing() {
        assertEquals(
                List.of("policy.Statement[A].Action: null -> x:y"),
                nodes(
                        "policy",
                        MissingNode.getInstance(),
                        TextNode.valueOf("{\"Statement\": [{\"Sid\": \"A\", \"Action\": [\"x:y\"]}]}"),
                        Redactor.named()));
    }

    private static String policy(String statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
    }

    private static String key(String number) {
        return "-----BEGIN PRIVATE KEY-----\ncanary" + number + "\n-----END PRIVATE KEY-----\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static List<String> texts(String name, String before, String after) {
        return nodes(name, TextNode.valueOf(before), TextNode.valueOf(after), Redactor.named());
    }

    private static List<String> redacted(String name, String before, String after) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("before").put(name, before);
        change.putObject("after").put(name, after);
        return nodes(name, TextNode.valueOf(before), TextNode.valueOf(after), Redactor.named(change));
    }

    private static List<String> nodes(String name, JsonNode before, JsonNode after, Redactor redactor) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set("before", before);
        change.set("after", after);
        ObjectNode shown = redactor.shown(change);
        return DocumentComparison.of(name, name, before, shown.path("before"), after, shown.path("after"), redactor)
                .stream()
                .map(one -> one.path() + ": "
                        + (one.sameContent() ? "the same content" : one.before() + " -> " + one.after()))
                .toList();
    }
}
