package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.GroundplanProcess;
import groundplan.testing.IdentityStandIn;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever credentials come from, Groundplan, Terraform with its AWS provider and its backend, and Terragrunt work with the same
 * identity. AWS's services are stand-ins on this machine, which see who signed a request; the programs are the real ones.
 */
class CredentialSourcesTest {
    private static final String PROVIDER = "terraform-provider-aws";
    private static final String BACKEND = "HashiCorp";
    private static final String OWN = "aws-sdk-java";
    private static final String ROLE = "arn:aws:iam::" + IdentityStandIn.ACCOUNT + ":role/";

    @TempDir
    Path folder;

    private final IdentityStandIn aws = new IdentityStandIn();
    private final S3StandIn s3 = new S3StandIn("shop-terraform-state");
    private final Map<String, String> variables = new TreeMap<>();
    private TempProject shop;
    private Path home;

    @BeforeEach
    void aMachineWithProfiles() throws Exception {
        shop = TempProject.shop(folder.resolve("shop"))
                .with(
                        TempProject.SYSTEM,
                        """
        region: us-east-1
        account_id: "123456789012"
        state: {bucket: shop-terraform-state, use_lockfile: true}
        units:
          kms:
        """);
        Files.createSymbolicLink(
                Files.createDirectories(shop.home()).resolve("tools"),
                Files.createDirectories(Repository.root().resolve(".groundplan/tools")));
        home = Files.createDirectories(folder.resolve("home"));
        variables.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", home.toString(),
                "AWS_ENDPOINT_URL_S3", s3.url(),
                "AWS_ENDPOINT_URL_STS", aws.url(),
                "AWS_ENDPOINT_URL_SSO", aws.url(),
                "AWS_ENDPOINT_URL_SSO_OIDC", aws.url(),
                "AWS_EC2_METADATA_DISABLED", "true"));
        Path program = Files.writeString(
                home.resolve("sign-in"),
                "#!/bin/sh\necho '{\"Version\": 1, \"AccessKeyId\": \"AKIAPROCESS123456789012\", \"SecretAccessKey\": \"s\"}'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path token = Files.writeString(home.resolve("token"), "a.web.identity");
        Files.writeString(
                Files.createDirectories(home.resolve(".aws")).resolve("credentials"),
                "[keys]\naws_access_key_id = AKIAKEYS123456789012\naws_secret_access_key = s\n");
        Files.writeString(
                home.resolve(".aws/config"),
                """
        [profile keys]
        region = eu-central-1
        [profile process]
        credential_process = %s
        [sso-session company]
        sso_region = eu-west-1
        sso_start_url = https://company.awsapps.com/start
        sso_registration_scopes = sso:account:access
        [profile session]
        sso_session = company
        sso_account_id = 123456789012
        sso_role_name = Admin
        [profile start]
        sso_start_url = https://company.awsapps.com/start
        sso_region = eu-west-1
        sso_account_id = 123456789012
        sso_role_name = Admin
        [profile role]
        role_arn = %sfirst
        source_profile = session
        external_id = outside
        [profile chain]
        role_arn = %ssecond
        source_profile = role
        [profile variables]
        role_arn = %sthird
        credential_source = Environment
        [profile web]
        role_arn = %sfourth
        web_identity_token_file = %s
        """
                        .formatted(program, ROLE, ROLE, ROLE, ROLE, token));
        signIn("company", 3600);
        signIn("https://company.awsapps.com/start", 3600);
    }

    @AfterEach
    void stop() {
        aws.close();
        s3.close();
    }

    @Test
    void aSignInThatHasExpiredIsRenewedForAllOfThem() throws Exception {
        signIn("company", -60);
        variables.put("AWS_PROFILE", "session");
        planned();
        signedBy("ASIASSO123456789012", OWN, PROVIDER);
        assertTrue(
                aws.requests().stream().anyMatch(request -> request.action().equals("/token")), "nothing renewed it");
    }

    @ParameterizedTest
    @Tag("nightly")
    @CsvSource({
        "keys, AKIAKEYS",
        "process, AKIAPROCESS",
        "session, ASIASSO",
        "start, ASIASSO",
        "role, ASIAROLE",
        "chain, ASIAROLE",
        "web, ASIAWEB"
    })
    void profiles(String profile, String key) {
        variables.put("AWS_PROFILE", profile);
        planned();
        signedBy(key + "123456789012", OWN, PROVIDER);
    }

    @Test
    @Tag("nightly")
    void theOlderNameOfTheVariableForAProfile() {
        variables.put("AWS_DEFAULT_PROFILE", "keys");
        planned();
        signedBy("AKIAKEYS123456789012", OWN, PROVIDER);
    }

    @Test
    @Tag("nightly")
    void variablesComeBeforeProfiles() {
        keys("ASIAVARIABLES");
        variables.put("AWS_SESSION_TOKEN", "token");
        variables.put("AWS_PROFILE", "keys");
        planned();
        signedBy("ASIAVARIABLES123456789012", OWN, PROVIDER);
    }

    @Test
    @Tag("nightly")
    void aWebIdentity() throws IOException {
        variables.put("AWS_ROLE_ARN", ROLE + "workflow");
        variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", home.resolve("token").toString());
        planned();
        signedBy("ASIAWEB123456789012", OWN, PROVIDER);
    }

    @Test
    @Tag("nightly")
    void aContainer() throws IOException {
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.url() + IdentityStandIn.CONTAINER);
        variables.put(
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                Files.writeString(home.resolve("container"), IdentityStandIn.CONTAINER_TOKEN)
                        .toString());
        planned();
        signedBy("ASIACONTAINER123456789012", OWN, PROVIDER);
    }

    @Test
    @Tag("nightly")
    void anInstance() {
        variables.put("AWS_EC2_METADATA_DISABLED", "false");
        variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url());
        planned();
        signedBy("ASIAINSTANCE123456789012", OWN, PROVIDER);
    }

    @Test
    @Tag("nightly")
    void theRolesOfTheSettings() {
        shop.with(
                TempProject.DEV,
                "assume_role: {plan_role_arn: \"%sreads\", apply_role_arn: \"%schanges\"}\nunits: {}\n"
                        .formatted(ROLE, ROLE));
        variables.put("AWS_PROFILE", "keys");
        planned();
        assertEquals(Set.of("AKIAKEYS123456789012"), keys("AssumeRole", ""), "the caller assumes the role");
        signedBy("ASIAROLE123456789012", PROVIDER);
    }

    @Test
    @Tag("nightly")
    void terragruntAndItsBackendWorkWithTheProfileOfTheAccount() {
        Repository.copyHandwrittenHcl(shop.root().resolve("terragrunt"));
        // Credentials of another account, which the profile replaces everywhere.
        variables.put("AWS_ACCESS_KEY_ID", "AKIAVARIABLES222222222222");
        variables.put("AWS_SECRET_ACCESS_KEY", "s");
        variables.put("GROUNDPLAN_PROFILES", "123456789012=session");
        // The backend puts the bucket in front of the host's name, which only a proxy finds.
        variables.put("HTTP_PROXY", s3.url());
        variables.put("NO_PROXY", "127.0.0.1");
        Outcome outcome = groundplan("synth");
        assertEquals(0, outcome.exit(), outcome::toString);
        outcome = groundplan("run", "shop/dev", "plan");
        assertEquals(0, outcome.exit(), outcome::toString);
        assertTrue(outcome.out().contains("to add"), outcome::toString);
        signedBy("ASIASSO123456789012", OWN, PROVIDER, BACKEND);
        Set<String> signatures = s3.signatures().stream()
                .map(signature -> signature.replaceFirst(".*Credential=([^/]*)/.*", "$1"))
                .collect(Collectors.toSet());
        assertEquals(Set.of("ASIASSO123456789012"), signatures, "who asked for states");
    }

    private void planned() {
        Outcome outcome = groundplan("plan", "shop/dev");
        assertEquals(0, outcome.exit(), outcome::toString);
        assertTrue(outcome.out().contains("to add"), outcome::toString);
        assertFalse(s3.signatures().isEmpty(), "nobody asked for states");
    }

    private Outcome groundplan(String... arguments) {
        return new GroundplanProcess(shop, variables, 0).run(arguments);
    }

    private void keys(String prefix) {
        variables.put("AWS_ACCESS_KEY_ID", prefix + IdentityStandIn.ACCOUNT);
        variables.put("AWS_SECRET_ACCESS_KEY", "s");
    }

    /** Each of these programs asked who it is, and was the same. */
    private void signedBy(String key, String... programs) {
        for (String program : programs) {
            assertEquals(Set.of(key), keys("GetCallerIdentity", program), () -> program + ": " + aws.requests());
        }
    }

    private Set<String> keys(String action, String program) {
        return aws.requests().stream()
                .filter(request ->
                        request.action().equals(action) && request.text().contains(program))
                .map(IdentityStandIn.Request::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What {@code aws sso login} keeps. */
    private void signIn(String session, int seconds) throws Exception {
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(session.getBytes(StandardCharsets.UTF_8)));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Files.writeString(
                Files.createDirectories(home.resolve(".aws/sso/cache")).resolve(name + ".json"),
                "{\"accessToken\": \"the-token\", \"expiresAt\": \"" + now.plusSeconds(seconds)
                        + "\", \"region\": \"eu-west-1\", \"startUrl\": \"https://company.awsapps.com/start\","
                        + " \"refreshToken\": \"again\", \"clientId\": \"client\", \"clientSecret\": \"secret\","
                        + " \"registrationExpiresAt\": \"" + now.plusSeconds(86400) + "\"}");
    }
}
