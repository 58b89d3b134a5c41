package groundplan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls of AWS's services on an emulator, written by hand: it knows who calls by the key, and checks no signature. */
final class EmulatedAws {
    private static final String ISSUER = "token.actions.githubusercontent.com";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String endpoint;
    private final String region;

    EmulatedAws(String endpoint) {
        this(endpoint, "us-east-1");
    }

    private EmulatedAws(String endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
    }

    /** Where it answers. */
    String url() {
        return endpoint;
    }

    /** The same in another region. */
    EmulatedAws in(String other) {
        return new EmulatedAws(endpoint, other);
    }

    /**
     * Who calls.
     *
     * @param token empty for whoever has none
     */
    record Caller(String key, String secret, String token) {
        /** The root user of an account. */
        static Caller root(String account) {
            return new Caller(account, "emulator", "");
        }

        /** As environment variables, which the tools read. */
        Map<String, String> variables() {
            return Map.of("AWS_ACCESS_KEY_ID", key, "AWS_SECRET_ACCESS_KEY", secret, "AWS_SESSION_TOKEN", token);
        }
    }

    /** What a service answered. */
    record Answer(int status, String body) {
        /** The caller may not do that, as AWS says it. */
        boolean refused() {
            return status >= 400
                    && body.matches("(?s).*(AccessDenied|UnauthorizedOperation|is not authorized to perform).*");
        }

        /** The text of the first element, or of the member, of a name. */
        String text(String name) {
            Matcher element = Pattern.compile("<" + name + ">([^<]*)</" + name + ">|\"" + name + "\": ?\"([^\"]*)\"")
                    .matcher(body);
            if (!element.find()) {
                throw new AssertionError("no " + name + " in " + this);
            }
            return element.group(1) == null ? element.group(2) : element.group(1);
        }

        /** Itself, which must not be an error. */
        Answer well() {
            if (status >= 400) {
                throw new AssertionError(toString());
            }
            return this;
        }
    }

    /** An operation of IAM. */
    Answer iam(Caller caller, String operation, Map<String, String> parameters) throws IOException {
        return form(caller, "iam", "2010-05-08", operation, parameters);
    }

    /** An operation of a service with forms and XML. */
    Answer form(Caller caller, String service, String version, String operation, Map<String, String> parameters)
            throws IOException {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("Action", operation);
        all.put("Version", version);
        String body = all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(caller, service, "POST", "/", body, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** An operation of a service with JSON, such as {@code secretsmanager.GetSecretValue}. */
    Answer json(Caller caller, String service, String target, JsonNode body) throws IOException {
        Map<String, String> headers = Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
        return send(caller, service, "POST", "/", body.toString(), headers);
    }

    /** A request of a service that is addressed by paths. */
    Answer rest(Caller caller, String service, String method, String path, String body) throws IOException {
        return send(caller, service, method, path, body, Map.of());
    }

    /** A job of GitHub signs in as a role that trusts its subject. */
    Caller job(String roleArn, String subject) throws IOException {
        ObjectNode claims = TerraformJson.object();
        claims.put("iss", "https://" + ISSUER).put("aud", "sts.amazonaws.com").put("sub", subject);
        String token = "header."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8))
                + ".signature";
        Answer answer = form(
                        new Caller("", "", ""),
                        "sts",
                        "2011-06-15",
                        "AssumeRoleWithWebIdentity",
                        Map.of("RoleArn", roleArn, "RoleSessionName", "job", "WebIdentityToken", token))
                .well();
        return session(answer);
    }

    /** The session that STS answered with. */
    static Caller session(Answer answer) {
        return new Caller(answer.text("AccessKeyId"), answer.text("SecretAccessKey"), answer.text("SessionToken"));
    }

    /** The provider of GitHub's identities in an account; nothing happens if it is there. */
    void trustGithub(String account) throws IOException {
        iam(
                Caller.root(account),
                "CreateOpenIDConnectProvider",
                Map.of(
                        "Url",
                        "https://" + ISSUER,
                        "ClientIDList.member.1",
                        "sts.amazonaws.com",
                        "ThumbprintList.member.1",
                        "f".repeat(40)));
    }

    private Answer send(
            Caller caller, String service, String method, String path, String body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!caller.key().isEmpty()) {
            request.header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=" + caller.key() + "/20260101/" + region + "/" + service
                            + "/aws4_request, SignedHeaders=host, Signature=none");
        }
        if (!caller.token().isEmpty()) {
            request.header("X-Amz-Security-Token", caller.token());
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
