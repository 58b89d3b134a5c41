package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.OutputDeclaration;
import groundplan.synth.UnitDocument;
import java.util.regex.Pattern;

/** What lets a unit be planned without an account and without its neighbours. */
final class Offline {
    private static final Pattern EPHEMERAL = Pattern.compile("\\$\\{ephemeral\\.[^}]*}");

    private Offline() {}

    /**
     * The same without what is ephemeral, for which a plan would ask AWS. Plans never hold such values: a word in their place
     * changes nothing.
     */
    static ObjectNode withoutEphemerals(ObjectNode live) {
        ObjectNode copy = TerraformJson.read(EPHEMERAL.matcher(live.toString()).replaceAll("offline"));
        copy.remove("ephemeral");
        return copy;
    }

    /** A provider block that asks AWS nothing. The list of allowed accounts must go: the provider would ask STS who it is. */
    static ObjectNode provider(JsonNode block) {
        ObjectNode offline = block.deepCopy();
        offline.remove("dynamic");
        offline.putArray("allowed_account_ids");
        offline.put("access_key", "offline");
        offline.put("secret_key", "offline");
        offline.put("skip_credentials_validation", true);
        offline.put("skip_requesting_account_id", true);
        offline.put("skip_metadata_api_check", true);
        return offline;
    }

    /** The override file beside a unit's {@code main.tf.json}: a local backend, and providers that ask nothing. */
    static ObjectNode override(ObjectNode live) {
        ObjectNode override = TerraformJson.object();
        override.putObject("terraform").putObject("backend").putObject("local");
        live.path("provider").path("aws").forEach(block -> override.withObjectProperty("provider")
                .withArrayProperty("aws")
                .add(provider(block)));
        return override;
    }

    /** The stand-ins for what the unit reads of others, by the names of its variables. */
    static ObjectNode inputs(UnitDocument document, ObjectNode live) {
        ObjectNode inputs = TerraformJson.object();
        document.unit().reads().values().forEach(producer -> {
            for (OutputDeclaration output : producer.outputs()) {
                String variable = producer.path().wireName(document.unit().path()) + "_" + output.name();
                if (!live.path("variable").has(variable)) {
                    continue;
                }
                if (output.keys().isEmpty()) {
                    inputs.put(variable, output.shape().mock());
                } else {
                    ObjectNode byKey = inputs.putObject(variable);
                    output.keys().forEach(key -> byKey.put(key, output.shape().mock()));
                }
            }
        });
        return inputs;
    }
}
