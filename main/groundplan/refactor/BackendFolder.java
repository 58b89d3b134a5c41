package groundplan.refactor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.states.StateFile;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A folder in which the engine writes a state by its backend, and nothing else of a configuration. */
final class BackendFolder implements AutoCloseable {
    private final JsonNode backend;
    private final Path engine;
    private final Map<String, String> variables;
    private PrivateFolder folder;

    /**
     * @param backend Terraform's {@code backend} block
     * @param engine the engine's executable
     * @param variables the environment variables to run it with
     */
    BackendFolder(JsonNode backend, Path engine, Map<String, String> variables) {
        this.backend = backend;
        this.engine = engine;
        this.variables = variables;
    }

    private PrivateFolder open() throws IOException {
        if (folder == null) {
            PrivateFolder made = new PrivateFolder(engine, variables);
            try {
                ObjectNode configuration = TerraformJson.object();
                configuration.withObjectProperty("terraform").set("backend", backend);
                made.write("main.tf.json", TerraformJson.write(configuration));
                made.terraform(List.of("init", "-input=false", "-no-color"));
                folder = made;
            } catch (IOException | RuntimeException e) {
                made.close();
                throw e;
            }
        }
        return folder;
    }

    /**
     * Writes a state, which is locked by us.
     *
     * @param force whether to write it also over one of another lineage
     */
    void push(StateFile state, boolean force) throws IOException {
        List<String> command = new ArrayList<>(List.of("state", "push", "-lock=false"));
        if (force) {
            command.add("-force");
        }
        command.add("-");
        try {
            open().terraform(command, TerraformJson.write(state.json()));
        } catch (TerraformFailure e) {
            throw new IOException("cannot write the state " + state.place() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }
}
