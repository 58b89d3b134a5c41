package groundplan.cloudfront;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Destruction;
import java.util.Optional;
import java.util.stream.Stream;

/** An origin of the distribution: exactly one of the five types. */
public record OriginSettings(
        @Setting("A private bucket of the distribution's own, named <system>-<environment>-<unit>-<origin>, in the"
                        + " environment's region.")
                Optional<SiteBucket> bucket,
        @Setting("The load balancer of a cluster.") Optional<LoadBalancer> loadBalancer,
        @Setting("Unit with the Amplify app.") @Reads("amplify") Optional<String> amplify,
        @Setting(
                        "Unit of an HTTP API with a domain, which is also one of the aliases. The API is reachable under that name only, and callers sign"
                                + " it: behaviors with this origin forward viewer_and_host.")
                @Reads("lambda-http-api")
                Optional<String> lambdaHttpApi,
        @Setting(value = "A host that no unit manages; it must support TLS 1.2.", pattern = OriginSettings.HOST)
                Optional<String> host,
        @Setting(value = "Response timeout in seconds; not for a bucket.", byDefault = "30", min = 1, max = 60)
                int readTimeoutSeconds)
        implements Checked {
    static final String HOST = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}";

    /** Settings of a bucket that the distribution serves. */
    public record SiteBucket(
            @Setting(value = "Enable versioning.", byDefault = "true") boolean versioning,
            @Setting(
                            value = "Days until noncurrent versions of objects are deleted.",
                            byDefault = "90",
                            min = 1,
                            max = 36500)
                    int noncurrentExpirationDays,
            @Setting(
                            value =
                                    "Set Terraform's prevent_destroy, which rejects a plan that would destroy the bucket.",
                            byDefault = "true")
                    boolean preventDestroy,
            @Setting(
                            value =
                                    "Empty the bucket when it is destroyed; otherwise a bucket that is not empty cannot be destroyed.",
                            byDefault = "false")
                    boolean forceDestroy)
            implements Checked {
        @Override
        public void check(Check check) {
            Destruction.check(preventDestroy, forceDestroy, check);
        }
    }

    /** Settings of a load balancer as the origin. */
    public record LoadBalancer(
            @Setting("Unit with the cluster.") @Reads("ecs") String ecs,
            @Setting(
                            value = "Host name to connect to: one of its services, which its certificate covers.",
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
                "an origin needs exactly one of bucket, load_balancer, amplify, lambda_http_api and host; found "
                        + kinds);
    }
}
