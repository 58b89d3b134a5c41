package groundplan.tree;

import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How Terragrunt calls Terraform for a unit, recorded by a program in Terraform's place.
 *
 * @param folder the working folder, with the unit's module and all that Terragrunt generates
 * @param arguments the arguments
 * @param variables the environment variables
 * @param nulls the inputs that are null, for which no environment variable can stand
 */
record RecordedCall(Path folder, List<String> arguments, Map<String, String> variables, Set<String> nulls) {
    /** The name of the variable with the folder for the records. */
    static final String RECORDS = "GROUNDPLAN_RECORDS";
    /** The name of the variable with the program that answers for its version. */
    static final String ENGINE = "GROUNDPLAN_ENGINE_PATH";

    private static final String RECORDER =
            """
            #!/bin/sh
            # Records how Terragrunt calls Terraform.
            case "$1" in
              version | -version | --version) exec "$GROUNDPLAN_ENGINE_PATH" "$@" ;;
            esac
            call=$(mktemp -d "$GROUNDPLAN_RECORDS/call-XXXXXX") || exit 1
            pwd -P >"$call/folder" && printf '%s\\0' "$@" >"$call/arguments" || exit 1
            # A shell drops variables whose names it does not accept, such as those of inputs with a hyphen.
            if [ -r "/proc/$$/environ" ]; then cat "/proc/$$/environ"; else env -0; fi >"$call/variables" || exit 1
            nulls=.terragrunt-null-vars.auto.tfvars.json
            if [ -f "$nulls" ]; then cp "$nulls" "$call/nulls" || exit 1; fi
            : >"$call/whole"
            """;

    /** Writes the program. */
    static Path recorder(Path folder) throws IOException {
        Path file = folder.resolve("recorder");
        Files.writeString(file, RECORDER);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    /** Reads the records. */
    static List<RecordedCall> read(Path records) throws IOException {
        List<RecordedCall> calls = new ArrayList<>();
        List<Path> folders;
        try (Stream<Path> list = Files.list(records)) {
            folders = list.filter(call -> Files.exists(call.resolve("whole")))
                    .sorted()
                    .toList();
        }
        for (Path call : folders) {
            Map<String, String> variables = new TreeMap<>();
            for (String variable : texts(call.resolve("variables"))) {
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    variables.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
            calls.add(new RecordedCall(
                    Path.of(Files.readString(call.resolve("folder")).strip()),
                    texts(call.resolve("arguments")),
                    variables,
                    nulls(call.resolve("nulls"))));
        }
        return calls;
    }

    private static Set<String> nulls(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.exists(file)) {
            TerraformJson.read(Files.readString(file)).fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    private static List<String> texts(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }
}
