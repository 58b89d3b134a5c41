package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** The number of tasks, and their capacity providers. */
public record ScalingSettings(
        @Setting(
                        value =
                                "Desired number of tasks; with autoscaling, only the initial number. Left out: autoscaling's min_capacity, or 2 without autoscaling.",
                        min = 0,
                        max = 1000)
                Optional<Integer> desiredCount,
        @Setting("Shares of Fargate and Fargate Spot. Left out: those of the cluster.") Optional<Capacity> capacity,
        @Setting("Autoscaling of the number of tasks. Left out: that of the cluster, if any.")
                Optional<Autoscaling> autoscaling,
        @Setting(
                        value = "Disable autoscaling for this service, even if the cluster has a default.",
                        byDefault = "false")
                boolean fixed)
        implements Checked {

    /**
     * The capacity providers: Fargate, or Fargate Spot for about a third of the price, which AWS interrupts with two
     * minutes' notice.
     */
    public record Capacity(
            @Setting(value = "Share of the tasks that runs on Fargate.", byDefault = "1", min = 0, max = 1000)
                    int fargateWeight,
            @Setting(value = "Share of the tasks that runs on Fargate Spot.", byDefault = "0", min = 0, max = 1000)
                    int spotWeight,
            @Setting(
                            value = "Base: number of tasks that run on Fargate before the shares apply.",
                            byDefault = "0",
                            min = 0,
                            max = 1000)
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

    /** The initial number of tasks. */
    int tasks(ServiceGroup.Defaults defaults) {
        return desiredCount.orElseGet(
                () -> range(defaults).map(Autoscaling::minCapacity).orElse(2));
    }

    /** The autoscaling: the service's own, or the cluster's. */
    Optional<Autoscaling> range(ServiceGroup.Defaults defaults) {
        return fixed ? Optional.empty() : autoscaling.or(defaults::autoscaling);
    }

    /** The capacity providers of its tasks. */
    Capacity shares(ServiceGroup.Defaults defaults) {
        return capacity.orElse(defaults.capacity());
    }

    @Override
    public void check(Check check) {
        check.that(!fixed || autoscaling.isEmpty(), "fixed", "this contradicts autoscaling; keep only one of them");
    }
}
