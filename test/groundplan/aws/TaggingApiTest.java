package groundplan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The requests are those of the API's reference; the API is a stand-in on this machine. */
class TaggingApiTest {
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + exchange.getRequestHeaders()
                            .getFirst("Authorization")
                            .replaceFirst(".*Credential=([^,]*),.*", "$1")
                            .replaceFirst("/[0-9]{8}/", "/DATE/")
                    + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void allPagesAreRead() throws IOException {
        answers.add("{\"ResourceTagMappingList\": [{\"ResourceARN\": \"arn:a\"}], \"PaginationToken\": \"more\"}");
        answers.add("{\"ResourceTagMappingList\": [{\"ResourceARN\": \"arn:b\"}], \"PaginationToken\": \"\"}");
        assertEquals(List.of("arn:a", "arn:b"), api().resources(Map.of("Project", "shop")));
        String head = "ResourceGroupsTaggingAPI_20170126.GetResources AKIDEXAMPLE/DATE/eu-west-1/tagging/aws4_request "
                + "{\"ResourcesPerPage\":100,\"TagFilters\":[{\"Key\":\"Project\",\"Values\":[\"shop\"]}],\"PaginationToken\":\"";
        assertEquals(List.of(head + "\"}", head + "more\"}"), asked);
    }

    @Test
    void aRefusalSaysWhy() {
        status = 400;
        answers.add("{\"__type\": \"com.amazon#AccessDeniedException\", \"Message\": \"not authorized\"}");
        IOException refused = assertThrows(IOException.class, () -> api().resources(Map.of("Project", "shop")));
        assertEquals(
                "tag:GetResources in eu-west-1 was refused with status 400: AccessDeniedException: not authorized",
                refused.getMessage());
    }

    private TaggingApi api() {
        return new TaggingApi(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")),
                Region.of("eu-west-1"),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }
}
