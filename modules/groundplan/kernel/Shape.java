package groundplan.kernel;

/**
 * The form of an output value, and its mock value while the producing unit has not been applied. Every mock value
 * contains {@link #SENTINEL}, so that a plan made with one is recognized.
 */
public enum Shape {
    VPC_ID("vpc-0badc0de0badc0de0"),
    /** A CIDR range cannot contain the marker either; this one is reserved for documentation, so no network uses it. */
    CIDR("192.0.2.0/24"),
    SUBNET_ID("subnet-0badc0de0badc0de0"),
    SECURITY_GROUP_ID("sg-0badc0de0badc0de0"),
    HOSTED_ZONE_ID("Z0BADC0DE0BADC0DE0BA"),
    NAME_SERVERS("ns-0badc0de.example"),
    KEY_ARN("arn:aws:kms:us-east-1:000000000000:key/0badc0de-0bad-c0de-0bad-c0de0badc0de"),
    BUCKET_ARN("arn:aws:s3:::mock-0badc0de"),
    BUCKET_NAME("mock-0badc0de"),
    ROLE_ARN("arn:aws:iam::000000000000:role/mock-0badc0de"),
    SECRET_ARN("arn:aws:secretsmanager:us-east-1:000000000000:secret:mock-0badc0de-0badc0"),
    CERTIFICATE_ARN("arn:aws:acm:us-east-1:000000000000:certificate/0badc0de-0bad-c0de-0bad-c0de0badc0de"),
    VALIDATION_RECORDS("[{\"name\":\"_0badc0de.example\",\"type\":\"CNAME\",\"value\":\"_0badc0de.example\"}]"),
    DS_RECORD("10779 13 2 0BADC0DE0BADC0DE0BADC0DE0BADC0DE0BADC0DE0BADC0DE0BADC0DE0BADC0DE"),
    WEB_ACL_ARN(
            "arn:aws:wafv2:us-east-1:000000000000:regional/webacl/mock-0badc0de/0badc0de-0bad-c0de-0bad-c0de0badc0de"),
    REPOSITORY_URL("000000000000.dkr.ecr.us-east-1.amazonaws.com/mock-0badc0de"),
    REPOSITORY_ARN("arn:aws:ecr:us-east-1:000000000000:repository/mock-0badc0de"),
    CLUSTER_ARN("arn:aws:ecs:us-east-1:000000000000:cluster/mock-0badc0de"),
    LOAD_BALANCER_ARN_SUFFIX("app/mock-0badc0de/0badc0de0badc0de"),
    TARGET_GROUP_ARN_SUFFIX("targetgroup/mock-0badc0de/0badc0de0badc0de"),
    TOPIC_ARN("arn:aws:sns:us-east-1:000000000000:mock-0badc0de"),
    ARN("arn:aws:mock:us-east-1:000000000000:0badc0de"),
    RESOURCE_ID("mock-0BADC0DE0BADC0DE0BADC0DE"),
    HOST("mock-0badc0de.example"),
    URL("https://mock-0badc0de.example"),
    /** Parsed by its consumers, so it has to be well-formed. */
    CERTIFICATE("-----BEGIN CERTIFICATE-----\n0badc0de\n-----END CERTIFICATE-----\n"),
    PORT("10779"),
    /** A number, so it cannot contain the marker; no disk has this size. */
    GIBIBYTES("10779"),
    /** A number as well. */
    COUNT("10779"),
    NAME("mock-0badc0de");

    /** The marker in every mock value. */
    public static final String SENTINEL = "0badc0de";

    private final String mock;

    Shape(String mock) {
        this.mock = mock;
    }

    /** The mock value of this shape. */
    public String mock() {
        return mock;
    }

    /** Whether the text contains a mock value. */
    public static boolean containsMock(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).contains(SENTINEL);
    }
}
