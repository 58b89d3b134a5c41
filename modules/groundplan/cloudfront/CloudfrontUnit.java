package groundplan.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistribution;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.waf.WebAclScope;
import software.constructs.Construct;

/** A distribution with its aliases, its policies, its own buckets and its access log. */
public final class CloudfrontUnit extends Unit<CloudfrontOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<CloudfrontSettings, CloudfrontOutputs> KIND = new Kind<>(
                    "cloudfront",
                    Scope.GLOBAL,
                    "CloudFront distribution, and the buckets that it serves",
                    CloudfrontSettings.class,
                    CloudfrontOutputs::of,
                    (app, context, settings, wiring) -> new CloudfrontUnit(
                            app, context, settings, wiring, CloudfrontReads.of(context, settings, wiring)))
            .checking((context, settings, wiring, check) -> {
                CloudfrontReads.of(context, settings, wiring).check(settings, check);
                settings.viewers().checkNames(wiring, check.below("viewers"));
                WebAclScope.CLOUDFRONT.check(wiring, settings.viewers().webAcl(), "viewers.web_acl", check);
            });

    private final Site site;
    private final CloudfrontDistribution distribution;

    public CloudfrontUnit(
            Construct app, UnitContext context, CloudfrontSettings settings, Wiring wiring, CloudfrontReads reads) {
        super(app, context, wiring);
        this.site = new Site(this, settings, reads);
        this.distribution = new Distribution(this, settings, reads, site).create();
        site.open(distribution.getArn(), settings.delivery().singlePageApp());
        // With a zone managed elsewhere, the records are entered manually.
        reads.zone()
                .ifPresent(zone -> new Names(this, zone).lead(settings.viewers().aliases(), distribution));
    }

    @Override
    public CloudfrontOutputs outputs() {
        return new CloudfrontOutputs(
                distribution.getId(),
                distribution.getArn(),
                distribution.getDomainName(),
                site.names(),
                site.arns(),
                site.keyArn());
    }

    /** The unit's own name, for resources that are named after it. */
    String role() {
        return context().path().unit().replace('/', '-');
    }

    /** The name of an origin's or behavior's resources in Terraform. */
    static String id(String name) {
        return TerraformName.of(name);
    }
}
