package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.e2e.EmulatedAws.Answer;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.json.TerraformJson;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every environment is bootstrapped by somebody with the permissions that docs/permissions.md lists, where they are enforced. */
@Tag("nightly")
class BootstrapOnTheEmulatorTest {
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void theDocumentedPermissionsSuffice(@TempDir Path folder) throws Exception {
        TempProject project = new TempProject(folder);
        TestFiles.copyVisible(
                Repository.root().resolve("environments"), project.root().resolve("environments"));
        for (String system : FullSynthesis.environments().stream()
                .map(EnvironmentModel::system)
                .distinct()
                .toList()) {
            String tree = LiveTree.FOLDER + "/" + system;
            TestFiles.copyVisible(
                    Repository.root().resolve(tree), project.root().resolve(tree));
        }
        Map<String, Outcome> failed = new TreeMap<>();
        try (OwnEmulator emulator = new OwnEmulator(project, 0, Emulator.Abilities.ENFORCING)) {
            EmulatedAws aws = new EmulatedAws(emulator.url());
            for (EnvironmentModel environment : FullSynthesis.environments()) {
                emulator.variables().putAll(user(aws, environment).variables());
                Outcome outcome = emulator.groundplan("bootstrap", environment.path());
                // Where environments share a bucket, the second one finds it.
                if (outcome.exit() != 0) {
                    failed.put(environment.path(), outcome);
                }
            }
            Caller last = user(aws, FullSynthesis.environments().get(0), "other");
            Answer more = aws.iam(last, "CreateUser", Map.of("UserName", "more"));
            assertTrue(more.refused(), more::toString);
        }
        assertEquals(Map.of(), failed);
    }

    private static Caller user(EmulatedAws aws, EnvironmentModel environment) throws IOException {
        return user(aws, environment, "bootstrap");
    }

    private static Caller user(EmulatedAws aws, EnvironmentModel environment, String purpose) throws IOException {
        Caller root = Caller.root(environment.settings().accountId());
        String name = environment.path().replace('/', '-') + "-" + purpose;
        aws.iam(root, "CreateUser", Map.of("UserName", name)).well();
        aws.iam(
                        root,
                        "PutUserPolicy",
                        Map.of("UserName", name, "PolicyName", purpose, "PolicyDocument", policy(environment)))
                .well();
        Answer key = aws.iam(root, "CreateAccessKey", Map.of("UserName", name)).well();
        return new Caller(key.text("AccessKeyId"), key.text("SecretAccessKey"), "");
    }

    /** The policy of the page, with what its placeholders stand for. */
    private static String policy(EnvironmentModel environment) throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/permissions.md"));
        Matcher blocks = JSON.matcher(page);
        assertTrue(blocks.find(), "docs/permissions.md has no policy");
        ObjectNode policy = TerraformJson.read(blocks.group(1));
        assertTrue(blocks.find(), "docs/permissions.md does not say what replication needs");
        ((ArrayNode) policy.get("Statement")).add(TerraformJson.read(blocks.group(1)));
        String name = environment.path().replace('/', '-');
        String owner = environment.system() + "-"
                + environment.settings().state().owner().orElse(environment.name());
        policy.get("Statement").forEach(statement -> {
            JsonNode resources = statement.get("Resource");
            ArrayNode all = ((ObjectNode) statement).putArray("Resource");
            for (JsonNode resource : resources.isArray()
                    ? resources
                    : TerraformJson.object().arrayNode().add(resources)) {
                for (String one : List.of(name, owner)) {
                    all.add(resource.asText()
                            .replace("ACCOUNT", environment.settings().accountId())
                            .replace("BUCKET", environment.settings().state().bucket())
                            .replace(
                                    "TABLE",
                                    environment.settings().state().lockTable().orElse(owner + "-terraform-locks"))
                            .replace("ENVIRONMENT", one));
                }
            }
        });
        return policy.toString();
    }
}
