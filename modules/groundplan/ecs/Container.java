package groundplan.ecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The definition of one container of a task, in ECS's JSON form. */
final class Container {
    private final String name;
    private final ContainerSettings settings;
    private final Map<String, Object> head = new LinkedHashMap<>();
    /** Volume by path. */
    private final SortedMap<String, String> volumes = new TreeMap<>();
    /** Volume of a file system, by path. */
    private final SortedMap<String, String> mounted = new TreeMap<>();

    private Container(String name, ContainerSettings settings, boolean executeCommand, String prefix) {
        this.name = name;
        this.settings = settings;
        List<String> paths = new ArrayList<>(settings.writablePaths());
        if (executeCommand) {
            // The ECS Exec agent writes there, and the root file system is read-only.
            paths.addAll(List.of("/var/lib/amazon", "/var/log/amazon"));
        }
        paths.forEach(path -> volumes.put(path, prefix + path.substring(1).replaceAll("[^A-Za-z0-9]+", "-")));
    }

    /** A service's own container. */
    static Container of(String name, ServiceSettings service, String image) {
        Container made =
                new Container(name, service.container(), service.deployment().enableExecuteCommand(), "");
        made.head.put("name", name);
        made.head.put("image", image);
        made.head.put("essential", true);
        service.task().memoryReservationMib().ifPresent(mib -> made.head.put("memoryReservation", mib));
        List<Object> ports = new ArrayList<>();
        service.ports()
                .values()
                .forEach(port -> ports.add(ordered("containerPort", port, "hostPort", port, "protocol", "tcp")));
        if (!ports.isEmpty()) {
            made.head.put("portMappings", ports);
        }
        service.connections().fileSystems().forEach((unit, mount) -> made.mounted.put(mount.path(), volume(unit)));
        return made;
    }

    /** A sidecar container. */
    static Container beside(String name, ServiceSettings service, SidecarSettings settings, String image) {
        Container made =
                new Container(name, settings.container(), service.deployment().enableExecuteCommand(), name + "-");
        made.head.put("name", name);
        made.head.put("image", image);
        made.head.put("essential", settings.essential());
        settings.cpuUnits().ifPresent(units -> made.head.put("cpu", units));
        settings.memoryMib().ifPresent(mib -> made.head.put("memory", mib));
        return made;
    }

    /** The name of the volume for a unit's file system in a task. */
    static String volume(String unit) {
        return unit.replace('/', '-');
    }

    /** The names of the task's volumes that it needs. */
    List<String> volumes() {
        return List.copyOf(volumes.values());
    }

    /** The definition. */
    Map<String, Object> definition(Variables variables, String logGroup, String region) {
        Map<String, Object> json = new LinkedHashMap<>(head);
        if (!settings.command().isEmpty()) {
            json.put("command", settings.command());
        }
        json.put("environment", pairs(variables.plain(), "value"));
        json.put("secrets", pairs(variables.secret(), "valueFrom"));
        json.put("user", settings.user());
        json.put("privileged", false);
        json.put("readonlyRootFilesystem", true);
        json.put("linuxParameters", linux());
        json.put("mountPoints", mounts());
        json.put("stopTimeout", settings.stopTimeoutSeconds());
        settings.healthCheck().ifPresent(health -> {
            List<String> command = new ArrayList<>(List.of("CMD"));
            command.addAll(health.command());
            json.put(
                    "healthCheck",
                    ordered(
                            "command",
                            command,
                            "interval",
                            health.intervalSeconds(),
                            "timeout",
                            health.timeoutSeconds(),
                            "retries",
                            health.retries(),
                            "startPeriod",
                            health.startPeriodSeconds()));
        });
        json.put(
                "logConfiguration",
                ordered(
                        "logDriver",
                        "awslogs",
                        "options",
                        ordered("awslogs-group", logGroup, "awslogs-region", region, "awslogs-stream-prefix", name)));
        return json;
    }

    private Map<String, Object> linux() {
        Map<String, Object> linux =
                ordered("capabilities", ordered("drop", List.of("ALL")), "initProcessEnabled", true);
        List<Object> inMemory = new ArrayList<>();
        new TreeMap<>(settings.tmpfs())
                .forEach((path, tmpfs) -> inMemory.add(ordered(
                        "containerPath",
                        path,
                        "mountOptions",
                        List.of(tmpfs.executable() ? "exec" : "noexec", "nodev", "nosuid"),
                        "size",
                        tmpfs.sizeMib())));
        if (!inMemory.isEmpty()) {
            linux.put("tmpfs", inMemory);
        }
        return linux;
    }

    private List<Object> mounts() {
        SortedMap<String, String> all = new TreeMap<>(volumes);
        all.putAll(mounted);
        List<Object> mounts = new ArrayList<>();
        all.forEach((path, volume) ->
                mounts.add(ordered("sourceVolume", volume, "containerPath", path, "readOnly", false)));
        return mounts;
    }

    private static List<Object> pairs(SortedMap<String, String> values, String key) {
        List<Object> pairs = new ArrayList<>();
        values.forEach((name, value) -> pairs.add(ordered("name", name, key, value)));
        return pairs;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
