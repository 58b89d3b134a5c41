package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** How many tasks run, and on what. */
public record ScalingSettings(
        @Setting(
                        value =
                                "Tasks that run; with autoscaling, at the start only. Left out: its min_capacity, or 2 without.",
                        min = 0,
                        max = 1000)
                Optional<Integer> desiredCount,
        @Setting("Shares of Fargate and Fargate Spot. Left out: the cluster's.") Optional<Capacity> capacity,
        @Setting("How the number of tasks follows the load. Left out: as the cluster says, or not at all.")
                Optional<Autoscaling> autoscaling,
        @Setting(
                        value = "Keep the number of tasks even where the cluster's services follow the load.",
                        byDefault = "false")
                boolean fixed)
        implements Checked {

    /** Where tasks run: on Fargate, or for about a third of the price on Spot, which AWS takes back at two minutes' notice. */
    public record Capacity(
            @Setting(value = "Share of the tasks that runs on Fargate.", byDefault = "1", min = 0, max = 1000)
                    int fargateWeight,
            @Setting(value = "Share of the tasks that runs on Fargate Spot.", byDefault = "0", min = 0, max = 1000)
                    int spotWeight,
            @Setting(value = "Tasks that run on Fargate before the shares count.", byDefault = "0", min = 0, max = 1000)
                    int fargateBase)
            implements Checked {
        /** All of them on Fargate. */
        static final Capacity FARGATE = new Capacity(1, 0, 0);

        @Override
        public void check(Check check) {
            check.that(
                    fargateWeight + spotWeight > 0,
                    "fargate_weight",
                    "one of fargate_weight and spot_weight must be above 0");
        }
    }

    /** How many tasks run at the start. */
    int tasks(ServiceGroup.Defaults defaults) {
        return desiredCount.orElseGet(
                () -> range(defaults).map(Autoscaling::minCapacity).orElse(2));
    }

    /** How the number of tasks follows the load: its own way, or the cluster's. */
    Optional<Autoscaling> range(ServiceGroup.Defaults defaults) {
        return fixed ? Optional.empty() : autoscaling.or(defaults::autoscaling);
    }

    /** Where its tasks run. */
    Capacity shares(ServiceGroup.Defaults defaults) {
        return capacity.orElse(defaults.capacity());
    }

    @Override
    public void check(Check check) {
        check.that(!fixed || autoscaling.isEmpty(), "fixed", "autoscaling says the opposite; keep one of them");
    }
}
