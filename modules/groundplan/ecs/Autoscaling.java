package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.Map;
import java.util.Optional;

/** How the number of tasks is scaled with the load. */
public record Autoscaling(
        @Setting(
                        value = "Minimum number of tasks; with schedules, until the first one takes effect.",
                        min = 0,
                        max = 1000)
                int minCapacity,
        @Setting(
                        value = "Maximum number of tasks; with schedules, until the first one takes effect.",
                        min = 1,
                        max = 1000)
                int maxCapacity,
        @Setting(value = "Target average CPU utilization, in percent. Left out: no scaling on CPU.", min = 1, max = 100)
                Optional<Integer> cpuTargetPercent,
        @Setting(
                        value = "Target average memory utilization, in percent. Left out: no scaling on memory.",
                        min = 1,
                        max = 100)
                Optional<Integer> memoryTargetPercent,
        @Setting(value = "Target number of requests per minute and task. Left out: no scaling on requests.", min = 1)
                Optional<Integer> requestsPerTarget,
        @Setting(value = "Cooldown after a scale-in, in seconds.", byDefault = "300", min = 0, max = 3600)
                int scaleInCooldownSeconds,
        @Setting(value = "Cooldown after a scale-out, in seconds.", byDefault = "60", min = 0, max = 3600)
                int scaleOutCooldownSeconds,
        @Setting(
                        value = "Scheduled changes of the minimum and maximum, by name.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, Schedule> schedules)
        implements Checked {

    /** A scheduled change of the minimum and maximum. */
    public record Schedule(
            @Setting(
                            value = "Schedule: at(...), rate(...) or cron(...) as in Application Auto Scaling.",
                            form = TextForm.SCALING_SCHEDULE)
                    String schedule,
            @Setting(value = "Time zone of the schedule.", byDefault = "UTC", form = TextForm.TIME_ZONE)
                    String timezone,
            @Setting(value = "Minimum number of tasks from then on.", min = 0, max = 1000) int minCapacity,
            @Setting(value = "Maximum number of tasks from then on.", min = 0, max = 1000) int maxCapacity)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    minCapacity <= maxCapacity, "min_capacity", minCapacity + " is above max_capacity " + maxCapacity);
        }
    }

    @Override
    public void check(Check check) {
        check.that(minCapacity <= maxCapacity, "min_capacity", minCapacity + " is above max_capacity " + maxCapacity);
        check.that(
                cpuTargetPercent.isPresent()
                        || memoryTargetPercent.isPresent()
                        || requestsPerTarget.isPresent()
                        || !schedules.isEmpty(),
                "cpu_target_percent",
                "the service would never scale: set cpu_target_percent, memory_target_percent, requests_per_target or schedules");
    }
}
