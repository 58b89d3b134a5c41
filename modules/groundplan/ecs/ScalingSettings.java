package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** How many tasks run, and on what. */
public record ScalingSettings(
    @Setting(value = "Tasks that run; with autoscaling, at the start only.", byDefault = "2", min = 0, max = 1000)
        int desiredCount,
    @Setting(value = "Shares of Fargate and Fargate Spot.", byDefault = "{}") Capacity capacity,
    @Setting("Follow the load. Left out: desired_count stays.") Optional<Autoscaling> autoscaling)
    implements Checked {

  /** Where tasks run: on Fargate, or for about a third of the price on Spot, which AWS takes back at two minutes' notice. */
  public record Capacity(
      @Setting(value = "Share of the tasks that runs on Fargate.", byDefault = "1", min = 0, max = 1000) int fargateWeight,
      @Setting(value = "Share of the tasks that runs on Fargate Spot.", byDefault = "0", min = 0, max = 1000) int spotWeight,
      @Setting(value = "Tasks that run on Fargate before the shares count.", byDefault = "0", min = 0, max = 1000)
          int fargateBase) implements Checked {
    @Override
    public void check(Check check) {
      check.that(fargateWeight + spotWeight > 0, "fargate_weight", "one of fargate_weight and spot_weight must be above 0");
    }
  }

  @Override
  public void check(Check check) {
    autoscaling.ifPresent(range -> check.that(
        range.minCapacity() <= desiredCount && desiredCount <= range.maxCapacity(), "desired_count",
        desiredCount + " is not between min_capacity " + range.minCapacity() + " and max_capacity " + range.maxCapacity()));
  }
}
