package groundplan.cloudfront;

import groundplan.amplify.AmplifyOutputs;
import groundplan.certificate.CertificateOutputs;
import groundplan.dns.DnsOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.kernel.Check;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.lambdahttpapi.LambdaHttpApiOutputs;
import groundplan.parts.WebAclScope;
import groundplan.storage.StorageOutputs;
import groundplan.waf.WafOutputs;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The outputs of other units that a distribution uses.
 *
 * @param certificate the certificate of its aliases
 * @param zone the DNS zone of its aliases
 * @param webAcl the web ACL that filters its requests
 * @param storage the unit with the bucket for the access logs of its own buckets
 * @param clusters the clusters whose load balancers are origins, by unit
 * @param apps the apps that are origins, by unit
 * @param apis the APIs that are origins, by unit
 */
public record CloudfrontReads(
        CertificateOutputs certificate,
        Optional<DnsOutputs> zone,
        Optional<WafOutputs> webAcl,
        Optional<StorageOutputs> storage,
        Map<String, EcsOutputs> clusters,
        Map<String, AmplifyOutputs> apps,
        Map<String, LambdaHttpApiOutputs> apis) {

    /** Reports origins whose units have nothing to connect to. */
    void check(CloudfrontSettings settings, Check check) {
        WebAclScope.CLOUDFRONT.check(
                settings.viewers().webAcl(), webAcl.map(WafOutputs::scope), "viewers.web_acl", check);
        settings.origins().forEach((name, origin) -> {
            String key = "origins." + name;
            origin.loadBalancer()
                    .ifPresent(balancer -> check.that(
                            clusters.get(balancer.ecs()).loadBalancerDnsName() != null,
                            key + ".load_balancer.ecs",
                            "unit '" + balancer.ecs() + "' has no load balancer"));
            origin.lambdaHttpApi()
                    .ifPresent(api -> check.that(
                            apis.get(api).targetDomainName().isPresent(),
                            key + ".lambda_http_api",
                            "unit '" + api
                                    + "' has no domain; an API with only its AWS domain name could be called directly,"
                                    + " bypassing the distribution"));
        });
    }

    static CloudfrontReads of(UnitContext context, CloudfrontSettings settings, Wiring wiring) {
        var path = context.path();
        Collection<String> clusters = new TreeSet<>();
        Collection<String> apps = new TreeSet<>();
        Collection<String> apis = new TreeSet<>();
        settings.origins().values().forEach(origin -> {
            origin.loadBalancer().ifPresent(balancer -> clusters.add(balancer.ecs()));
            origin.amplify().ifPresent(apps::add);
            origin.lambdaHttpApi().ifPresent(apis::add);
        });
        return new CloudfrontReads(
                wiring.outputs(
                        path, CertificateOutputs.class, settings.viewers().certificate()),
                wiring.outputs(path, DnsOutputs.class, settings.viewers().dns()),
                wiring.outputs(path, WafOutputs.class, settings.viewers().webAcl()),
                wiring.outputs(path, StorageOutputs.class, settings.storage()),
                wiring.outputs(path, EcsOutputs.class, clusters),
                wiring.outputs(path, AmplifyOutputs.class, apps),
                wiring.outputs(path, LambdaHttpApiOutputs.class, apis));
    }
}
