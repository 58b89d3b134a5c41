package groundplan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.states.S3States;
import groundplan.testing.GroundplanProcess;
import groundplan.testing.IdentityStandIn;
import groundplan.testing.Outcome;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where credentials come from, and what is said when there are none. AWS's services are stand-ins on this machine, which see
 * who signed a request. What AWS's SDK reads of the environment variables by itself is tested in a process of its own.
 */
class AwsClientsTest {
    @TempDir
    Path folder;

    private final S3StandIn s3 = new S3StandIn("shop-terraform-state");
    private final IdentityStandIn services = new IdentityStandIn();
    private final Map<String, String> variables = new TreeMap<>();
    private TempProject shop;
    private Path home;

    @BeforeEach
    void aMachineWithoutCredentials() throws IOException {
        shop = TempProject.shop(folder.resolve("shop"));
        home = Files.createDirectories(folder.resolve("home"));
        variables.putAll(Map.of("HOME", home.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
        config("");
    }

    @AfterEach
    void stop() {
        services.close();
        s3.close();
    }

    @Test
    void withoutCredentialsTwoLinesSayWhatWasTriedAndThatTheEmulatorNeedsNone() {
        List<String> said = inAProcess(1).strip().lines().toList();
        assertEquals(2, said.size(), said::toString);
        for (String source : List.of(
                "Error: no AWS credentials",
                "AWS_ACCESS_KEY_ID",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "profile default",
                "AWS_CONTAINER_CREDENTIALS_",
                "instance metadata")) {
            assertTrue(said.get(0).contains(source), said.get(0));
        }
        assertTrue(said.get(0).length() < 400, said.get(0));
        assertTrue(said.get(1).contains("--emulator"), said.get(1));
    }

    @Test
    void environmentVariables() throws IOException {
        variables.put("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");
        read();
        signedBy("AKIAENVIRONMENT");
    }

    @Test
    void aProfileWithKeys() throws IOException {
        variables.put("AWS_PROFILE", "team");
        config("[profile team]\n");
        Files.writeString(
                home.resolve(".aws/credentials"),
                "[team]\naws_access_key_id = AKIAOFTHETEAM\naws_secret_access_key = secret\n");
        read();
        signedBy("AKIAOFTHETEAM");
    }

    @Test
    void theProgramOfAProfileInAFileElsewhere() throws IOException {
        Path program = folder.resolve("sign-in");
        Files.writeString(
                program,
                """
        #!/bin/sh
        echo '{"Version": 1, "AccessKeyId": "AKIAOFTHEPROGRAM", "SecretAccessKey": "secret", "SessionToken": "token"}'
        """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        config("[profile program]\ncredential_process = " + program + "\n");
        variables.put(
                "AWS_CONFIG_FILE",
                Files.move(home.resolve(".aws/config"), folder.resolve("elsewhere"))
                        .toString());
        variables.put("AWS_PROFILE", "program");
        read();
        signedBy("AKIAOFTHEPROGRAM");
    }

    @Test
    void aProgramThatFailsIsNamedWithItsProfile() throws IOException {
        config("[profile program]\ncredential_process = /bin/false\n");
        variables.put("AWS_PROFILE", "program");
        String said = assertThrows(IOException.class, this::read).getMessage();
        assertTrue(
                said.contains("profile program")
                        && said.length() < 400
                        && said.lines().count() == 1,
                said);
    }

    @Test
    void theRoleOfAProfile() throws IOException {
        config(
                """
        [profile base]
        aws_access_key_id = AKIABASE
        aws_secret_access_key = secret
        [profile deployer]
        role_arn = arn:aws:iam::123456789012:role/deployer
        source_profile = base
        region = eu-central-1
        """);
        variables.put("AWS_PROFILE", "deployer");
        inAProcess(0);
        signedBy("ASIAROLE123456789012");
        assertTrue(asked("Credential=AKIABASE/", "/eu-central-1/sts/"), services.requests()::toString);
    }

    @Test
    void theRoleOfAProfileWithoutARegionIsAskedForInThatOfTheStates() throws IOException {
        config(
                """
        [profile base]
        aws_access_key_id = AKIABASE
        aws_secret_access_key = secret
        [profile deployer]
        role_arn = arn:aws:iam::123456789012:role/deployer
        source_profile = base
        """);
        variables.put("AWS_PROFILE", "deployer");
        inAProcess(0);
        signedBy("ASIAROLE123456789012");
        assertTrue(asked("Credential=AKIABASE/", "/us-east-1/sts/"), services.requests()::toString);
    }

    @Test
    void aWebIdentity() throws IOException {
        variables.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/workflow");
        variables.put(
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                Files.writeString(folder.resolve("token"), "a.web.identity").toString());
        read();
        signedBy("ASIAWEB123456789012");
        assertTrue(asked("a.web.identity"), services.requests()::toString);
    }

    @Test
    void theWebIdentityOfAProfile() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a.web.identity");
        config("[profile web]\nrole_arn = arn:aws:iam::123456789012:role/workflow\nweb_identity_token_file = " + token
                + "\n");
        variables.put("AWS_PROFILE", "web");
        read();
        signedBy("ASIAWEB123456789012");
    }

    @Test
    void aContainer() {
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", services.url() + IdentityStandIn.CONTAINER);
        inAProcess(0);
        signedBy("ASIACONTAINER123456789012");
    }

    @Test
    void aContainerThatWantsAToken() throws IOException {
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", services.url() + IdentityStandIn.CONTAINER);
        Path token = Files.writeString(folder.resolve("token"), "not the token");
        variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.toString());
        assertTrue(inAProcess(1).contains("the container's endpoint"), "whose credentials there are none of");
        Files.writeString(token, IdentityStandIn.CONTAINER_TOKEN);
        inAProcess(0);
        signedBy("ASIACONTAINER123456789012");
    }

    @Test
    void anInstance() {
        variables.put("AWS_EC2_METADATA_DISABLED", "false");
        variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", services.url());
        inAProcess(0);
        signedBy("ASIAINSTANCE123456789012");
    }

    @Test
    void aSignInThatHasExpiredIsRenewed() throws Exception {
        identityCenter("sso_session = company");
        signedIn(
                "company",
                Instant.now().minusSeconds(60),
                "\"refreshToken\": \"again\", \"clientId\": \"c\","
                        + " \"clientSecret\": \"s\", \"registrationExpiresAt\": \""
                        + Instant.now().plusSeconds(3600) + "\", ");
        inAProcess(0);
        signedBy("ASIASSO123456789012");
        assertTrue(asked("/token", "again"), services.requests()::toString);
        assertTrue(asked("/federation/credentials", "renewed"), services.requests()::toString);
    }

    @Test
    void aSessionOfIdentityCenter() throws Exception {
        identityCenter("sso_session = company");
        signedIn("company", Instant.now().plusSeconds(3600));
        inAProcess(0);
        signedBy("ASIASSO123456789012");
        assertTrue(asked("/federation/credentials", "the-token"), services.requests()::toString);
    }

    @Test
    void aProfileOfIdentityCenterAsItWasBeforeSessions() throws Exception {
        identityCenter("sso_start_url = https://company.awsapps.com/start\nsso_region = eu-west-1");
        signedIn("https://company.awsapps.com/start", Instant.now().plusSeconds(3600));
        inAProcess(0);
        signedBy("ASIASSO123456789012");
    }

    @Test
    void whoDidNotSignInAtIdentityCenterIsToldHow() throws IOException {
        identityCenter("sso_session = company");
        toldToSignIn("admin");
        identityCenter("sso_start_url = https://company.awsapps.com/start\nsso_region = eu-west-1");
        toldToSignIn("admin");
    }

    @Test
    void whoseSignInHasExpiredIsToldHowToSignInAgain() throws Exception {
        identityCenter("sso_session = company");
        signedIn("company", Instant.now().minusSeconds(60));
        toldToSignIn("shop");
    }

    @Test
    void aSignInThatIdentityCenterNoLongerTakesIsToBeDoneAgain() throws Exception {
        identityCenter("sso_start_url = https://company.awsapps.com/start\nsso_region = eu-west-1");
        signedIn("https://company.awsapps.com/start", Instant.now().plusSeconds(3600));
        services.refuse("/federation/credentials", "UnauthorizedException");
        toldToSignIn("admin");
    }

    @Test
    void aProfileThatIsNotThereIsNamed() {
        variables.put("AWS_PROFILE", "prdo");
        String said = assertThrows(IOException.class, this::read).getMessage();
        assertTrue(said.contains("prdo") && said.contains(home + "/.aws/config"), said);
    }

    @Test
    void whatOnlySomeToolsCanDoWithAProfileIsSaidWithTheWayOut() throws IOException {
        variables.put("AWS_PROFILE", "team");
        config("[profile team]\nlogin_session = arn:aws:iam::123456789012:user/jane\n");
        refused("was made by `aws login`", "credential_process = aws configure export-credentials --profile team");
        config("[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n[profile code]\n"
                + "role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = base\n"
                + "mfa_serial = arn:aws:iam::123456789012:mfa/jane\n"
                + "[profile team]\nrole_arn = arn:aws:iam::123456789012:role/b\nsource_profile = code\n");
        refused(
                "profile code needs the code",
                "eval \"$(aws configure export-credentials --profile team --format env)\"");
        config("[profile team]\nsso_session = company\nsso_account_id = 123456789012\nsso_role_name = Admin\n");
        Files.writeString(
                home.resolve(".aws/credentials"),
                "[team]\naws_access_key_id = AKIAOFTHETEAM\naws_secret_access_key = secret\n");
        refused("has an access key and also signs in", home + "/.aws/credentials");
    }

    private void refused(String what, String remedy) {
        String said = assertThrows(IOException.class, this::read).getMessage();
        assertTrue(said.contains(what) && said.contains(remedy), said);
    }

    private void identityCenter(String login) throws IOException {
        config("[profile admin]\nsso_account_id = 123456789012\nsso_role_name = Admin\n" + login
                + "\n[profile shop]\nsource_profile = admin\nrole_arn = arn:aws:iam::123456789012:role/shop\n"
                + "[sso-session company]\nsso_region = eu-west-1\nsso_start_url = https://company.awsapps.com/start\n");
        variables.put("AWS_PROFILE", "admin");
    }

    /** What {@code aws sso login} keeps. */
    private void signedIn(String session, Instant until) throws Exception {
        signedIn(session, until, "");
    }

    private void signedIn(String session, Instant until, String others) throws Exception {
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(session.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(
                Files.createDirectories(home.resolve(".aws/sso/cache")).resolve(name + ".json"),
                "{" + others + "\"accessToken\": \"the-token\", \"expiresAt\": \"" + until
                        + "\", \"region\": \"eu-west-1\"," + " \"startUrl\": \"https://company.awsapps.com/start\"}");
    }

    private void toldToSignIn(String profile) {
        variables.put("AWS_PROFILE", profile);
        List<String> said = inAProcess(1).strip().lines().toList();
        assertEquals(2, said.size(), said::toString);
        assertTrue(said.get(0).contains("profile " + profile), said.get(0));
        assertTrue(said.get(0).length() < 500, said.get(0));
        assertTrue(said.get(1).contains("aws sso login --profile admin"), said.get(1));
    }

    /** Writes the configuration file; each profile finds the stand-ins. */
    private void config(String text) throws IOException {
        String local = "services = local\n";
        Files.writeString(
                Files.createDirectories(home.resolve(".aws")).resolve("config"),
                "[default]\n" + local + text.replaceAll("(?m)^(\\[profile .*])$", "$1\n" + local)
                        + services.services("s3 =\n  endpoint_url = " + s3.url() + "\n"));
    }

    /** Whether one request has all of these texts in it. */
    private boolean asked(String... texts) {
        return services.requests().stream().anyMatch(request -> Stream.of(texts).allMatch(request.text()::contains));
    }

    /** Reads the states, with the environment variables of the test and no others. */
    private void read() throws IOException {
        new S3States(shop.environments().get(0).settings(), variables).below("dev/");
    }

    /** Reads the record of applies with a command of its own; what it says. */
    private String inAProcess(int exit) {
        Map<String, String> all = new TreeMap<>(variables);
        all.putAll(Map.of(
                "PATH", System.getenv("PATH"),
                "AWS_ENDPOINT_URL_S3", s3.url(),
                "AWS_ENDPOINT_URL_STS", services.url(),
                "AWS_ENDPOINT_URL_SSO", services.url(),
                "AWS_ENDPOINT_URL_SSO_OIDC", services.url()));
        Outcome outcome = new GroundplanProcess(shop, all, 0).run("promotion", "show", "shop/dev");
        assertEquals(exit, outcome.exit(), outcome::toString);
        return outcome.out();
    }

    private void signedBy(String accessKey) {
        assertFalse(s3.signatures().isEmpty(), "nothing was asked of S3");
        assertTrue(
                s3.signatures().stream().allMatch(signature -> signature.contains("Credential=" + accessKey + "/")),
                () -> s3.signatures().toString());
    }
}
