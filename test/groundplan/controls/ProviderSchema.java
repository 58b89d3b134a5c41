package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.PrivateFolder;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What a version of the AWS provider says of the arguments of its types, in the form that {@code tools/provider/schema.py} describes.
 *
 * @param version its version, or the versions that are accepted
 * @param types by {@code provider}, {@code resource} and {@code ephemeral}
 */
record ProviderSchema(String version, ObjectNode types) {
    private static final String ITSELF = "@";
    private static final String REQUIRED = "required";
    private static final String COMPUTED = "computed";
    private static final String DEPRECATED = ", deprecated: ";

    /** What Terraform itself reads in a resource. */
    private static final Set<String> OF_TERRAFORM =
            Set.of("connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner");

    /** That of a later provider than Terraform finds here, as it is committed. */
    static ProviderSchema later() {
        ObjectNode committed = TerraformJson.read(
                Repository.text(Repository.root().resolve("test/groundplan/controls/provider-6.json")));
        return new ProviderSchema(committed.path("version").asText(), committed);
    }

    /** That of the provider with which units are tested, which Terraform reads from the provider itself. */
    static ProviderSchema tested(JsonNode required) throws IOException {
        try (PrivateFolder folder = Terraform.newFolder()) {
            ObjectNode root = TerraformJson.object();
            root.putObject("terraform").putObject("required_providers").set("aws", required);
            Files.writeString(folder.path().resolve("main.tf.json"), TerraformJson.write(root));
            Terraform terraform = Terraform.prepared(folder, root);
            return new ProviderSchema(
                    required.path("version").asText(),
                    KeptResults.of("provider-schema", terraform, () -> compact(terraform.schema())));
        }
    }

    private static ObjectNode compact(JsonNode schema) {
        ObjectNode found = TerraformJson.object();
        JsonNode aws = schema.path("provider_schemas").elements().next();
        found.set("provider", block(aws.at("/provider/block"), ""));
        // A provider's alias is Terraform's own.
        found.withObjectProperty("provider").put("alias", "optional");
        aws.path("resource_schemas").properties().forEach(type -> found.withObjectProperty("resource")
                .set(type.getKey(), block(type.getValue().path("block"), "")));
        aws.path("ephemeral_resource_schemas").properties().forEach(type -> found.withObjectProperty("ephemeral")
                .set(type.getKey(), block(type.getValue().path("block"), "")));
        return found;
    }

    private static ObjectNode block(JsonNode schema, String itself) {
        ObjectNode found = TerraformJson.object();
        if (!itself.isEmpty()) {
            found.put(ITSELF, itself);
        }
        schema.path("attributes").properties().forEach(attribute -> {
            JsonNode of = attribute.getValue();
            String word = (of.path("required").asBoolean()
                            ? REQUIRED
                            : of.path("optional").asBoolean() ? "optional" : COMPUTED)
                    + (of.path("deprecated").asBoolean() ? DEPRECATED + "so says the provider" : "");
            if (of.has("nested_type")) {
                found.set(attribute.getKey(), block(of.path("nested_type"), word));
            } else {
                found.put(attribute.getKey(), word);
            }
        });
        schema.path("block_types").properties().forEach(type -> {
            JsonNode of = type.getValue();
            String word = (of.path("min_items").asInt() > 0 ? REQUIRED : "optional")
                    + (of.at("/block/deprecated").asBoolean() ? DEPRECATED + "so says the provider" : "");
            found.set(type.getKey(), block(of.path("block"), word));
        });
        return found;
    }

    /**
     * What is wrong with a unit's document: {@code <type>.<argument>: <what>}, each once.
     *
     * @param document a whole configuration of a unit
     */
    List<String> problems(JsonNode document) {
        List<String> found = new ArrayList<>();
        document.at("/provider/aws")
                .forEach(block -> arguments(
                        "provider", types.path("provider"), block, (at, what) -> found.add(at + ": " + what)));
        for (String part : List.of("resource", "ephemeral")) {
            document.path(part).properties().stream()
                    .filter(type -> type.getKey().startsWith("aws_"))
                    .forEach(type -> type.getValue().forEach(resource -> {
                        JsonNode schema = types.path(part).path(type.getKey());
                        if (schema.isMissingNode()) {
                            found.add(type.getKey() + ": there is no such type");
                        } else {
                            arguments(type.getKey(), schema, resource, (at, what) -> found.add(at + ": " + what));
                        }
                    }));
        }
        return found.stream().distinct().sorted().toList();
    }

    private static void arguments(String at, JsonNode schema, JsonNode given, BiConsumer<String, String> problem) {
        schema.properties().forEach(known -> {
            String name = known.getKey();
            boolean dynamic = given.path("dynamic").has(name);
            if (!name.equals(ITSELF) && word(known.getValue()).startsWith(REQUIRED) && !given.has(name) && !dynamic) {
                problem.accept(at + "." + name, "is required");
            }
        });
        given.properties().forEach(argument -> {
            String name = argument.getKey();
            if (name.equals("dynamic") && !schema.has(name)) {
                argument.getValue()
                        .properties()
                        .forEach(block -> argument(
                                at, block.getKey(), schema, block.getValue().path("content"), problem));
            } else if (schema.has(name) || !OF_TERRAFORM.contains(name)) {
                argument(at, name, schema, argument.getValue(), problem);
            }
        });
    }

    private static void argument(
            String at, String name, JsonNode schema, JsonNode value, BiConsumer<String, String> problem) {
        String here = at + "." + name;
        JsonNode known = schema.path(name);
        if (known.isMissingNode() || name.equals(ITSELF)) {
            problem.accept(here, "does not exist");
            return;
        }
        String word = word(known);
        if (word.startsWith(COMPUTED)) {
            problem.accept(here, "can only be read");
        }
        int reason = word.indexOf(DEPRECATED);
        if (reason >= 0) {
            problem.accept(
                    here,
                    "is deprecated: "
                            + word.substring(reason + DEPRECATED.length()).toLowerCase(Locale.ROOT));
        }
        if (known.isObject()) {
            (value.isArray() ? value : List.of(value)).forEach(block -> {
                if (block.isObject()) {
                    arguments(here, known, block, problem);
                }
            });
        }
    }

    private static String word(JsonNode known) {
        return known.isObject() ? known.path(ITSELF).asText() : known.asText();
    }
}
