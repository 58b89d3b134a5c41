package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where units keep their states. */
final class Backends {
    /**
     * Keys of Terragrunt's {@code remote_state} for S3 that are not Terraform's.
     *
     * @see <a href="https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#remote_state">Terragrunt's reference</a>
     */
    private static final Set<String> OF_TERRAGRUNT = Set.of(
            "accesslogging_bucket_name",
            "accesslogging_bucket_tags",
            "accesslogging_target_object_partition_date_source",
            "accesslogging_target_prefix",
            "bucket_sse_algorithm",
            "bucket_sse_kms_key_id",
            "disable_aws_client_checksums",
            "disable_bucket_update",
            "disable_init",
            "dynamodb_table_tags",
            "enable_lock_table_ssencryption",
            "s3_bucket_tags",
            "skip_accesslogging_bucket_acl",
            "skip_accesslogging_bucket_enforced_tls",
            "skip_accesslogging_bucket_public_access_blocking",
            "skip_accesslogging_bucket_ssencryption",
            "skip_bucket_accesslogging",
            "skip_bucket_creation",
            "skip_bucket_enforced_tls",
            "skip_bucket_public_access_blocking",
            "skip_bucket_root_access",
            "skip_bucket_ssencryption",
            "skip_bucket_versioning");

    private Backends() {}

    /**
     * The backend of a unit: that of its module, with what Terragrunt gives to Terraform at initialisation.
     *
     * @param module the module, whose backend is removed
     * @param unit the unit's folder in the copy
     */
    static JsonNode of(ObjectNode module, Mirror mirror, Path unit, Terragrunt terragrunt) throws IOException {
        if (!(module.get("terraform") instanceof ObjectNode settings)) {
            return TerraformJson.object();
        }
        JsonNode removed = settings.remove("backend");
        if (removed == null) {
            return TerraformJson.object();
        }
        JsonNode own = TerraformJson.readAny(mirror.told(removed.toString()));
        String type = own.fieldNames().next();
        ObjectNode backend = TerraformJson.object();
        ObjectNode config = backend.putObject(type);
        own.path(type).properties().forEach(entry -> config.set(entry.getKey(), entry.getValue()));
        // A module that is shared has an empty one, or one without a key; what Terragrunt gives overrides it.
        if (!own.path(type).has(type.equals("local") ? "path" : "key")
                || !new BackendPlace(type, config).lacking().isEmpty()) {
            JsonNode rendered = TerraformJson.readAny(
                    mirror.told(terragrunt.output(mirror, unit, List.of("render", "--format", "json"))));
            rendered.path("remote_state").path("config").properties().stream()
                    .filter(entry -> !OF_TERRAGRUNT.contains(entry.getKey()))
                    .forEach(entry -> config.set(entry.getKey(), entry.getValue()));
            config.setAll(BackendArguments.ofUnit(
                    rendered.path("terraform"),
                    terragrunt.variables(),
                    unit,
                    mirror.shown(unit.resolve("terragrunt.hcl").toString())));
        }
        return backend;
    }
}
