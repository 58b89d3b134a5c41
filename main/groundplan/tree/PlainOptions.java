package groundplan.tree;

import java.nio.file.Path;
import java.util.List;

/**
 * What Terraform is told on its command line in every root module of a folder.
 *
 * @param current the folder that relative files are looked for in before they are looked for in the root module's
 * @param backendConfig as {@code terraform init -backend-config} takes them: files, or {@code name=value}
 * @param variableFiles as {@code terraform plan -var-file} takes them
 */
public record PlainOptions(Path current, List<String> backendConfig, List<String> variableFiles) {
    public PlainOptions {
        backendConfig = List.copyOf(backendConfig);
        variableFiles = List.copyOf(variableFiles);
    }

    /** None. */
    public static PlainOptions none(Path current) {
        return new PlainOptions(current, List.of(), List.of());
    }
}
