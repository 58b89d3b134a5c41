package groundplan.ecs;

import groundplan.kernel.Setting;
import java.util.Optional;

/** A container beside the service's in each task. It shares the task's network, role and log group. */
public record SidecarSettings(
        @Setting(value = "Image that it runs.", promotable = true) ImageSettings image,
        @Setting(value = "Whether the task ends with it.", byDefault = "true") boolean essential,
        @Setting(value = "CPU units that are its share of the task's. Left out: what the others leave.", min = 1)
                Optional<Integer> cpuUnits,
        @Setting(value = "Memory in MiB beyond which it is ended. Left out: the task's.", min = 6)
                Optional<Integer> memoryMib,
        @Setting(value = "How the container runs.", byDefault = "{}") ContainerSettings container) {}
