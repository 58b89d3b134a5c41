package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.settings.UnitModel;
import groundplan.states.StateCopies;
import groundplan.terraform.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Terraform's commands for the state of one unit, in a folder that has the unit's backend and providers and none of its resources. */
public final class UnitStateCommands implements AutoCloseable {
    /** How long Terraform waits for its lock of the state. */
    private static final String PATIENCE = "-lock-timeout=1m";

    private final UnitModel<?, ?> unit;
    private final PrivateFolder folder;

    private UnitStateCommands(UnitModel<?, ?> unit, PrivateFolder folder) {
        this.unit = unit;
        this.folder = folder;
    }

    /**
     * Prepares a folder for a unit.
     *
     * @param stack the unit's CDKTF document
     * @param terraform the Terraform executable
     * @param variables the environment variables, which choose the role
     */
    public static UnitStateCommands open(
            UnitModel<?, ?> unit, ObjectNode stack, Path terraform, Map<String, String> variables) throws IOException {
        PrivateFolder folder = new PrivateFolder(terraform, variables);
        try {
            StackFolder.initialise(folder, UnitStack.destroying(stack), unit.environment(), variables);
            return new UnitStateCommands(unit, folder);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * The addresses in the state, in Terraform's order.
     *
     * @param within addresses; only what is at or below one of them is listed
     */
    public List<String> list(List<String> within) throws IOException {
        if (pulled().isBlank()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("state", "list", "-no-color"));
        command.addAll(within);
        return folder.terraform(command).lines().toList();
    }

    /** The resource at an address, as Terraform shows it: sensitive values are hidden. */
    public String show(String address) throws IOException {
        return folder.terraform(List.of("state", "show", "-no-color", address));
    }

    /** The resource at an address in Terraform's JSON, in which values are not hidden; empty if there is none. */
    public Optional<JsonNode> json(String address) throws IOException {
        JsonNode values = TerraformJson.read(folder.terraform(List.of("show", "-json", "-no-color")))
                .path("values");
        return find(values.path("root_module"), address);
    }

    private static Optional<JsonNode> find(JsonNode module, String address) {
        for (JsonNode resource : module.path("resources")) {
            if (resource.path("address").asText().equals(address)) {
                return Optional.of(resource);
            }
        }
        for (JsonNode child : module.path("child_modules")) {
            Optional<JsonNode> found = find(child, address);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What {@link #move} would do, in Terraform's words. */
    public String wouldMove(String from, String to) throws IOException {
        return folder.terraform(List.of("state", "mv", "-no-color", "-dry-run", PATIENCE, from, to));
    }

    /**
     * Gives a resource or a module another address. Terraform locks the state, and refuses an address that is taken or of another type.
     *
     * @return what was done, in Terraform's words
     */
    public String move(String from, String to) throws IOException {
        return folder.terraform(List.of("state", "mv", "-no-color", PATIENCE, from, to));
    }

    /**
     * Writes the state to a file that only its owner can read, since it contains secrets.
     *
     * @param to the folder, which is made if it is missing
     * @return the file; empty if there is no state
     */
    public Optional<Path> backUp(Path to) throws IOException {
        String state = pulled();
        if (state.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new StateCopies(to).keep(unit.path(), state));
    }

    private String pulled() throws IOException {
        return folder.terraform(List.of("state", "pull", "-no-color"));
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
