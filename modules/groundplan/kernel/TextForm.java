package groundplan.kernel;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The form of a text in settings for which a regular expression is not enough: what AWS accepts there. */
public enum TextForm {
    /** Any text. */
    ANY(""),
    /** A region of AWS. */
    REGION("[a-z]+(-[a-z]+)+-[0-9]"),
    /** The letter of an availability zone; whether the unit's region has it is checked where the region is known. */
    ZONE("[a-f]"),
    /** A range of IPv4 addresses that starts at its network address. */
    IPV4_RANGE("[0-9.]+/[0-9]+"),
    /** A range of IPv4 or IPv6 addresses that starts at its network address. */
    IP_RANGE("[0-9A-Fa-f.:]+/[0-9]+"),
    /** The key of a tag. */
    TAG_KEY(".{1,128}"),
    /** The key of a tag that is added to those that Groundplan sets itself. */
    ADDED_TAG_KEY(".{1,128}"),
    /** The value of a tag. */
    TAG_VALUE(".{0,256}"),
    /** The versions of the AWS provider that are accepted, as a version constraint of Terraform. */
    PROVIDER_VERSIONS("[ 0-9.,=!<>~]+"),
    /** The schedule of a rule of EventBridge. */
    RULE_SCHEDULE("(rate|cron)\\(.+\\)"),
    /** The schedule of an action of Application Auto Scaling. */
    SCALING_SCHEDULE("(at|rate|cron)\\(.+\\)"),
    /** A time zone, by its name in the tz database. */
    TIME_ZONE("[A-Za-z_]+(/[A-Za-z0-9_+-]+)*"),
    /** The name of a bucket, without the beginnings and ends that S3 reserves. */
    BUCKET("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
    /** The name of a quota, with a region in front of it where it is not for the environment's own. */
    QUOTA(""),
    /** A text that names something in Terraform: no two in one list or map may have the same {@link TerraformName}. */
    NAMED("");

    private final String outline;

    TextForm(String outline) {
        this.outline = outline;
    }

    /** What is wrong with the text; empty when it is of this form. */
    public Optional<String> problem(String text) {
        return switch (this) {
            case ANY, NAMED -> Optional.empty();
            case REGION -> Regions.problem(text);
            case ZONE ->
                text.matches(outline)
                        ? Optional.empty()
                        : Optional.of("'" + text + "' is not the letter of an availability zone: a to f");
            case IPV4_RANGE -> Cidr.problem(text);
            case IP_RANGE -> text.indexOf(':') < 0 ? Cidr.problem(text) : IpAddresses.ipv6RangeProblem(text);
            case TAG_KEY -> Tags.keyProblem(text);
            case ADDED_TAG_KEY -> Tags.addedKeyProblem(text);
            case TAG_VALUE -> Tags.valueProblem(text);
            case RULE_SCHEDULE -> ScheduleExpression.ruleProblem(text);
            case SCALING_SCHEDULE -> ScheduleExpression.scalingProblem(text);
            case TIME_ZONE ->
                ZoneId.getAvailableZoneIds().contains(text)
                        ? Optional.empty()
                        : Optional.of("'" + text + "' is not a time zone such as UTC or America/New_York");
            case BUCKET -> BucketName.problem(text);
            case QUOTA -> Quotas.keyProblem(text);
            case PROVIDER_VERSIONS -> ProviderVersions.problem(text);
        };
    }

    /** A regular expression that all texts of this form match, and some others, for editors; empty for any text. */
    public String outline() {
        return outline;
    }

    /** The texts that may have been meant by one that is not of this form. */
    public List<String> meant(String text) {
        return this == QUOTA ? Quotas.meant(text) : Regions.partitions().containsKey(text) ? List.of() : known();
    }

    /** All texts of this form, if these are few. */
    public List<String> known() {
        return this == REGION ? Regions.names() : List.of();
    }
}
