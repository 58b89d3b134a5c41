package groundplan.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** AWS Backup: the backups of its plans. */
final class Backups {
    private static final double PERCENT = 100;

    private Backups() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_backup_selection", Backups::selection)
                .partOf("the selections of its plans", "aws_backup_vault")
                .free(
                        "aws_backup_plan",
                        "aws_backup_region_settings",
                        "aws_backup_vault_lock_configuration",
                        "aws_backup_vault_notifications",
                        "aws_backup_vault_policy");
    }

    private static void selection(Subject selection, Usage usage, Bill bill) {
        for (JsonNode resource : selection.blocks("resources")) {
            Optional<Subject> found = selection.referredBy(resource);
            if (found.isEmpty()) {
                throw new Subject.Unreadable(
                        "resources contains " + resource.asText() + ", which is not among the resources");
            }
            copy(found.get(), usage, bill);
        }
    }

    private static void copy(Subject protectedOne, Usage usage, Bill bill) {
        String name = protectedOne.resource().address();
        switch (protectedOne.resource().type()) {
            case "aws_db_instance" ->
                bill.add(
                        "copies of " + name,
                        "backup.rds_gb",
                        Databases.storage(protectedOne, protectedOne)
                                * usage.databases().copyPercent()
                                / PERCENT);
            case "aws_rds_cluster" ->
                bill.add(
                        "copies of " + name,
                        "backup.aurora_gb",
                        usage.databases().clusters().gb() * usage.databases().copyPercent() / PERCENT);
            case "aws_efs_file_system" ->
                bill.add("copies of " + name, "backup.efs_gb", usage.storage().fileSystemGb());
            case "aws_dynamodb_table" ->
                bill.add(
                        "copies of " + name,
                        "backup.table_gb",
                        usage.databases().tableGb());
            case "aws_s3_bucket" -> bill.add("copies of " + name, "backup.s3_gb", Buckets.gb(protectedOne, usage));
            default ->
                throw new Subject.Unreadable(
                        "resources contains " + name + ", for whose backups the table has no price");
        }
    }
}
