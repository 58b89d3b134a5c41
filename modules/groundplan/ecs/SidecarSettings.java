package groundplan.ecs;

import groundplan.kernel.Setting;
import java.util.Optional;

/** A sidecar container in each task. It shares the task's network, role and log group. */
public record SidecarSettings(
        @Setting(value = "Image that it runs.", promotable = true) ImageSettings image,
        @Setting(value = "Whether the task is stopped when this container stops.", byDefault = "true")
                boolean essential,
        @Setting(value = "CPU units reserved for it. Left out: what the others leave.", min = 1)
                Optional<Integer> cpuUnits,
        @Setting(
                        value =
                                "Memory limit in MiB; the container is stopped when it exceeds it. Left out: the task's limit.",
                        min = 6)
                Optional<Integer> memoryMib,
        @Setting(value = "How the container runs.", byDefault = "{}") ContainerSettings container) {}
