package groundplan.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistribution;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionCustomErrorResponse;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionDefaultCacheBehavior;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionLoggingConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOrderedCacheBehavior;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionRestrictions;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionRestrictionsGeoRestriction;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionViewerCertificate;
import java.util.List;
import software.constructs.Construct;

/** The distribution itself. */
final class Distribution {
    private static final List<String> READ = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> ALL = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final List<String> CACHED = List.of("GET", "HEAD");
    private static final String HTTPS = "redirect-to-https";

    private final CloudfrontUnit unit;
    private final CloudfrontSettings settings;
    private final CloudfrontReads reads;
    private final Site site;
    private final Policies policies;

    Distribution(CloudfrontUnit unit, CloudfrontSettings settings, CloudfrontReads reads, Site site) {
        this.unit = unit;
        this.settings = settings;
        this.reads = reads;
        this.site = site;
        this.policies = new Policies(unit, settings.headers());
    }

    CloudfrontDistribution create() {
        Origins origins = new Origins(settings, reads, site);
        return unit.add("main", (scope, id) -> {
            CloudfrontDistribution.Builder made =
                    builder(scope, id).origin(origins.all()).defaultCacheBehavior(byDefault(settings.byDefault()));
            if (!settings.originGroups().isEmpty()) {
                made.originGroup(origins.groups());
            }
            if (!settings.ordered().isEmpty()) {
                made.orderedCacheBehavior(
                        settings.ordered().stream().map(this::ordered).toList());
            }
            if (settings.delivery().singlePageApp()) {
                made.customErrorResponse(List.of(page()));
            }
            settings.rootObject().ifPresent(made::defaultRootObject);
            reads.webAcl().ifPresent(acl -> made.webAclId(acl.webAclArn()));
            site.logs().ifPresent(logs -> made.loggingConfig(log()).dependsOn(logs.ready()));
            return made.build();
        });
    }

    private CloudfrontDistribution.Builder builder(Construct scope, String id) {
        return CloudfrontDistribution.Builder.create(scope, id)
                .comment(unit.context().name(unit.role()))
                .enabled(true)
                .isIpv6Enabled(true)
                .httpVersion("http2and3")
                .aliases(settings.viewers().aliases())
                .priceClass(settings.delivery().priceClass())
                .viewerCertificate(CloudfrontDistributionViewerCertificate.builder()
                        .acmCertificateArn(reads.certificate().certificateArn())
                        .minimumProtocolVersion("TLSv1.2_2021")
                        .sslSupportMethod("sni-only")
                        .build())
                .restrictions(CloudfrontDistributionRestrictions.builder()
                        .geoRestriction(countries())
                        .build());
    }

    private CloudfrontDistributionRestrictionsGeoRestriction countries() {
        List<String> blocked = settings.viewers().blockedCountries();
        return blocked.isEmpty()
                ? CloudfrontDistributionRestrictionsGeoRestriction.builder()
                        .restrictionType("none")
                        .build()
                : CloudfrontDistributionRestrictionsGeoRestriction.builder()
                        .restrictionType("blacklist")
                        .locations(blocked)
                        .build();
    }

    private CloudfrontDistributionDefaultCacheBehavior byDefault(String name) {
        BehaviorSettings behavior = settings.behaviors().get(name);
        var made = CloudfrontDistributionDefaultCacheBehavior.builder()
                .targetOriginId(behavior.origin())
                .allowedMethods(methods(behavior))
                .cachedMethods(CACHED)
                .viewerProtocolPolicy(HTTPS)
                .compress(behavior.compress())
                .cachePolicyId(policies.cache(name, behavior))
                .responseHeadersPolicyId(policies.headers(name, behavior));
        policies.forwarding(behavior).ifPresent(made::originRequestPolicyId);
        return made.build();
    }

    private CloudfrontDistributionOrderedCacheBehavior ordered(String name) {
        BehaviorSettings behavior = settings.behaviors().get(name);
        var made = CloudfrontDistributionOrderedCacheBehavior.builder()
                .pathPattern(behavior.pathPattern().orElseThrow())
                .targetOriginId(behavior.origin())
                .allowedMethods(methods(behavior))
                .cachedMethods(CACHED)
                .viewerProtocolPolicy(HTTPS)
                .compress(behavior.compress())
                .cachePolicyId(policies.cache(name, behavior))
                .responseHeadersPolicyId(policies.headers(name, behavior));
        policies.forwarding(behavior).ifPresent(made::originRequestPolicyId);
        return made.build();
    }

    private static List<String> methods(BehaviorSettings behavior) {
        return behavior.methods().equals("all") ? ALL : READ;
    }

    /**
     * Missing objects only: 403 is also what the web ACL and geographic restrictions respond with, which must stay a
     * refusal. A bucket responds with 404 because the distribution may list it.
     */
    private CloudfrontDistributionCustomErrorResponse page() {
        return CloudfrontDistributionCustomErrorResponse.builder()
                .errorCode(404)
                .responseCode(200)
                .responsePagePath("/" + settings.rootObject().orElseThrow())
                .errorCachingMinTtl(10)
                .build();
    }

    private CloudfrontDistributionLoggingConfig log() {
        return CloudfrontDistributionLoggingConfig.builder()
                .bucket(site.logsDomainName())
                .includeCookies(false)
                .prefix(unit.role() + "/")
                .build();
    }
}
