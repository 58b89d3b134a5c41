package groundplan.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.PrivateFolder;
import groundplan.testing.IdentityStandIn;
import groundplan.testing.Repository;
import groundplan.testing.S3StandIn;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a backend is what Terraform reads with the same block, signed by the same key. */
class S3BackendTest {
    private static final String KEY = "live/app.tfstate";
    private static final String PLACE = "\"bucket\": \"states\", \"key\": \"" + KEY + "\"";

    @TempDir
    Path folder;

    private final S3StandIn s3 = new S3StandIn("states");
    private final IdentityStandIn identity = new IdentityStandIn();
    private final Map<String, String> variables = new TreeMap<>();

    @BeforeEach
    void aBucketWithStates() throws IOException {
        for (String key : List.of(KEY, "env:/blue/" + KEY, "spaces/blue/" + KEY)) {
            s3.objects().put("states/" + key, state(key));
        }
        variables.put("PATH", System.getenv("PATH"));
        variables.put("HOME", folder.toString());
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("AWS_ENDPOINT_URL_S3", s3.url());
        variables.put("AWS_ENDPOINT_URL_STS", identity.url());
        variables.put("AWS_REGION", "eu-west-1");
        Files.createDirectories(folder.resolve(".aws"));
        Files.writeString(
                folder.resolve(".aws/credentials"),
                """
                [default]
                aws_access_key_id     = AKIADEFAULT123456789012
                aws_secret_access_key = s
                [states]
                aws_access_key_id     = AKIASTATES210987654321
                aws_secret_access_key = s
                """);
    }

    @AfterEach
    void stop() {
        s3.close();
        identity.close();
    }

    private static String state(String key) {
        return "{\"version\": 4, \"terraform_version\": \"1.11.0\", \"serial\": 1, \"lineage\": \"" + key
                + "\", \"outputs\": {}, \"resources\": []}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'region': 'us-east-1', 'encrypt': true, 'dynamodb_table': 'locks', 'use_path_style': true",
                "'profile': 'states', 'use_path_style': true, 'skip_credentials_validation': true",
                "'access_key': 'AKIAOWN111111111111', 'secret_key': 's', 'use_path_style': true",
                "'use_path_style': true, 'assume_role': {'role_arn': 'arn:aws:iam::333333333333:role/states', 'session_name': 'plan'}",
                "'use_path_style': true, 'profile': 'states', 'allowed_account_ids': ['210987654321'], 'assume_role': null",
                "'use_path_style': true, 'workspace_key_prefix': 'spaces'",
                "'region': 'us-east-1', 'use_path_style': true, 'endpoints': {'s3': 'S3'}, 'kms_key_id': 'alias/states'",
            })
    void itIsWhatTerraformReads(String arguments) throws IOException {
        for (String key : List.of("", "AKIAVARIABLE444444444444")) {
            for (String workspace : List.of("default", "blue")) {
                variables.put("AWS_ACCESS_KEY_ID", key);
                variables.put("AWS_SECRET_ACCESS_KEY", key.isEmpty() ? "" : "s");
                variables.put("TF_WORKSPACE", workspace);
                s3.signatures().clear();
                String here = read(arguments).orElseThrow().lineage();
                TreeSet<String> keys = keys();
                s3.signatures().clear();
                assertEquals(pulled(arguments), here, "the state");
                assertEquals(keys(), keys, "who read it");
            }
        }
    }

    @Test
    void whatOnlyTheEngineUnderstandsIsLeftToIt() {
        for (String arguments : List.of(
                "'sse_customer_key': 'x'",
                "'use_fips_endpoint': true",
                "'assume_role': {'role_arn': 'arn:aws:iam::333333333333:role/a', 'policy': '{}'}",
                "'assume_role_with_web_identity': {'role_arn': 'arn:aws:iam::333333333333:role/a'}",
                "'shared_credentials_files': ['x']",
                "'endpoints': {'s4': 'x'}")) {
            assertEquals(Optional.empty(), S3Backend.of(block(arguments), variables), arguments);
        }
        variables.remove("AWS_REGION");
        assertEquals(Optional.empty(), S3Backend.of(block(""), variables), "the region of the profile");
    }

    @Test
    void whereNothingIsThereIsNoStateAndAnythingElseIsAnError() throws IOException {
        s3.objects().clear();
        assertEquals(Optional.empty(), read("'use_path_style': true"));
        s3.dropBucket("states");
        assertEquals(Optional.empty(), read("'use_path_style': true"));
        for (S3StandIn.Answer answer : List.of(
                new S3StandIn.Answer(403, "AccessDenied"),
                new S3StandIn.Answer(404, ""),
                new S3StandIn.Answer(200, "<html>Sign in</html>"))) {
            s3.before(request -> Optional.of(answer));
            Exception failure = assertThrows(Exception.class, () -> read("'use_path_style': true"));
            assertTrue(failure.getMessage().contains("s3://states/" + KEY), failure::getMessage);
        }
    }

    @Test
    void credentialsOfAnotherAccountAreRefusedBeforeAnythingIsRead() {
        for (String arguments :
                List.of("'allowed_account_ids': ['999999999999']", "'forbidden_account_ids': ['123456789012']")) {
            IOException failure = assertThrows(IOException.class, () -> read("'use_path_style': true, " + arguments));
            assertEquals(
                    "cannot read the state s3://states/" + KEY
                            + ": the credentials are of the account 123456789012, which"
                            + " allowed_account_ids or forbidden_account_ids of the backend refuses",
                    failure.getMessage());
            assertEquals(0, s3.signatures().size());
        }
    }

    @Test
    void aRoleThatIsRefusedIsNamed() {
        identity.refuse("AssumeRole", "AccessDenied");
        IOException failure = assertThrows(
                IOException.class, () -> read("'assume_role': {'role_arn': 'arn:aws:iam::333333333333:role/states'}"));
        assertTrue(
                failure.getMessage()
                        .startsWith("cannot read the state s3://states/" + KEY
                                + ": cannot assume the role arn:aws:iam::333333333333:role/states: "),
                failure::getMessage);
    }

    private Optional<StateFile> read(String arguments) throws IOException {
        try (BackendStates states = new BackendStates(variables)) {
            return states.read(S3Backend.of(block(arguments), variables).orElseThrow());
        }
    }

    private String pulled(String arguments) throws IOException {
        Path terraform = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv())
                .path("terraform");
        try (PrivateFolder work = new PrivateFolder(terraform, variables)) {
            ObjectNode configuration = TerraformJson.object();
            configuration
                    .withObjectProperty("terraform")
                    .withObjectProperty("backend")
                    .set("s3", block(arguments));
            work.write("main.tf.json", TerraformJson.write(configuration));
            work.terraform(List.of("init", "-input=false", "-no-color"));
            return TerraformJson.read(work.terraform(List.of("state", "pull")))
                    .path("lineage")
                    .asText();
        }
    }

    private ObjectNode block(String arguments) {
        String text = "{" + PLACE + (arguments.isEmpty() ? "" : ", " + arguments.replace('\'', '"')) + "}";
        return TerraformJson.read(text.replace("\"S3\"", "\"" + s3.url() + "\""));
    }

    /** The access keys that signed what S3 was asked. */
    private TreeSet<String> keys() {
        TreeSet<String> keys = new TreeSet<>();
        s3.signatures().forEach(signature -> keys.add(signature.replaceFirst(".*Credential=([^/]*)/.*", "$1")));
        return keys;
    }
}
