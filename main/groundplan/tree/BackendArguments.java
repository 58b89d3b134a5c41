package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclParser;
import groundplan.hcl.SourceText;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What {@code -backend-config} gives to a backend. */
final class BackendArguments {
    private static final String FLAG = "backend-config";

    private BackendArguments() {}

    /**
     * What a unit's {@code extra_arguments} for {@code init} give, and the environment variables {@code TF_CLI_ARGS} and {@code
     * TF_CLI_ARGS_init}, which come before them.
     *
     * @param terraform the unit's {@code terraform} block, as Terragrunt renders it
     * @param variables the environment variables
     * @param folder the unit's folder, whose files are in the working folder too
     * @param shown the unit's file, for messages
     * @throws UnreadableTree if a file that is named is not there
     */
    static ObjectNode ofUnit(JsonNode terraform, Map<String, String> variables, Path folder, String shown)
            throws IOException {
        List<String> arguments = new ArrayList<>();
        for (String variable : List.of("TF_CLI_ARGS", "TF_CLI_ARGS_init")) {
            arguments.addAll(PlanArguments.words(variables.getOrDefault(variable, "")));
        }
        terraform.path("extra_arguments").forEach(extra -> {
            if (texts(extra.path("commands")).contains("init")) {
                arguments.addAll(texts(extra.path("arguments")));
            }
        });
        ObjectNode config = TerraformJson.object();
        for (int at = 0; at < arguments.size(); at++) {
            String flag = arguments.get(at).replaceFirst("^--?", "");
            String given = flag.startsWith(FLAG + "=") ? flag.substring(FLAG.length() + 1) : null;
            if (flag.equals(FLAG) && at + 1 < arguments.size()) {
                given = arguments.get(++at);
            }
            if (given != null
                    && !add(given, config, name -> Optional.of(folder.resolve(name))
                            .filter(Files::isRegularFile))) {
                throw new UnreadableTree(
                        List.of(shown + ": -backend-config names the file " + given + ", which was not found"));
            }
        }
        return config;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /**
     * Adds what one argument gives: {@code name=value}, or what is in a file.
     *
     * @param file finds a file by its name
     * @return whether it was found
     */
    static boolean add(String given, ObjectNode config, Function<String, Optional<Path>> file) throws IOException {
        int equals = given.indexOf('=');
        if (equals > 0) {
            config.put(given.substring(0, equals), given.substring(equals + 1));
            return true;
        }
        Optional<Path> found = file.apply(given);
        if (found.isPresent()) {
            for (HclAttribute attribute :
                    HclParser.file(SourceText.read(found.get(), given)).attributes()) {
                config.set(attribute.name(), JsonExpressions.constant(attribute.expression()));
            }
        }
        return found.isPresent();
    }
}
