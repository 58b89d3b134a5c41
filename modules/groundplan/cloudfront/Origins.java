package groundplan.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOrigin;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOriginCustomOriginConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOriginGroup;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOriginGroupFailoverCriteria;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOriginGroupMember;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The origins of the distribution. */
final class Origins {
    private final CloudfrontSettings settings;
    private final CloudfrontReads reads;
    private final Site site;

    Origins(CloudfrontSettings settings, CloudfrontReads reads, Site site) {
        this.settings = settings;
        this.reads = reads;
        this.site = site;
    }

    List<CloudfrontDistributionOrigin> all() {
        return new TreeMap<>(settings.origins())
                .entrySet().stream()
                        .map(entry -> entry.getValue().bucket().isPresent()
                                ? bucket(entry.getKey())
                                : host(entry.getKey(), entry.getValue()))
                        .toList();
    }

    List<CloudfrontDistributionOriginGroup> groups() {
        return new TreeMap<>(settings.originGroups())
                .entrySet().stream()
                        .map(entry -> {
                            OriginGroupSettings group = entry.getValue();
                            return CloudfrontDistributionOriginGroup.builder()
                                    .originId(entry.getKey())
                                    .failoverCriteria(CloudfrontDistributionOriginGroupFailoverCriteria.builder()
                                            .statusCodes(List.copyOf(group.statusCodes()))
                                            .build())
                                    .member(Stream.of(group.primary(), group.secondary())
                                            .map(member -> CloudfrontDistributionOriginGroupMember.builder()
                                                    .originId(member)
                                                    .build())
                                            .toList())
                                    .build();
                        })
                        .toList();
    }

    private CloudfrontDistributionOrigin bucket(String name) {
        return CloudfrontDistributionOrigin.builder()
                .originId(name)
                .domainName(site.bucket(name).resource().getBucketRegionalDomainName())
                .originAccessControlId(site.accessId())
                .build();
    }

    private CloudfrontDistributionOrigin host(String name, OriginSettings origin) {
        return CloudfrontDistributionOrigin.builder()
                .originId(name)
                .domainName(hostName(origin))
                .customOriginConfig(CloudfrontDistributionOriginCustomOriginConfig.builder()
                        .httpPort(80)
                        .httpsPort(443)
                        .originProtocolPolicy("https-only")
                        .originSslProtocols(List.of("TLSv1.2"))
                        .originReadTimeout(origin.readTimeoutSeconds())
                        .build())
                .build();
    }

    private String hostName(OriginSettings origin) {
        return origin.loadBalancer()
                .map(OriginSettings.LoadBalancer::hostName)
                .or(() -> origin.amplify().map(app -> reads.apps().get(app).branchHost()))
                .or(() -> origin.lambdaHttpApi().map(this::api))
                .or(origin::host)
                .orElseThrow();
    }

    /**
     * The API's domain name at AWS; with the viewer's Host header, the API uses the certificate of its custom domain.
     */
    private String api(String unit) {
        return reads.apis().get(unit).targetDomainName().orElseThrow();
    }
}
