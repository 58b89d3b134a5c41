package groundplan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import groundplan.states.S3States;
import groundplan.testing.GroundplanProcess;
import groundplan.testing.Outcome;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where credentials come from, and what is said when there are none. AWS's services are stand-ins on this machine, which see
 * who signed a request. What AWS's SDK reads of the environment variables by itself is tested in a process of its own.
 */
class AwsClientsTest {
    private static final String PORTAL = "/federation/credentials";

    @TempDir
    Path folder;

    private final S3StandIn s3 = new S3StandIn("shop-terraform-state");
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, String> variables = new TreeMap<>();
    private HttpServer services;
    private TempProject shop;
    private Path home;

    @BeforeEach
    void aMachineWithoutCredentials() throws IOException {
        shop = TempProject.shop(folder.resolve("shop"));
        home = Files.createDirectories(folder.resolve("home"));
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", this::answer);
        services.start();
        variables.putAll(Map.of("HOME", home.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
        config("");
    }

    @AfterEach
    void stop() {
        services.stop(0);
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
        signedBy("ASIAASSUMED");
        assertTrue(
                asked.stream()
                        .anyMatch(request ->
                                request.contains("Credential=AKIABASE/") && request.contains("/eu-central-1/sts/")),
                asked::toString);
    }

    @Test
    void aWebIdentity() throws IOException {
        variables.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/workflow");
        variables.put(
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                Files.writeString(folder.resolve("token"), "a.web.identity").toString());
        read();
        signedBy("ASIAWEBIDENTITY");
        assertTrue(asked.stream().anyMatch(request -> request.contains("a.web.identity")), asked::toString);
    }

    @Test
    void aContainer() {
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", url() + "/container");
        inAProcess(0);
        signedBy("ASIACONTAINER");
    }

    @Test
    void aSessionOfIdentityCenter() throws Exception {
        identityCenter("sso_session = company");
        signedIn("company", Instant.now().plusSeconds(3600));
        inAProcess(0);
        signedBy("ASIAIDENTITYCENTER");
        assertTrue(
                asked.stream().anyMatch(request -> request.contains(PORTAL) && request.contains("the-token")),
                asked::toString);
    }

    @Test
    void aProfileOfIdentityCenterAsItWasBeforeSessions() throws Exception {
        identityCenter("sso_start_url = https://company.awsapps.com/start\nsso_region = eu-west-1");
        signedIn("https://company.awsapps.com/start", Instant.now().plusSeconds(3600));
        inAProcess(0);
        signedBy("ASIAIDENTITYCENTER");
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
        services.removeContext("/");
        services.createContext("/", exchange -> send(exchange, 401, "{\"message\": \"Session token not found\"}"));
        toldToSignIn("admin");
    }

    @Test
    void aProfileThatIsNotThereIsNamed() {
        variables.put("AWS_PROFILE", "prdo");
        String said = assertThrows(IOException.class, this::read).getMessage();
        assertTrue(said.contains("prdo") && said.contains(home + "/.aws/config"), said);
    }

    private void identityCenter(String login) throws IOException {
        config("[profile admin]\nsso_account_id = 123456789012\nsso_role_name = Admin\n" + login
                + "\n[profile shop]\nsource_profile = admin\nrole_arn = arn:aws:iam::123456789012:role/shop\n"
                + "[sso-session company]\nsso_region = eu-west-1\nsso_start_url = https://company.awsapps.com/start\n");
        variables.put("AWS_PROFILE", "admin");
    }

    /** What {@code aws sso login} keeps. */
    private void signedIn(String session, Instant until) throws Exception {
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(session.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(
                Files.createDirectories(home.resolve(".aws/sso/cache")).resolve(name + ".json"),
                "{\"accessToken\": \"the-token\", \"expiresAt\": \"" + until + "\", \"region\": \"eu-west-1\","
                        + " \"startUrl\": \"https://company.awsapps.com/start\"}");
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
                        + "[services local]\ns3 =\n  endpoint_url = " + s3.url() + "\nsts =\n  endpoint_url = " + url()
                        + "\n");
    }

    private String url() {
        return "http://127.0.0.1:" + services.getAddress().getPort();
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
                "AWS_ENDPOINT_URL_STS", url(),
                "AWS_ENDPOINT_URL_SSO", url()));
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

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        asked.add(path + " " + body + " " + exchange.getRequestHeaders().entrySet());
        String key = body.contains("AssumeRoleWithWebIdentity") ? "ASIAWEBIDENTITY" : "ASIAASSUMED";
        if (path.startsWith("/container")) {
            send(
                    exchange,
                    200,
                    "{\"AccessKeyId\": \"ASIACONTAINER\", \"SecretAccessKey\": \"s\", \"Token\": \"t\", \"Expiration\": \""
                            + Instant.now().plusSeconds(3600) + "\"}");
        } else if (path.startsWith(PORTAL)) {
            send(
                    exchange,
                    200,
                    "{\"roleCredentials\": {\"accessKeyId\": \"ASIAIDENTITYCENTER\", \"secretAccessKey\": \"s\","
                            + " \"sessionToken\": \"t\", \"expiration\": "
                            + Instant.now().plusSeconds(3600).toEpochMilli() + "}}");
        } else {
            String action = body.replaceFirst("(?s).*Action=(\\w+).*", "$1");
            send(
                    exchange,
                    200,
                    "<" + action + "Response><" + action + "Result><Credentials><AccessKeyId>" + key
                            + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
                            + Instant.now().plusSeconds(3600) + "</Expiration></Credentials></" + action + "Result></"
                            + action + "Response>");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
