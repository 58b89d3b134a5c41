package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Settings of one service. */
public record ServiceSettings(
        @Setting(value = "Image that its tasks run.", promotable = true) ImageSettings image,
        @Setting(
                        value = "TCP port on which the container listens. Left out: it accepts no connections.",
                        min = 1,
                        max = 65535)
                Optional<Integer> port,
        @Setting(value = "Its tasks: their size, log and sidecars.", byDefault = "{}") TaskSettings task,
        @Setting(value = "How the container runs.", byDefault = "{}") ContainerSettings container,
        @Setting(value = "What it connects to.", byDefault = "{}") ConnectionsSettings connections,
        @Setting("Which requests the load balancer forwards to it. Left out: none.") Optional<RoutingSettings> routing,
        @Setting(value = "Number of tasks, and their capacity providers.", byDefault = "{}") ScalingSettings scaling,
        @Setting(value = "How new versions are deployed.", byDefault = "{}") DeploymentSettings deployment)
        implements Checked {

    /** A task without a routing and with a desired count of 0. */
    static ServiceSettings idle(
            ImageSettings image, TaskSettings task, ContainerSettings container, ConnectionsSettings connections) {
        return new ServiceSettings(
                image,
                Optional.empty(),
                task,
                container,
                connections,
                Optional.empty(),
                new ScalingSettings(Optional.of(0), Optional.empty(), Optional.empty(), true),
                new DeploymentSettings("pipeline", Optional.empty(), Optional.empty(), 0, 100, 0, false, false));
    }

    /** The ports on which it listens, by name; {@link #port} has an empty name. */
    SortedMap<String, Integer> ports() {
        SortedMap<String, Integer> ports = new TreeMap<>(connections.additionalPorts());
        port.ifPresent(main -> ports.put("", main));
        return ports;
    }

    /** The containers of a task, the service's own first. */
    List<ContainerSettings> containers() {
        return Stream.concat(
                        Stream.of(container),
                        task.companions().values().stream().map(SidecarSettings::container))
                .toList();
    }

    /** The images of a task, the service's own first. */
    List<ImageSettings> images() {
        return Stream.concat(
                        Stream.of(image), task.companions().values().stream().map(SidecarSettings::image))
                .toList();
    }

    @Override
    public void check(Check check) {
        check.that(routing.isEmpty() || port.isPresent(), "port", "is required: requests are routed to it");
        Map<String, Integer> more = connections.additionalPorts();
        check.that(more.isEmpty() || port.isPresent(), "port", "is required when there are additional ports");
        Map<Integer, String> names = new TreeMap<>();
        port.ifPresent(main -> names.put(main, "port"));
        more.forEach((name, number) -> {
            String other = names.putIfAbsent(number, name);
            check.that(
                    number > 0 && other == null,
                    "connections.additional_ports." + name,
                    number + (number > 0 ? " is also the port of '" + other + "'" : " is not a valid port"));
        });
        Map<String, String> paths = new TreeMap<>();
        container.writablePaths().forEach(path -> paths.put(path, "container.writable_paths"));
        container.tmpfs().keySet().forEach(path -> paths.put(path, "container.tmpfs"));
        memory(container, task.memoryMib(), "container", check);
        task.companions()
                .forEach((name, sidecar) -> memory(
                        sidecar.container(),
                        sidecar.memoryMib().orElse(task.memoryMib()),
                        "task.companions." + name + ".container",
                        check));
        connections.fileSystems().forEach((unit, mount) -> {
            String other = paths.putIfAbsent(mount.path(), unit);
            check.that(
                    other == null,
                    "connections.file_systems." + unit + ".path",
                    mount.path() + " is also the path of " + other);
        });
    }

    private static void memory(ContainerSettings container, int mib, String key, Check check) {
        check.that(
                container.tmpfsMib() < mib,
                key + ".tmpfs",
                "the paths in memory take up to " + container.tmpfsMib() + " MiB, and the container has " + mib
                        + " MiB for everything; make them smaller, or put them on the disk with writable_paths");
    }
}
