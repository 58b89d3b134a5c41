package groundplan.ecs;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Egress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a service connects to, and where others find it: firewall rules, permissions and environment variables follow from it
 * alone.
 */
public record ConnectionsSettings(
        @Setting(
                        value =
                                "Units with databases: gives DATABASE_HOST, _PORT, _NAME, _USERNAME and _PASSWORD, and where it has"
                                        + " read replicas _READER_HOST, behind the unit's name where there are several.",
                        byDefault = "[]")
                @Reads("rds")
                List<String> databases,
        @Setting(
                        value =
                                "Units with caches: gives CACHE_HOST, _PORT, _NAME and _USER for signing in, behind the unit's name"
                                        + " where there are several; a password is a secret of the container.",
                        byDefault = "[]")
                @Reads("elasticache")
                List<String> caches,
        @Setting(
                        value = "Buckets of the storage unit and what may be done in them: gives BUCKET_<NAME>.",
                        byDefault = "{}",
                        oneOf = {"read", "write", "read_write", "read_write_delete"})
                Map<String, String> buckets,
        @Setting(
                        value = "Units with file systems, and where the container sees one of its directories.",
                        byDefault = "{}")
                @Reads("efs")
                Map<String, FileSystem> fileSystems,
        @Setting(
                        value =
                                "Services of this cluster: gives <SERVICE>_HOST and <SERVICE>_PORT, and <SERVICE>_<PORT>_PORT for each"
                                        + " additional port.",
                        byDefault = "[]")
                List<String> services,
        @Setting(
                        value = "Further TCP ports on which the container listens for other services, by name.",
                        byDefault = "{}",
                        min = 0,
                        max = 65535,
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, Integer> additionalPorts,
        @Setting(
                        value =
                                "Security group that the service shares with those that give the same word. Left out: it has its own.",
                        pattern = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Optional<String> securityGroup,
        @Setting(
                        value = "Ways out of the network, by name.",
                        byDefault = "{https: {cidr: 0.0.0.0/0, port: 443}}",
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, Egress> egress) {

    /** One directory of a file system. */
    public record FileSystem(
            @Setting(value = "Access point that leads to the directory.", pattern = Setting.WORDS) String accessPoint,
            @Setting(value = "Path at which the container sees it.", pattern = ContainerSettings.PATH) String path) {}
}
