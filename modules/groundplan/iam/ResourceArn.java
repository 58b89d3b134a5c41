package groundplan.iam;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ARNs of what a request for a resource is about, as far as they are known before it exists.
 *
 * @param resources the resources of its unit
 * @param address the resource
 * @param region the region in which it is
 */
record ResourceArn(TerraformResources resources, String address, String accountId, String region) {
    /** Arguments that hold the name in an ARN, those that say more first. */
    private static final List<String> NAMES = List.of(
            "bucket",
            "function_name",
            "cluster_identifier",
            "global_cluster_identifier",
            "replication_group_id",
            "identifier",
            "family",
            "repository",
            "name");

    /** What requests for a type are about, among what an action may be about, such as access points. */
    private static final Map<String, List<String>> OWN_FORMS = Map.of(
            "aws_s3_bucket", List.of("arn:${Partition}:s3:::${BucketName}"),
            "aws_s3_object",
                    List.of(
                            "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
                            "arn:${Partition}:s3:::${BucketName}"));

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z0-9]+}");
    private static final int SERVICE = 2;

    /** The ARN of a thing of IAM. */
    static String iam(String accountId, String type, String name) {
        return "arn:aws:iam::" + accountId + ":" + type + "/" + name;
    }

    /**
     * The ARN that all forms have in common, with {@code *} for what is not known.
     *
     * @param forms as in the service authorization reference, such as {@code arn:${Partition}:sqs:${Region}:${Account}:${QueueName}}
     */
    String of(Collection<String> forms) {
        SortedSet<String> arns = new TreeSet<>();
        own(forms).forEach(form -> arns.add(of(form)));
        return arns.isEmpty() ? "*" : arns.size() == 1 ? arns.first() : common(arns);
    }

    private Collection<String> own(Collection<String> forms) {
        String type = TerraformResources.type(address);
        return OWN_FORMS.getOrDefault(type.startsWith("aws_s3_bucket_") ? "aws_s3_bucket" : type, List.of()).stream()
                .filter(forms::contains)
                .findFirst()
                .<Collection<String>>map(List::of)
                .orElse(forms);
    }

    private String of(String form) {
        String text = form.replace("${Partition}", "aws")
                .replace("${Account}", accountId)
                .replace("${Region}", region);
        Matcher variable = VARIABLE.matcher(text);
        boolean one = variable.find() && !variable.find();
        // The name of a resource says nothing of one of another service that the same call is about.
        boolean own = address.startsWith("aws_" + form.split(":", -1)[SERVICE] + "_");
        String name = one && own ? name() : "*";
        return VARIABLE.matcher(text).replaceAll(Matcher.quoteReplacement(name));
    }

    private String name() {
        if (address.startsWith("aws_iam_service_linked_role.")) {
            return resources
                    .literal(resources.at(address).path("aws_service_name"), NAMES)
                    .map(service -> "aws-service-role/" + service + "/*")
                    .orElse("aws-service-role/*");
        }
        // A policy or an attachment of a role is managed by calls about the role.
        List<String> names = address.startsWith("aws_iam_role_") ? List.of("role") : NAMES;
        return names.stream()
                .map(key -> resources.literal(resources.at(address).path(key), NAMES))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("*");
    }

    private static String common(SortedSet<String> arns) {
        String first = arns.first();
        String last = arns.last();
        int same = 0;
        while (same < Math.min(first.length(), last.length()) && first.charAt(same) == last.charAt(same)) {
            same++;
        }
        return first.substring(0, same) + "*";
    }
}
