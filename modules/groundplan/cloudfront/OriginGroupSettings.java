package groundplan.cloudfront;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;

/** Two origins with the same content: the second is asked when the first fails. */
public record OriginGroupSettings(
        @Setting("Origin that is asked first.") String primary,
        @Setting("Origin that is asked when the first fails.") String secondary,
        @Setting(
                        value = "Status codes of the first one's answers that count as failure.",
                        byDefault = "[500, 502, 503, 504]",
                        min = 1)
                List<Integer> statusCodes)
        implements Checked {
    private static final List<Integer> OFFERED = List.of(403, 404, 416, 429, 500, 502, 503, 504);

    @Override
    public void check(Check check) {
        check.that(!primary.equals(secondary), "secondary", "is the primary too; name another origin");
        statusCodes.forEach(code -> check.that(
                OFFERED.contains(code),
                "status_codes",
                code + " is not on offer; CloudFront changes over on " + OFFERED));
    }
}
