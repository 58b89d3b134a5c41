package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Map;
import java.util.Optional;

/** How the number of tasks follows the load. */
public record Autoscaling(
        @Setting(value = "Fewest tasks; with schedules, until the first of them comes.", min = 0, max = 1000)
                int minCapacity,
        @Setting(value = "Most tasks; with schedules, until the first of them comes.", min = 1, max = 1000)
                int maxCapacity,
        @Setting(value = "Average CPU utilization to hold, in percent. Left out: not looked at.", min = 1, max = 100)
                Optional<Integer> cpuTargetPercent,
        @Setting(value = "Average memory utilization to hold, in percent. Left out: not looked at.", min = 1, max = 100)
                Optional<Integer> memoryTargetPercent,
        @Setting(value = "Requests per minute and task to hold. Left out: not looked at.", min = 1)
                Optional<Integer> requestsPerTarget,
        @Setting(value = "Seconds after a scaling in before the next.", byDefault = "300", min = 0, max = 3600)
                int scaleInCooldownSeconds,
        @Setting(value = "Seconds after a scaling out before the next.", byDefault = "60", min = 0, max = 3600)
                int scaleOutCooldownSeconds,
        @Setting(
                        value = "Changes of the range at set times, by name.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, Schedule> schedules)
        implements Checked {

    /** A change of the range at set times. */
    public record Schedule(
            @Setting(
                            value = "When: at(...), rate(...) or cron(...) as Application Auto Scaling writes them.",
                            pattern = "(at|rate|cron)\\(.+\\)")
                    String schedule,
            @Setting(
                            value = "Time zone of the schedule.",
                            byDefault = "UTC",
                            pattern = "[A-Za-z_]+(/[A-Za-z_+-]+[0-9]*)*")
                    String timezone,
            @Setting(value = "Fewest tasks from then on.", min = 0, max = 1000) int minCapacity,
            @Setting(value = "Most tasks from then on.", min = 0, max = 1000) int maxCapacity)
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
                "nothing would ever scale: give cpu_target_percent, memory_target_percent, requests_per_target or schedules");
    }
}
