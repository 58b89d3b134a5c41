package groundplan.pricing;

import groundplan.kernel.Setting;

/** Tasks, functions and builds. */
public record ComputeUsage(
        @Setting(
                        value =
                                "Tasks that a service with autoscaling runs on average: as many as its settings desire, within its"
                                        + " bounds; the lower bound; the upper one; or the mean of both.",
                        byDefault = "desired",
                        oneOf = {"desired", "min", "average", "max"})
                String tasks,
        @Setting(
                        value =
                                "Percent that Fargate Spot costs less than Fargate. AWS says up to 70; its price moves.",
                        byDefault = "70",
                        min = 0,
                        max = 100)
                double spotDiscountPercent,
        @Setting(value = "Thousands of invocations of each function.", byDefault = "1", min = 0)
                double functionInvocationsThousands,
        @Setting(value = "Milliseconds that an invocation takes.", byDefault = "1000", min = 0)
                double functionDurationMilliseconds,
        @Setting(value = "Minutes that the builds of each hosted app take.", byDefault = "100", min = 0)
                double buildMinutes) {}
