package groundplan.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import groundplan.terraform.ProviderMirror;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Terraform that asks no cloud, on a configuration that may use more providers than that of the cloud. They come from where
 * Terraform finds them: the registry, or a mirror. Where neither has them, older releases are built, and the configuration
 * is tried with those.
 *
 * @param folder the root configuration, initialised
 * @param program the program
 * @param variables its environment variables
 */
public record OfflineTerraform(Path folder, String program, Map<String, String> variables) {
    private static final Tool TOOLS =
            new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv());
    private static final String CLOUD = "aws";

    /**
     * Makes a folder ready.
     *
     * @param configuration what its {@code main.tf.json} says
     */
    public static OfflineTerraform in(Path folder, ObjectNode configuration) throws IOException {
        Map<String, String> variables = new TreeMap<>(ProviderMirror.variables(System.getenv(), folder));
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        OfflineTerraform terraform =
                new OfflineTerraform(folder, TOOLS.path("terraform").toString(), variables);
        terraform.offline(configuration);
        if (terraform.run("init", "-no-color", "-input=false").exit() != 0) {
            terraform.built(configuration);
        }
        return terraform;
    }

    /**
     * A plan from nothing.
     *
     * @param diagnostics errors and warnings
     * @param created the addresses of what it creates
     */
    public record Planned(List<String> diagnostics, SortedSet<String> created) {}

    /** Plans; one process tells it all, for each reads the providers' schemas anew. */
    public Planned plan() throws IOException {
        List<String> diagnostics = new ArrayList<>();
        SortedSet<String> created = new TreeSet<>();
        String text = run("plan", "-json", "-input=false", "-refresh=false", "-lock=false")
                .output();
        text.lines()
                .filter(line -> line.startsWith("{"))
                .map(TerraformJson::read)
                .forEach(message -> {
                    JsonNode diagnostic = message.path("diagnostic");
                    if (!diagnostic.isMissingNode()) {
                        diagnostics.add(diagnostic.path("severity").asText() + ": "
                                + diagnostic.path("address").asText("") + " "
                                + diagnostic.path("summary").asText() + ": "
                                + diagnostic.path("detail").asText());
                    }
                    JsonNode change = message.path("change");
                    if (message.path("type").asText().equals("planned_change")
                            && change.path("action").asText().equals("create")) {
                        created.add(change.at("/resource/addr").asText());
                    }
                });
        return new Planned(diagnostics, created);
    }

    /** The whole plan as JSON, from a state that lies in the folder. */
    public JsonNode json() throws IOException {
        must("plan", "-input=false", "-refresh=false", "-lock=false", "-out=saved.tfplan");
        String text = run("show", "-json", "saved.tfplan").output();
        return TerraformJson.read(
                text.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow());
    }

    private void offline(ObjectNode configuration) throws IOException {
        ObjectNode override = TerraformJson.object();
        override.putObject("terraform").putObject("backend").putObject("local");
        configuration.path("provider").path(CLOUD).forEach(block -> {
            ObjectNode offline = override.withObjectProperty("provider")
                    .withArrayProperty(CLOUD)
                    .addObject();
            if (block.has("alias")) {
                offline.set("alias", block.get("alias"));
            }
            offline.put("access_key", "offline")
                    .put("secret_key", "offline")
                    .put("skip_credentials_validation", true)
                    .put("skip_requesting_account_id", true)
                    .put("skip_metadata_api_check", true)
                    .putArray("allowed_account_ids");
        });
        Files.writeString(folder.resolve("offline_override.tf.json"), TerraformJson.write(override));
    }

    /** With providers built here; that of the cloud is taken from where it was found before. */
    private void built(ObjectNode configuration) throws IOException {
        Path cloud = Files.createDirectories(folder.resolve(".cloud"));
        ObjectNode alone = TerraformJson.object();
        alone.putObject("terraform")
                .putObject("required_providers")
                .set(
                        CLOUD,
                        configuration
                                .path("terraform")
                                .path("required_providers")
                                .path(CLOUD));
        Files.writeString(cloud.resolve("main.tf.json"), TerraformJson.write(alone));
        new OfflineTerraform(cloud, program, variables).must("init", "-no-color", "-input=false");
        Path mirror = folder.resolve(".built");
        Path found = cloud.resolve(".terraform/providers");
        Path layout = layout(found);
        Map<String, String> versions = new TreeMap<>();
        List<String> names = new ArrayList<>();
        configuration.path("terraform").path("required_providers").fieldNames().forEachRemaining(names::add);
        names.remove(CLOUD);
        for (String name : names) {
            String tool = "terraform-provider-" + name;
            Path program = TOOLS.path(tool);
            versions.put(name, TOOLS.find(tool).orElseThrow().version());
            // <host>/hashicorp/<name>/<version>/<platform>, as that of the cloud is kept.
            Path place = mirror.resolve(layout.getName(0))
                    .resolve(layout.getName(1))
                    .resolve(name)
                    .resolve(versions.get(name))
                    .resolve(layout.getName(4));
            Files.createSymbolicLink(Files.createDirectories(place).resolve(tool + "_v" + versions.get(name)), program);
        }
        versions(versions);
        must("init", "-no-color", "-input=false", "-plugin-dir=" + found, "-plugin-dir=" + mirror);
    }

    /** A module says what it needs as the root does. */
    private void versions(Map<String, String> versions) throws IOException {
        List<Path> configurations;
        try (Stream<Path> files = Files.walk(folder, 3)) {
            configurations = files.filter(file ->
                            file.endsWith("main.tf.json") && !file.toString().contains(".cloud"))
                    .toList();
        }
        for (Path file : configurations) {
            JsonNode required =
                    TerraformJson.read(Files.readString(file)).path("terraform").path("required_providers");
            ObjectNode override = TerraformJson.object();
            versions.forEach((name, version) -> {
                if (required.has(name)) {
                    override.withObjectProperty("terraform")
                            .withObjectProperty("required_providers")
                            .putObject(name)
                            .put("source", required.path(name).path("source").asText())
                            .put("version", version);
                }
            });
            Files.writeString(file.resolveSibling("versions_override.tf.json"), TerraformJson.write(override));
        }
    }

    private static Path layout(Path providers) throws IOException {
        try (Stream<Path> paths = Files.walk(providers, 5)) {
            return paths.map(providers::relativize)
                    .filter(path -> path.getNameCount() == 5)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no provider in " + providers));
        }
    }

    private void must(String... arguments) throws IOException {
        ProcessRunner.Result result = run(arguments);
        if (result.exit() != 0) {
            throw new AssertionError("terraform " + arguments[0] + " in " + folder + ":\n" + result.output());
        }
    }

    private ProcessRunner.Result run(String... arguments) throws IOException {
        return new ProcessRunner(
                        Stream.concat(Stream.of(program), Stream.of(arguments)).toList(), folder, variables)
                .quietly();
    }
}
