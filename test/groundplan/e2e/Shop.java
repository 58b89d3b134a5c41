package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.states.S3States;
import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.GroundplanProcess;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The environment {@code shop/dev} on an emulator of its own; what its applies do is told by Terraform itself. */
final class Shop implements AutoCloseable {
    static final String ENVIRONMENT = "shop/dev";
    private static final String BUCKET = "shop-terraform-state";
    static final String ACCOUNT = "123456789012";
    private static final Path FILES = Repository.root().resolve("test/groundplan/e2e/shop");

    final TempProject project;
    final Map<String, String> variables = new TreeMap<>(System.getenv());
    private final Path folder;
    private final Path record;
    private final Path terragrunt;
    private final Emulator emulator;

    /** @param settings what {@code system.yaml} says */
    Shop(Path folder, String settings) throws IOException {
        this(folder, settings, Engine.TERRAFORM);
    }

    /** @param engine the engine that plans and applies */
    Shop(Path folder, String settings, Engine engine) throws IOException {
        this.folder = folder;
        this.record = Files.createDirectories(folder.resolve("record"));
        this.project = TempProject.shop(folder.resolve("project")).with(TempProject.SYSTEM, settings);
        Path home = Repository.root().resolve(".groundplan");
        Tool tools = new Tool(Repository.root(), home, System.getenv());
        this.terragrunt = tools.path("terragrunt");
        this.emulator = new Emulator(tools.path("emulator"), folder.resolve("home"));
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Files.copy(FILES.resolve("recording-terraform"), programs.resolve(engine.program()));
        Repository.copyHandwrittenHcl(project.root().resolve("terragrunt"));
        Files.createDirectories(project.home());
        Files.createSymbolicLink(project.home().resolve("tools"), home.resolve("tools"));
        variables.remove(Engine.PATH);
        variables.put(Engine.VARIABLE, engine.program());
        variables.putAll(ProviderMirror.variables(variables, folder));
        variables.put("TERRAFORM", tools.path(engine.program()).toString());
        variables.put("RECORD", record.toString());
        variables.put("PATH", programs + ":" + System.getenv("PATH"));
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("TF_IN_AUTOMATION", "1");
        // Last: nobody would stop it if something failed after it.
        variables.putAll(emulator.start(0).variables());
    }

    /** From now on Terraform is the one that people have, and {@link #done} knows nothing. */
    void recordNothing() {
        variables.put("PATH", System.getenv("PATH"));
    }

    /** Groundplan's command line in a process of its own. */
    Outcome groundplan(String... arguments) {
        return process().run(arguments);
    }

    GroundplanProcess process() {
        return new GroundplanProcess(project, variables, 0);
    }

    /** {@code groundplan plan}, which must succeed; what it says would be done. */
    SortedSet<Done> plan(Path file) throws IOException {
        groundplan("plan", ENVIRONMENT, "--out", file.toString()).exits(0);
        return Done.ofWholePlan(TerraformJson.read(Files.readString(file)));
    }

    /** {@code groundplan apply --plan}; what Terraform did in it. */
    SortedSet<Done> apply(Path file) throws IOException {
        forget();
        groundplan("apply", ENVIRONMENT, "--plan", file.toString()).exits(0);
        return done();
    }

    /** Forgets what was done so far. */
    void forget() throws IOException {
        for (Path old : files(record)) {
            Files.delete(old);
        }
    }

    /** What Terraform reported of all applies since {@link #forget}. */
    SortedSet<Done> done() throws IOException {
        return new TreeSet<>(actions());
    }

    /** The same, an action as often as an apply took it. */
    List<Done> actions() throws IOException {
        List<Done> all = new ArrayList<>();
        for (Path unit : files(record)) {
            if (unit.toString().endsWith(".tf.json")) {
                String key = TerraformJson.read(Files.readString(unit))
                        .at("/terraform/backend/s3/key")
                        .asText();
                Path log = unit.resolveSibling(unit.getFileName().toString().replace(".tf.json", ".jsonl"));
                List<JsonNode> events = new ArrayList<>();
                if (Files.exists(log)) {
                    Files.readAllLines(log).stream()
                            .filter(line -> line.startsWith("{"))
                            .map(TerraformJson::read)
                            .forEach(events::add);
                }
                all.addAll(Done.ofEvents(key.replace("/terraform.tfstate", "").split("/", 2)[1], events));
            }
        }
        return all;
    }

