package groundplan.kernel;

import java.util.List;

/** How a system's changes are promoted from environment to environment. It creates no resource. */
public record PromotionSettings(
        @Setting(
                        value =
                                "Environments in the order of promotion; set in system.yaml. One that is not listed waits for"
                                        + " none.",
                        byDefault = "[dev, staging, prod]",
                        pattern = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                List<String> order,
        @Setting(
                        value =
                                "Keys that are promoted in addition to images and engine versions; set in system.yaml: the unit's name and the"
                                        + " key, such as ecs.services.*.container.environment.FEATURE_*, where * matches anything.",
                        byDefault = "[]")
                List<String> keys,
        @Setting(
                        value = "Risks for which the plan of a pull request is rejected.",
                        byDefault = "[]",
                        oneOf = {
                            "data_loss",
                            "lock_out",
                            "exposure",
                            "in_use",
                            "collision",
                            "deletion_protected",
                            "unprotected",
                            "not_permitted",
                            "irreversible",
                            "protection",
                            "outage",
                            "not_known"
                        })
                List<String> refuse) {
    /** All defaults. */
    public static final PromotionSettings DEFAULT =
            new PromotionSettings(List.of("dev", "staging", "prod"), List.of(), List.of());
}
