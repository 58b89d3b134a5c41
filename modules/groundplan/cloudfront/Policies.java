package groundplan.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicy;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOrigin;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigHeaders;
import com.hashicorp.cdktf.providers.aws.cloudfront_cache_policy.CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicy;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicy;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigContentTypeOptions;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigFrameOptions;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigReferrerPolicy;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurity;
import java.util.Map;
import java.util.Optional;

/** The policies of a behavior: caching, forwarding to the origin, and response headers. */
final class Policies {
    /** AWS's managed policies have the same ids in every account. */
    private static final String NOTHING_IS_KEPT = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

    private static final Map<String, String> FORWARDING = Map.of(
            "viewer", "b689b0a8-53d0-40ab-baf2-68738e2966ac",
            "viewer_and_host", "216adef6-5c7f-47e4-b989-5492eafa07d3");

    private final CloudfrontUnit unit;
    private final HeaderSettings headers;
    private final String common;

    Policies(CloudfrontUnit unit, HeaderSettings headers) {
        this.unit = unit;
        this.headers = headers;
        this.common = headers("main", headers.contentSecurityPolicy());
    }

    String cache(String behavior, BehaviorSettings settings) {
        return settings.cache().map(cache -> cache(behavior, cache)).orElse(NOTHING_IS_KEPT);
    }

    Optional<String> forwarding(BehaviorSettings settings) {
        return Optional.ofNullable(FORWARDING.get(settings.forward()));
    }

    String headers(String behavior, BehaviorSettings settings) {
        return settings.contentSecurityPolicy()
                .map(policy -> headers(behavior, policy))
                .orElse(common);
    }

    private String cache(String behavior, BehaviorSettings.Cache settings) {
        var query = CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfig.builder()
                .queryStringBehavior(settings.queryStrings())
                .build();
        var cookies = CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfig.builder()
                .cookieBehavior("none")
                .build();
        var tellApart = CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfig.builder()
                .headerBehavior(settings.headers().isEmpty() ? "none" : "whitelist");
        if (!settings.headers().isEmpty()) {
            tellApart.headers(
                    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigHeaders.builder()
                            .items(settings.headers())
                            .build());
        }
        return unit.add(CloudfrontUnit.id(behavior), (scope, id) -> CloudfrontCachePolicy.Builder.create(scope, id)
                        .name(physicalName(behavior))
                        .comment("Paths of " + behavior)
                        .minTtl(settings.minTtlSeconds())
                        .defaultTtl(settings.defaultTtlSeconds())
                        .maxTtl(settings.maxTtlSeconds())
                        .parametersInCacheKeyAndForwardedToOrigin(
                                CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOrigin.builder()
                                        .enableAcceptEncodingBrotli(true)
                                        .enableAcceptEncodingGzip(true)
                                        .cookiesConfig(cookies)
                                        .headersConfig(tellApart.build())
                                        .queryStringsConfig(query)
                                        .build())
                        .build())
                .getId();
    }

    private String headers(String name, String contentSecurityPolicy) {
        return unit.add(CloudfrontUnit.id(name), (scope, id) -> CloudfrontResponseHeadersPolicy.Builder.create(
                                scope, id)
                        .name(physicalName(name))
                        .comment("Security headers")
                        .securityHeadersConfig(CloudfrontResponseHeadersPolicySecurityHeadersConfig.builder()
                                .strictTransportSecurity(
                                        CloudfrontResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurity
                                                .builder()
                                                .accessControlMaxAgeSec(headers.strictTransportSecuritySeconds())
                                                .includeSubdomains(true)
                                                .preload(headers.preload())
                                                .override(true)
                                                .build())
                                .contentTypeOptions(
                                        CloudfrontResponseHeadersPolicySecurityHeadersConfigContentTypeOptions.builder()
                                                .override(true)
                                                .build())
                                .frameOptions(CloudfrontResponseHeadersPolicySecurityHeadersConfigFrameOptions.builder()
                                        .frameOption(headers.frameOptions())
                                        .override(true)
                                        .build())
                                .referrerPolicy(
                                        CloudfrontResponseHeadersPolicySecurityHeadersConfigReferrerPolicy.builder()
                                                .referrerPolicy(headers.referrerPolicy())
                                                .override(true)
                                                .build())
                                .contentSecurityPolicy(
                                        CloudfrontResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicy
                                                .builder()
                                                .contentSecurityPolicy(contentSecurityPolicy)
                                                .override(true)
                                                .build())
                                .build())
                        .build())
                .getId();
    }

    private String physicalName(String what) {
        return unit.context().name(unit.role() + "-" + what);
    }
}
