package groundplan.refactor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;

/**
 * What Terraform's lock of a state says of who holds it.
 *
 * @param id unique for each refactoring
 * @param who user and host
 * @param since when it was begun, in RFC 3339
 */
public record LockNote(String id, String who, String since) {
    private static final String OPERATION = "groundplan refactor";

    /**
     * As Terraform writes it.
     *
     * @param path what is locked
     */
    public String text(String path) {
        ObjectNode json = TerraformJson.object();
        json.put("ID", id)
                .put("Operation", OPERATION)
                .put("Info", "objects are being moved between states; to end it, run groundplan refactor again")
                .put("Who", who)
                .put("Version", "")
                .put("Created", since)
                .put("Path", path);
        return json.toString();
    }
}
