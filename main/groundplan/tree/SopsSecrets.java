package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.hcl.HclText;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What SOPS has encrypted in files that units read. It is secret wherever it is used, although Terragrunt gives it to Terraform as it
 * gives every other value.
 *
 * @param values what was encrypted, and is in plain text in the units' inputs
 * @param notes which files could not be decrypted here
 */
record SopsSecrets(List<JsonNode> values, List<String> notes) {
    /** How an encrypted value begins in a file of any format. */
    private static final String ENCRYPTED = "ENC[AES256_GCM,";

    private static final YAMLMapper YAML = new YAMLMapper();

    /** No secrets. */
    static final SopsSecrets NONE = new SopsSecrets(List.of(), List.of());

    SopsSecrets {
        values = List.copyOf(values);
        notes = List.copyOf(notes);
    }

    /**
     * Those of units. Terragrunt decrypts the files, with the credentials that it has for the unit that reads one.
     *
     * @param units the units, with how Terragrunt plans them
     */
    static SopsSecrets of(Map<FoundUnit, RecordedCall> units, Mirror mirror, Terragrunt terragrunt) throws IOException {
        Map<Map<String, String>, Set<Path>> files = new LinkedHashMap<>();
        Set<Path> seen = new TreeSet<>();
        for (Map.Entry<FoundUnit, RecordedCall> unit : units.entrySet()) {
            for (Path file : unit.getKey().reading()) {
                if (Files.isRegularFile(file) && seen.add(file) && text(file).contains(ENCRYPTED)) {
                    files.computeIfAbsent(credentials(unit.getValue()), some -> new TreeSet<>())
                            .add(file);
                }
            }
        }
        List<JsonNode> values = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Map.Entry<Map<String, String>, Set<Path>> some : files.entrySet()) {
            Map<Path, JsonNode> decrypted = decrypted(List.copyOf(some.getValue()), some.getKey(), mirror, terragrunt);
            for (Map.Entry<Path, JsonNode> file : decrypted.entrySet()) {
                if (file.getValue().isTextual()) {
                    add(text(file.getKey()), file.getValue().asText(), values);
                } else {
                    notes.add(mirror.shown(file.getKey().toString())
                            + " could not be decrypted apart from the unit that reads it: its values are hidden only where Terraform"
                            + " marks them as sensitive");
                }
            }
        }
        return new SopsSecrets(values, notes);
    }

    private static SortedMap<String, String> credentials(RecordedCall call) {
        SortedMap<String, String> some = new TreeMap<>(call.variables());
        some.keySet().removeIf(name -> !name.startsWith("AWS_"));
        return some;
    }

    private static Map<Path, JsonNode> decrypted(
            List<Path> files, Map<String, String> variables, Mirror mirror, Terragrunt terragrunt) throws IOException {
        Path folder = Files.createTempDirectory(terragrunt.work(), "sops-");
        StringBuilder locals = new StringBuilder("locals {\n");
        for (int i = 0; i < files.size(); i++) {
            locals.append("  file_" + i + " = try(sops_decrypt_file(")
                    .append(HclText.quoted(files.get(i).toString()))
                    .append("), null)\n");
        }
        Files.writeString(folder.resolve("terragrunt.hcl"), locals.append("}\n"));
        JsonNode rendered = TerraformJson.readAny(
                terragrunt.output(mirror, folder, variables, List.of("render", "--format", "json")));
        Map<Path, JsonNode> texts = new TreeMap<>();
        for (int i = 0; i < files.size(); i++) {
            texts.put(files.get(i), rendered.path("locals").path("file_" + i));
        }
        return texts;
    }

    /** Adds the values that are encrypted in a file. */
    static void add(String encrypted, String plain, Collection<JsonNode> values) {
        List<JsonNode> before = documents(encrypted);
        List<JsonNode> after = documents(plain);
        if (before.size() == after.size()
                && before.stream().allMatch(JsonNode::isContainerNode)
                && after.stream().allMatch(JsonNode::isContainerNode)) {
            for (int i = 0; i < before.size(); i++) {
                add(before.get(i), after.get(i), values);
            }
            return;
        }
        // A file of variables, an INI file, or one that is encrypted as a whole.
        values.add(TextNode.valueOf(plain));
        plain.lines().filter(line -> line.contains("=")).forEach(line -> {
            String value = line.substring(line.indexOf('=') + 1).strip();
            values.add(TextNode.valueOf(value.replaceAll("^\"(.*)\"$|^'(.*)'$", "$1$2")));
        });
        after.forEach(values::add);
    }

    private static void add(JsonNode encrypted, JsonNode plain, Collection<JsonNode> values) {
        if (encrypted.isTextual() && encrypted.asText().startsWith(ENCRYPTED)) {
            values.add(plain);
        } else if (encrypted.isObject()) {
            encrypted.properties().forEach(entry -> add(entry.getValue(), plain.path(entry.getKey()), values));
        } else {
            for (int i = 0; i < encrypted.size(); i++) {
                add(encrypted.get(i), plain.path(i), values);
            }
        }
    }

    private static List<JsonNode> documents(String text) {
        try {
            return text.stripLeading().startsWith("{")
                    ? List.of(TerraformJson.readAny(text))
                    : YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
        } catch (IllegalArgumentException | IOException otherFormat) {
            return List.of();
        }
    }

    private static String text(Path file) throws IOException {
        // Not every file that a unit reads is a text.
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
