package groundplan.cloudfront;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;

/** Two origins with the same content, with failover to the second one. */
public record OriginGroupSettings(
        @Setting("Primary origin.") String primary,
        @Setting("Origin for failover.") String secondary,
        @Setting(
                        value = "Status codes of the primary's responses that cause a failover.",
                        byDefault = "[500, 502, 503, 504]",
                        min = 1)
                List<Integer> statusCodes)
        implements Checked {
    private static final List<Integer> OFFERED = List.of(403, 404, 416, 429, 500, 502, 503, 504);

    @Override
    public void check(Check check) {
        check.that(!primary.equals(secondary), "secondary", "this is also the primary; use another origin");
        statusCodes.forEach(code -> check.that(
                OFFERED.contains(code),
                "status_codes",
                code + " is not supported; CloudFront supports failover on " + OFFERED));
    }
}
