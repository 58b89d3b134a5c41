package groundplan.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whoever gives out credentials, as the references of these services describe it: STS, the portal and the tokens of IAM Identity
 * Center, the endpoint of a container and the metadata of an instance. A key ends with its account, so that everybody can tell by it
 * who is asking, and begins with what gave it out.
 */
public final class IdentityStandIn implements AutoCloseable {
    /** The account of keys that do not tell. */
    public static final String ACCOUNT = "123456789012";

    /** Where a container asks. */
    public static final String CONTAINER = "/container";

    /** The only token with which the container's endpoint answers, if it is asked with one. */
    public static final String CONTAINER_TOKEN = "the container's token";

    private static final Pattern KEY = Pattern.compile("Credential=([A-Z0-9]+?)([0-9]{12})?/");

    private final HttpServer server;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();

    /** A request: {@code GetCallerIdentity} and the like, or the path; the access key that signed it; and all of it as text. */
    public record Request(String action, String key, String text) {}

    /** Starts one. */
    public IdentityStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "identity");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    private static final class Shared {
        static final IdentityStandIn ONE = new IdentityStandIn();
    }

    /** One for all tests that are not about identities. */
    public static IdentityStandIn shared() {
        return Shared.ONE;
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A configuration file in which each profile finds it, and whoever has no other credentials has keys of {@link #ACCOUNT}. */
    public String configuration() {
        return "[default]\naws_access_key_id = AKIADEFAULT" + ACCOUNT
                + "\naws_secret_access_key = secret\nservices = local\n" + services("");
    }

    /**
     * The section {@code [services local]} of a configuration file.
     *
     * @param others further lines of it
     */
    public String services(String others) {
        StringBuilder text = new StringBuilder("[services local]\n");
        for (String service : new String[] {"sts", "sso", "sso_oidc"}) {
            text.append(service).append(" =\n  endpoint_url = ").append(url()).append('\n');
        }
        return text.append(others).toString();
    }

    /** All requests so far. */
    public Queue<Request> requests() {
        return requests;
    }

    /** From now on, an action or a path is answered with an error code. */
    public void refuse(String action, String code) {
        refusals.put(action, code);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        String action = body.contains("Action=") ? field(body, "Action") : path;
        Matcher signed = KEY.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        boolean known = signed.find();
        String account = known && signed.group(2) != null ? signed.group(2) : ACCOUNT;
        requests.add(new Request(
                action,
                known ? signed.group(1) + Optional.ofNullable(signed.group(2)).orElse("") : "",
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body + " "
                        + exchange.getRequestHeaders().entrySet()));
        if (refusals.containsKey(action)) {
            refuse(exchange, action, refusals.get(action));
        } else if (body.contains("Action=")) {
            send(exchange, 200, xml(action, body, account, known ? signed.group(1) : "NOBODY"));
        } else if (path.equals("/federation/credentials")) {
            send(
                    exchange,
                    200,
                    "{\"roleCredentials\": {\"accessKeyId\": \"ASIASSO" + field(query, "account_id")
                            + "\", \"secretAccessKey\": \"s\", \"sessionToken\": \"t\", \"expiration\": "
                            + end().toEpochMilli() + "}}");
        } else if (path.equals("/token")) {
            send(
                    exchange,
                    200,
                    "{\"accessToken\": \"renewed\", \"expiresIn\": 3600, \"refreshToken\": \"next\", \"tokenType\": \"Bearer\"}");
        } else if (path.equals(CONTAINER)) {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            send(exchange, token == null || token.equals(CONTAINER_TOKEN) ? 200 : 401, keys("ASIACONTAINER" + ACCOUNT));
        } else if (path.equals("/latest/api/token")) {
            exchange.getResponseHeaders().set("X-aws-ec2-metadata-token-ttl-seconds", "21600");
            send(exchange, 200, "a-session");
        } else if (path.equals("/latest/meta-data/iam/security-credentials/")) {
            send(exchange, 200, "the-role");
        } else if (path.equals("/latest/meta-data/iam/security-credentials/the-role")) {
            send(exchange, 200, keys("ASIAINSTANCE" + ACCOUNT));
        } else {
            send(exchange, 404, "");
        }
    }

    private static String xml(String action, String body, String account, String name) {
        String result =
                switch (action) {
                    case "GetCallerIdentity" ->
                        "<Arn>arn:aws:sts::" + account + ":assumed-role/" + name
                                + "/jane</Arn><UserId>U</UserId><Account>" + account + "</Account>";
                    case "AssumeRole", "AssumeRoleWithWebIdentity" ->
                        credentials(action.equals("AssumeRole") ? "ASIAROLE" : "ASIAWEB", field(body, "RoleArn"));
                    default -> "";
                };
        return "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action + "Result>"
                + result
                + "</" + action + "Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></" + action
                + "Response>";
    }

    private static String credentials(String prefix, String role) {
        return "<Credentials><AccessKeyId>" + prefix + role.split(":")[4]
                + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>" + end()
                + "</Expiration></Credentials><AssumedRoleUser><Arn>" + role
                + "/session</Arn><AssumedRoleId>I:session</AssumedRoleId></AssumedRoleUser>";
    }

    private static String keys(String key) {
        return "{\"Code\": \"Success\", \"Type\": \"AWS-HMAC\", \"LastUpdated\": \"" + Instant.EPOCH
                + "\", \"AccessKeyId\": \"" + key
                + "\", \"SecretAccessKey\": \"s\", \"Token\": \"t\", \"Expiration\": \""
                + end() + "\"}";
    }

    private static Instant end() {
        return Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String field(String text, String name) {
        Matcher found = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(text);
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
    }

    private static void refuse(HttpExchange exchange, String action, String code) throws IOException {
        boolean json = action.startsWith("/");
        exchange.getResponseHeaders().set("x-amzn-ErrorType", code);
        send(
                exchange,
                json ? 401 : 403,
                json
                        ? "{\"message\": \"stand-in: " + code + "\"}"
                        : "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>stand-in: " + code
                                + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("<") ? "text/xml" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
