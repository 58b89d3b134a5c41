package groundplan.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A program that Terragrunt runs in Terraform's place to apply a saved plan. Terraform takes no values of variables with one. Terragrunt
 * leaves out {@code -var} and {@code -var-file} of {@code extra_arguments} then, but not a value that is an argument of its own, as in
 * {@code ["-var", "size=3"]}: Terraform refuses it with "Too many command line arguments".
 *
 * @param file the program
 */
record SavedPlanEngine(Path file) {
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

    /** Writes the program into a private folder. */
    static SavedPlanEngine in(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("apply-saved-plan"), PROGRAM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new SavedPlanEngine(file);
    }
}
