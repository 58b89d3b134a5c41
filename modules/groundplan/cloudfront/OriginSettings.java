package groundplan.cloudfront;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Destruction;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the distribution gets content from: exactly one of the five. */
public record OriginSettings(
        @Setting("A private bucket of the distribution's own, called <system>-<environment>-<unit>-<origin>, in the"
                        + " environment's region.")
                Optional<SiteBucket> bucket,
        @Setting("The load balancer of a cluster.") Optional<LoadBalancer> loadBalancer,
        @Setting("Unit with the Amplify app whose branch answers.") @Reads("amplify") Optional<String> amplify,
        @Setting(
                        "Unit of an HTTP API with a domain. It answers at that name alone, which is one of the aliases, and callers sign"
                                + " with it: behaviours that lead to it forward viewer_and_host.")
                @Reads("lambda-http-api")
                Optional<String> lambdaHttpApi,
        @Setting(value = "A host that is in no unit's hands; it must speak TLS 1.2.", pattern = OriginSettings.HOST)
                Optional<String> host,
        @Setting(
                        value = "Seconds that an answer may take, unless it comes from a bucket.",
                        byDefault = "30",
                        min = 1,
                        max = 60)
                int readTimeoutSeconds)
        implements Checked {
    static final String HOST = "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}";

    /** Settings of a bucket that the distribution serves. */
    public record SiteBucket(
            @Setting(value = "Keep the former versions of an object.", byDefault = "true") boolean versioning,
            @Setting(
                            value = "Days until a replaced or deleted object's former version is gone.",
                            byDefault = "90",
                            min = 1,
                            max = 36500)
                    int noncurrentExpirationDays,
            @Setting(value = "Have Terraform refuse a plan that would destroy the bucket.", byDefault = "true")
                    boolean preventDestroy,
            @Setting(
                            value = "Empty the bucket when it is destroyed; one that holds anything stays otherwise.",
                            byDefault = "false")
                    boolean forceDestroy)
            implements Checked {
        @Override
        public void check(Check check) {
            Destruction.check(preventDestroy, forceDestroy, check);
        }
    }

    /** Settings of a load balancer behind the distribution. */
    public record LoadBalancer(
            @Setting("Unit with the cluster.") @Reads("ecs") String ecs,
            @Setting(
                            value =
                                    "Name under which it is called: a host name of its services, which its certificate covers.",
                            pattern = OriginSettings.HOST)
                    String hostName) {}

    @Override
    public void check(Check check) {
        long kinds = Stream.of(bucket, loadBalancer, amplify, lambdaHttpApi, host)
                .filter(Optional::isPresent)
                .count();
        check.that(
                kinds == 1,
                kinds == 0 ? "bucket" : "host",
                "an origin is one of bucket, load_balancer, amplify, lambda_http_api and host; found " + kinds
                        + " of them");
    }
}
