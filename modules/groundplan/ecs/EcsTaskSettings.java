package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;

/** Settings of a task that is run on demand, such as a migration. */
public record EcsTaskSettings(
        @Setting(
                        value = "Name of the task, of its container, and in the names of its resources.",
                        pattern = ServiceGroup.SERVICE_NAME)
                String name,
        @Setting(value = "Unit with the cluster.", byDefault = "ecs-cluster")
                @Reads(value = "ecs-cluster", sameRegion = true)
                String cluster,
        @Setting(value = "Image that it runs.", promotable = true) ImageSettings image,
        @Setting(value = "Its size, its log, and its sidecars.", byDefault = "{}") TaskSettings task,
        @Setting(value = "How the container runs, and which command.", byDefault = "{}") ContainerSettings container,
        @Setting(value = "What it connects to.", byDefault = "{}") ConnectionsSettings connections,
        @Setting(value = "Log retention in days.", byDefault = "365", min = 1, max = 3653) int logRetentionInDays,
        @Setting(value = "Units that it uses.", byDefault = "{}") SourceSettings units)
        implements Checked {

    /** The task in the common form of all services, with a desired count of 0. */
    ServiceGroup serviceGroup() {
        return ServiceGroup.single(
                name, ServiceSettings.idle(image, task, container, connections), logRetentionInDays, units, "");
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        new Consistency(serviceGroup(), check).all();
    }
}
