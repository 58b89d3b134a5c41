package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Egress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a service connects to, and what connects to it: security group rules, permissions and environment variables are
 * derived from this alone.
 */
public record ConnectionsSettings(
        @Setting(
                        value =
                                "Units with databases: sets DATABASE_HOST, _PORT, _NAME, _USERNAME and _PASSWORD, and _READER_HOST"
                                        + " for a database with read replicas; prefixed with the unit's name if there are several.",
                        byDefault = "[]")
                @Reads(value = "rds", sameRegion = true)
                List<String> databases,
        @Setting(
                        value =
                                "Database users that the service signs in as with IAM instead of the master user's password, by the database's"
                                        + " unit: sets DATABASE_USERNAME, and no DATABASE_PASSWORD. Create the user in the database, with IAM"
                                        + " authentication and only the rights that the service needs.",
                        byDefault = "{}",
                        names = "[a-z0-9]+([-/][a-z0-9]+)*",
                        pattern = "[a-z][a-z0-9_]{0,31}")
                Map<String, String> iamUsers,
        @Setting(
                        value =
                                "Units with caches: sets CACHE_HOST, _PORT, _NAME and _USER, prefixed with the unit's name"
                                        + " if there are several; a password is one of the container's secrets.",
                        byDefault = "[]")
                @Reads(value = "elasticache", sameRegion = true)
                List<String> caches,
        @Setting(
                        value = "Buckets of the storage unit and the access to their objects: sets BUCKET_<NAME>.",
                        byDefault = "{}",
                        oneOf = {"read", "write", "read_write", "read_write_delete"})
                Map<String, String> buckets,
        @Setting(
                        value =
                                "Units with file systems, and where one of their directories is mounted in the container.",
                        byDefault = "{}")
                @Reads(value = "efs", sameRegion = true)
                Map<String, FileSystem> fileSystems,
        @Setting(
                        value =
                                "Services of this cluster: sets <SERVICE>_HOST and <SERVICE>_PORT, and <SERVICE>_<PORT>_PORT for each"
                                        + " additional port.",
                        byDefault = "[]")
                List<String> services,
        @Setting(
                        value = "Additional TCP ports on which the container listens for other services, by name.",
                        byDefault = "{}",
                        min = 0,
                        max = 65535,
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, Integer> additionalPorts,
        @Setting(
                        value =
                                "Name of a security group that is shared by all services with the same value. Left out: the service has its own.",
                        pattern = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Optional<String> securityGroup,
        @Setting(
                        value = "Egress rules, by name.",
                        byDefault = "{https: {cidr: 0.0.0.0/0, port: 443}}",
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, Egress> egress)
        implements Checked {
    /** The databases whose master user the service signs in as. */
    List<String> withMasterUser() {
        return databases.stream().filter(unit -> !iamUsers.containsKey(unit)).toList();
    }

    @Override
    public void check(Check check) {
        iamUsers.keySet()
                .forEach(unit -> check.that(
                        databases.contains(unit),
                        "iam_users." + unit,
                        "is not among the databases " + databases + ": add it there too"));
    }

    /** One directory of a file system. */
    public record FileSystem(
            @Setting(value = "Access point of the directory.", pattern = Setting.WORDS) String accessPoint,
            @Setting(value = "Mount path in the container.", pattern = ContainerSettings.PATH) String path) {}
}
