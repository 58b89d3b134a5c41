package groundplan.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/**
 * What Terraform is told when it is run in a root module.
 *
 * @param workspace the workspace
 * @param backendConfig what completes the {@code backend} block
 * @param variableFiles files of variables, which override those that Terraform reads by itself
 */
public record PlainRun(String workspace, ObjectNode backendConfig, List<Path> variableFiles) {
    public PlainRun {
        variableFiles = List.copyOf(variableFiles);
    }
}
