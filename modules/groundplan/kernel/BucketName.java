package groundplan.kernel;

import java.util.List;
import java.util.Optional;

/**
 * Names of buckets that S3 keeps for itself, and refuses for others. Source: "General purpose bucket naming rules" in Amazon S3's User
 * Guide.
 */
final class BucketName {
    private static final List<String> BEGINNINGS = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> ENDS = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketName() {}

    /** What is wrong with a name whose letters and length are right. */
    static Optional<String> problem(String name) {
        return BEGINNINGS.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(beginning ->
                        "S3 reserves names that begin with '" + beginning + "'; choose another than '" + name + "'")
                .or(() -> ENDS.stream()
                        .filter(name::endsWith)
                        .findFirst()
                        .map(end ->
                                "S3 reserves names that end with '" + end + "'; choose another than '" + name + "'"))
                .or(() -> name.contains("..") || name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                        ? Optional.of("S3 refuses '" + name + "': no two dots in a row, and no IP address")
                        : Optional.empty());
    }
}
