package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.HclBlock;
import groundplan.hcl.HclBody;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclParser;
import groundplan.hcl.HclProblem;
import groundplan.hcl.HclRange;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.NativeBody;
import groundplan.hcl.SourceText;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The module of a unit, as Terragrunt has prepared it.
 *
 * @param folder its folder
 * @param configuration all of its files as one document in Terraform's JSON syntax
 * @param providers its provider blocks in HCL's own syntax
 * @param locals its local values, by name
 * @param places where its blocks are written, as {@code file:line}, by address
 */
record ModuleFolder(
        Path folder,
        ObjectNode configuration,
        List<HclBlock> providers,
        Map<String, HclExpression> locals,
        SortedMap<String, String> places) {
    /** The provider that is part of Terraform. */
    private static final String BUILT_IN = "terraform";

    private static final Pattern CACHE = Pattern.compile("/\\.terragrunt-cache/[^/]+/[^/]+/");

    /**
     * Reads the files of a folder.
     *
     * @param shown names a file in messages
     * @throws InvalidHcl if one is not a configuration, with all problems
     */
    static ModuleFolder read(Path folder, UnaryOperator<String> shown) throws IOException {
        ObjectNode configuration = TerraformJson.object();
        List<HclBlock> providers = new ArrayList<>();
        SortedMap<String, String> places = new TreeMap<>();
        Map<String, HclExpression> locals = new TreeMap<>();
        List<HclProblem> problems = new ArrayList<>();
        for (Path file : files(folder, ".tf")) {
            if (OverrideFiles.is(file)) {
                continue;
            }
            try {
                NativeBody body = HclParser.body(SourceText.read(file, shown.apply(file.toString())));
                ModuleJson.add(body, configuration);
                body.blocks()
                        .forEach(block -> places.put(
                                block.type()
                                        + block.labels().stream()
                                                .map(label -> "." + label.text())
                                                .collect(java.util.stream.Collectors.joining()),
                                written(block.range().source().file()) + ":"
                                        + block.range().line()));
                providers.addAll(body.blocks("provider", 1));
                locals(body, locals);
            } catch (InvalidHcl invalid) {
                problems.addAll(invalid.problems());
            }
        }
        for (Path file : files(folder, ".tf.json")) {
            if (OverrideFiles.is(file)) {
                continue;
            }
            JsonNode json = TerraformJson.read(Files.readString(file));
            merge(json, configuration);
            HclParser.file(SourceText.read(file, shown.apply(file.toString())))
                    .blocks("provider", 1)
                    .forEach(providers::add);
        }
        for (Path file : sources(folder)) {
            if (OverrideFiles.is(file)) {
                try {
                    override(SourceText.read(file, shown.apply(file.toString())), configuration, locals, problems);
                } catch (InvalidHcl invalid) {
                    problems.addAll(invalid.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidHcl(problems);
        }
        return new ModuleFolder(folder, configuration, List.copyOf(providers), locals, places);
    }

    /** A file as somebody wrote it: below Terragrunt's cache are copies. */
    private static String written(String file) {
        Matcher cache = CACHE.matcher(file);
        return cache.find() ? file.substring(cache.end()) : file;
    }

    private static void locals(HclBody body, Map<String, HclExpression> locals) {
        body.blocks("locals", 0)
                .forEach(block ->
                        block.body().attributes().forEach(local -> locals.put(local.name(), local.expression())));
    }

    private static void override(
            SourceText source, ObjectNode configuration, Map<String, HclExpression> locals, List<HclProblem> problems) {
        boolean json = source.file().endsWith(".json");
        ObjectNode override = TerraformJson.object();
        if (json) {
            merge(TerraformJson.read(source.text()), override);
        } else {
            NativeBody body = HclParser.body(source);
            ModuleJson.add(body, override);
            locals(body, locals);
        }
        OverrideFiles.merge(override, configuration)
                .forEach(problem -> problems.add(new HclProblem(new HclRange(source, 0, 0), problem)));
    }

    /** Adds the blocks of a document in JSON: objects are merged, and what may stand there several times is put one after the other. */
    private static void merge(JsonNode from, ObjectNode into) {
        from.properties().forEach(entry -> {
            JsonNode there = into.get(entry.getKey());
            if (there instanceof ObjectNode object && entry.getValue().isObject()) {
                merge(entry.getValue(), object);
            } else if (there == null) {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            } else {
                com.fasterxml.jackson.databind.node.ArrayNode both = into.arrayNode();
                all(there, both);
                all(entry.getValue(), both);
                into.set(entry.getKey(), both);
            }
        });
    }

    private static void all(JsonNode value, com.fasterxml.jackson.databind.node.ArrayNode into) {
        if (value.isArray()) {
            value.forEach(into::add);
        } else {
            into.add(value.deepCopy());
        }
    }

    /**
     * The providers that it requires, by local name: those that it names, and HashiCorp's of the types of resources whose provider it
     * does not name.
     */
    ObjectNode requirements() {
        ObjectNode required = TerraformJson.object();
        configuration.path("terraform").path("required_providers").properties().forEach(one -> {
            ObjectNode entry = TerraformJson.object();
            entry.put("source", one.getValue().path("source").asText("hashicorp/" + one.getKey()));
            String version = one.getValue().isTextual()
                    ? one.getValue().asText()
                    : one.getValue().path("version").asText();
            if (!version.isEmpty()) {
                entry.put("version", version);
            }
            required.set(one.getKey(), entry);
        });
        for (String kind : List.of("resource", "data", "ephemeral")) {
            configuration.path(kind).fieldNames().forEachRemaining(type -> {
                String name = type.replaceFirst("_.*", "");
                if (!required.has(name) && !name.equals(BUILT_IN)) {
                    required.putObject(name).put("source", "hashicorp/" + name);
                }
            });
        }
        return required;
    }

    /** Deletes the files that {@link #configuration} replaces. */
    void clear() throws IOException {
        for (String ending : List.of(".tf", ".tf.json", ".tfvars", ".tfvars.json")) {
            for (Path file : files(folder, ending)) {
                Files.delete(file);
            }
        }
    }

    /** The declaration of a variable; absent if there is none. */
    Optional<JsonNode> variable(String name) {
        JsonNode declared = configuration.path("variable").path(name);
        if (declared.isArray()) {
            declared = declared.path(0);
        }
        return declared.isMissingNode() ? Optional.empty() : Optional.of(declared);
    }

    /** The declarations of all variables, by name. */
    SortedMap<String, JsonNode> variables() {
        SortedMap<String, JsonNode> variables = new TreeMap<>();
        configuration.path("variable").fieldNames().forEachRemaining(name -> variable(name)
                .ifPresent(declared -> variables.put(name, declared)));
        return variables;
    }

    /** The files of a module in both of Terraform's syntaxes. */
    static List<Path> sources(Path folder) throws IOException {
        return Stream.concat(files(folder, ".tf").stream(), files(folder, ".tf.json").stream())
                .sorted()
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(file -> file.getFileName().toString().endsWith(ending) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }
}
