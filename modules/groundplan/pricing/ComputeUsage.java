package groundplan.pricing;

import groundplan.kernel.Setting;

/** Tasks, functions and builds. */
public record ComputeUsage(
        @Setting(
                        value =
                                "Average number of tasks of a service with autoscaling: the desired number of its settings, within its"
                                        + " limits; the minimum; the maximum; or the mean of both.",
                        byDefault = "desired",
                        oneOf = {"desired", "min", "average", "max"})
                String tasks,
        @Setting(
                        value = "Discount of Fargate Spot in percent. AWS states up to 70; the price varies.",
                        byDefault = "70",
                        min = 0,
                        max = 100)
                double spotDiscountPercent,
        @Setting(value = "Thousands of invocations of each function.", byDefault = "1", min = 0)
                double functionInvocationsThousands,
        @Setting(value = "Duration of an invocation in milliseconds.", byDefault = "1000", min = 0)
                double functionDurationMilliseconds,
        @Setting(value = "Build minutes of each hosted app.", byDefault = "100", min = 0) double buildMinutes) {}
