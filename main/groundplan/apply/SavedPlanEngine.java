package groundplan.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A program that Terragrunt runs in Terraform's place to apply a saved plan. Terraform takes no values of variables with one. Terragrunt
 * leaves out {@code -var} and {@code -var-file} of {@code extra_arguments} then, but not a value that is an argument of its own, as in
 * {@code ["-var", "size=3"]}: Terraform refuses it with "Too many command line arguments".
 */
final class SavedPlanEngine {
    private SavedPlanEngine() {}

    private static final String PROGRAM =
            """
            #!/bin/sh
            # Applies a saved plan, the last argument, without the values that Terragrunt left of -var and -var-file.
            if [ "$1" = apply ]; then
              count=$#
              for argument do
                shift
                count=$((count - 1))
                case "$argument" in
                  -*) ;;
                  *=* | *.tfvars | *.tfvars.json) [ "$count" = 0 ] || continue ;;
                esac
                set -- "$@" "$argument"
              done
            fi
            exec "$GROUNDPLAN_ENGINE_PATH" "$@"
            """;

    /** The name of the variable with the engine itself. */
    static final String ENGINE = "GROUNDPLAN_ENGINE_PATH";

    /** Where it is in a private folder. */
    static Path in(Path folder) {
        return folder.resolve("apply-saved-plan");
    }

    /** Writes the program into a private folder, before it is run: what runs cannot be written. */
    static void write(Path folder) throws IOException {
        Path file = Files.writeString(in(folder), PROGRAM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
