package groundplan.pricing;

/** EFS. */
final class FileSystems {
    private FileSystems() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_efs_file_system", FileSystems::fileSystem)
                .metered(
                        "aws_efs_backup_policy",
                        (policy, usage, bill) -> bill.add(
                                "daily backups",
                                "backup.efs_gb",
                                policy.text("backup_policy.status").orElse("").equals("ENABLED")
                                        ? usage.storage().fileSystemGb()
                                        : 0))
                .partOf(
                        "its file system",
                        "aws_efs_access_point",
                        "aws_efs_file_system_policy",
                        "aws_efs_mount_target");
    }

    private static void fileSystem(Subject system, Usage usage, Bill bill) {
        bill.add("storage", "efs.gb", usage.storage().fileSystemGb());
        switch (system.text("throughput_mode").orElse("bursting")) {
            case "elastic" -> {
                bill.add("reads", "efs.read_gb", usage.storage().fileSystemTransferGb());
                bill.add("writes", "efs.write_gb", usage.storage().fileSystemTransferGb());
            }
            case "provisioned" ->
                bill.add("throughput", "efs.provisioned_mibps", system.number("provisioned_throughput_in_mibps"));
            default -> {}
        }
    }
}