    /** {@code terragrunt run --all plan} on the committed tree; what each unit's plan says, as far as there is one. */
    TerragruntPlan terragruntPlan() throws IOException {
        Path plans = folder.resolve("plans");
        if (Files.exists(plans)) {
            TestFiles.delete(plans);
        }
        Path tree = project.root().resolve("terragrunt").resolve(ENVIRONMENT);
        long start = System.nanoTime();
        ProcessRunner.Result result = new ProcessRunner(
                        List.of(
                                terragrunt.toString(),
                                "run",
                                "--all",
                                "--non-interactive",
                                "--no-color",
                                "--parallelism",
                                "4",
                                "--tf-path",
                                variables.get("TERRAFORM"),
                                "--json-out-dir",
                                plans.toString(),
                                "--",
                                "plan",
                                "-input=false"),
                        tree,
                        variables)
                .quietly();
        long nanos = System.nanoTime() - start;
        SortedSet<Done> all = new TreeSet<>();
        for (Path file : Files.exists(plans) ? files(plans) : List.<Path>of()) {
            if (file.endsWith("tfplan.json")) {
                all.addAll(Done.ofUnitPlan(
                        plans.relativize(file.getParent()).toString(), TerraformJson.read(Files.readString(file))));
            }
        }
        return new TerragruntPlan(result, nanos, all);
    }

    /**
     * What Terragrunt made of it.
     *
     * @param result how it ended and what it printed
     * @param nanos how long it took
     * @param planned what its plans say together
     */
    record TerragruntPlan(ProcessRunner.Result result, long nanos, SortedSet<Done> planned) {}

    /** Marks an object as tainted, as a provider does that fails after it has created one. */
    void taint(String unit, String address) throws IOException {
        ProcessRunner.Result result = new ProcessRunner(
                        List.of(
                                terragrunt.toString(),
                                "run",
                                "--non-interactive",
                                "--no-color",
                                "--tf-path",
                                variables.get("TERRAFORM"),
                                "--",
                                "taint",
                                address),
                        project.root()
                                .resolve("terragrunt")
                                .resolve(ENVIRONMENT)
                                .resolve(unit),
                        variables)
                .quietly();
        assertEquals(0, result.exit(), result::output);
    }

    /** The states as the bucket has them, by key. */
    SortedMap<String, JsonNode> states() {
        SortedMap<String, JsonNode> states = new TreeMap<>();
        try (S3Client s3 = client()) {
            s3.listObjectsV2Paginator(request -> request.bucket(BUCKET))
                    .contents()
                    .forEach(object -> {
                        if (object.key().endsWith("terraform.tfstate")) {
                            states.put(
                                    object.key(),
                                    TerraformJson.read(s3.getObjectAsBytes(request ->
                                                    request.bucket(BUCKET).key(object.key()))
                                            .asUtf8String()));
                        }
                    });
        }
        return states;
    }

    /** Unit and address of every object that the states hold. */
    SortedSet<String> held() {
        SortedSet<String> all = new TreeSet<>();
        states().forEach((key, state) -> state.path("resources").forEach(resource -> {
            if (resource.path("mode").asText().equals("managed")
                    && !resource.path("instances").isEmpty()) {
                all.add(key.replace("/terraform.tfstate", "").split("/", 2)[1] + " "
                        + resource.path("type").asText() + "."
                        + resource.path("name").asText());
            }
        }));
        return all;
    }

    /** The locks that somebody holds: Terraform's of the states, Groundplan's of the environment. */
    List<String> locks() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        try (S3Client s3 = client()) {
            s3.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
                    .map(S3Object::key)
                    .filter(key -> key.endsWith("lock"))
                    .forEach(all::add);
        }
        HttpRequest scan = HttpRequest.newBuilder(URI.create(variables.get("AWS_ENDPOINT_URL")))
                .header("X-Amz-Target", "DynamoDB_20120810.Scan")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + ACCOUNT + "/20260101/us-east-1/dynamodb/aws4_request, "
                                + "SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString("{\"TableName\": \"shop-terraform-locks\"}"))
                .build();
        JsonNode items = TerraformJson.read(HttpClient.newHttpClient()
                .send(scan, HttpResponse.BodyHandlers.ofString())
                .body());
        assertEquals(false, items.path("Items").isMissingNode(), () -> "the lock table: " + items);
        items.path("Items").forEach(item -> {
            // Beside locks there is a digest of each state.
            if (item.has("Info")) {
                all.add(item.at("/Info/S").asText());
            }
        });
        return all;
    }

    /** The journals of applies that did not end. */
    List<String> journals() {
        try (S3Client s3 = client()) {
            return s3.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
                    .map(S3Object::key)
                    .filter(key -> key.endsWith("/groundplan-apply.json"))
                    .toList();
        }
    }

    S3Client client() {
        try {
            return new S3States(project.environments().get(0).settings(), variables)
                    .clients()
                    .s3();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Makes the live tree match the settings. */
    void synth() {
        groundplan("synth", "--prune").exits(0);
    }

    /** Makes the bucket of the states. */
    void bootstrap() {
        assertEquals(0, groundplan("bootstrap", ENVIRONMENT).exit(), "bootstrap");
    }

    @Override
    public void close() throws IOException {
        emulator.stop();
    }
}
