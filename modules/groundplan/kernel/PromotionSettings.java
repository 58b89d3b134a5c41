package groundplan.kernel;

import java.util.List;

/** How the changes of a system pass from environment to environment. It makes no resource. */
public record PromotionSettings(
        @Setting(
                        value =
                                "Environments in the order in which changes reach them, in system.yaml. One that is not listed waits for"
                                        + " none.",
                        byDefault = "[dev, staging, prod]",
                        pattern = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                List<String> order,
        @Setting(
                        value =
                                "Keys that are promoted beside images and versions of engines, in system.yaml: the unit's name with the"
                                        + " key, such as ecs.services.*.container.environment.FEATURE_*, where * stands for anything.",
                        byDefault = "[]")
                List<String> keys,
        @Setting(
                        value = "Dangers with which the plan of a pull request is not accepted.",
                        byDefault = "[]",
                        oneOf = {"data_loss", "exposure", "in_use", "protection", "outage"})
                List<String> refuse) {
    /** Nothing but the defaults. */
    public static final PromotionSettings DEFAULT =
            new PromotionSettings(List.of("dev", "staging", "prod"), List.of(), List.of());
}
