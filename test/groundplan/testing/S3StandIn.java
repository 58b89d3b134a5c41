package groundplan.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The part of S3's interface that keeps and lists texts, with conditional writes, as S3's reference describes it. */
public final class S3StandIn implements AutoCloseable {
    private final HttpServer server;
    private final SortedMap<String, String> objects = new ConcurrentSkipListMap<>();
    private final Queue<String> buckets = new ConcurrentLinkedQueue<>();
    private final Queue<String> signatures = new ConcurrentLinkedQueue<>();
    private volatile Function<String, Optional<Answer>> before = request -> Optional.empty();

    /** What is answered instead of what S3 would: an error code, or below status 300 the text itself. */
    public record Answer(int status, String code) {}

    /** Starts one with a bucket. */
    public S3StandIn(String bucket) {
        buckets.add(bucket);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "s3");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The variables that make it the endpoint of all clients. */
    public Map<String, String> variables() {
        return Map.of("AWS_ENDPOINT_URL", url());
    }

    /** All objects by {@code <bucket>/<key>}; what is put in is there. */
    public SortedMap<String, String> objects() {
        return objects;
    }

    /** How each request so far was signed: its {@code Authorization}. */
    public Queue<String> signatures() {
        return signatures;
    }

    /** Adds a bucket. */
    public void addBucket(String bucket) {
        buckets.add(bucket);
    }

    /** Has a bucket no longer be there. */
    public void dropBucket(String bucket) {
        buckets.remove(bucket);
    }

    /** Asked before each request, such as {@code GET bucket/key}: what it answers is sent instead. */
    public void before(Function<String, Optional<Answer>> asked) {
        before = asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path =
                bucketInHost(exchange) + exchange.getRequestURI().getPath().substring(1);
        signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String method = exchange.getRequestMethod();
        Optional<Answer> other = before.apply(method + " " + path);
        String bucket = path.split("/", 2)[0];
        if (other.isPresent()) {
            Answer answer = other.get();
            if (answer.status() < 300) {
                send(exchange, answer.status(), answer.code());
            } else {
                fail(exchange, answer.status(), answer.code());
            }
        } else if (!buckets.contains(bucket)) {
            fail(exchange, 404, "NoSuchBucket");
        } else if (path.equals(bucket) || path.equals(bucket + "/")) {
            list(exchange, bucket);
        } else {
            synchronized (objects) {
                object(exchange, method, path, body);
            }
        }
        exchange.close();
    }

    /** The bucket, if it is in front of the host's name: then it is asked as a proxy, for nobody knows such a host. */
    private static String bucketInHost(HttpExchange exchange) {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        int own = host.indexOf(".127.0.0.1");
        return own < 0 ? "" : host.substring(0, own) + "/";
    }

    private void object(HttpExchange exchange, String method, String path, byte[] body) throws IOException {
        String there = objects.get(path);
        switch (method) {
            case "GET" -> {
                if (there == null) {
                    fail(exchange, 404, "NoSuchKey");
                } else {
                    exchange.getResponseHeaders().set("ETag", etag(there));
                    send(exchange, 200, there);
                }
            }
            case "HEAD" -> exchange.sendResponseHeaders(there == null ? 404 : 200, -1);
            case "PUT" -> {
                String match = exchange.getRequestHeaders().getFirst("If-Match");
                String noneMatch = exchange.getRequestHeaders().getFirst("If-None-Match");
                if (match != null && there == null) {
                    fail(exchange, 404, "NoSuchKey");
                } else if (match != null && !match.equals(etag(there)) || noneMatch != null && there != null) {
                    fail(exchange, 412, "PreconditionFailed");
                } else {
                    String text = text(exchange, body);
                    objects.put(path, text);
                    exchange.getResponseHeaders().set("ETag", etag(text));
                    send(exchange, 200, "");
                }
            }
            case "DELETE" -> {
                objects.remove(path);
                exchange.sendResponseHeaders(204, -1);
            }
            default -> fail(exchange, 405, "MethodNotAllowed");
        }
    }

    private void list(HttpExchange exchange, String bucket) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        String prefix = query.contains("prefix=") ? query.replaceFirst("(?s).*prefix=([^&]*).*", "$1") : "";
        String contents = objects.keySet().stream()
                .filter(path -> path.startsWith(bucket + "/" + prefix))
                .map(path -> "<Contents><Key>" + path.substring(bucket.length() + 1) + "</Key></Contents>")
                .collect(Collectors.joining());
        send(
                exchange,
                200,
                "<?xml version=\"1.0\"?><ListBucketResult><Name>" + bucket + "</Name><Prefix>" + prefix
                        + "</Prefix><IsTruncated>false</IsTruncated>" + contents + "</ListBucketResult>");
    }

    /** The text of an upload, which may come in signed chunks. */
    private static String text(HttpExchange exchange, byte[] body) throws IOException {
        String sha = Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"))
                .orElse("");
        if (!sha.startsWith("STREAMING-")) {
            return new String(body, StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        String all = new String(body, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (true) {
            int end = all.indexOf("\r\n", at);
            int size = Integer.parseInt(all.substring(at, end).split(";")[0], 16);
            if (size == 0) {
                return text.toString(StandardCharsets.UTF_8);
            }
            text.write(body, end + 2, size);
            at = end + 2 + size + 2;
        }
    }

    private static String etag(String text) {
        return "\"" + Integer.toHexString(text.hashCode()) + "-" + text.length() + "\"";
    }

    private static void fail(HttpExchange exchange, int status, String code) throws IOException {
        send(
                exchange,
                status,
                code.isEmpty()
                        ? "<html>not S3</html>"
                        : "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>stand-in: " + code
                                + "</Message></Error>");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
