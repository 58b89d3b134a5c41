package groundplan.dns;

import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import com.hashicorp.cdktf.providers.aws.route53_hosted_zone_dnssec.Route53HostedZoneDnssec;
import com.hashicorp.cdktf.providers.aws.route53_key_signing_key.Route53KeySigningKey;
import com.hashicorp.cdktf.providers.aws.route53_zone.Route53Zone;
import groundplan.parts.Policy;
import groundplan.parts.Statement;
import java.util.List;

/** DNSSEC signing of the zone, with a key for Route 53 only. Signing keys do not rotate automatically. */
final class Dnssec {
    private static final String ROUTE53 = "dnssec-route53.amazonaws.com";

    private final Route53KeySigningKey signing;

    Dnssec(DnsUnit unit, Route53Zone zone) {
        String account = unit.context().accountId();
        KmsKey key = unit.add("dnssec", (scope, id) -> KmsKey.Builder.create(scope, id)
                .description("Signs the zone " + unit.context().name("dns"))
                .customerMasterKeySpec("ECC_NIST_P256")
                .keyUsage("SIGN_VERIFY")
                .deletionWindowInDays(30)
                .policy(Policy.of(
                        Statement.allow("AccountDecides", "kms:*")
                                .on("*")
                                .principal("AWS", "arn:aws:iam::" + account + ":root"),
                        Statement.allow("Sign", "kms:DescribeKey", "kms:GetPublicKey", "kms:Sign")
                                .on("*")
                                .service(ROUTE53)
                                .sourceAccount(account)
                                .when("ArnLike", "aws:SourceArn", "arn:aws:route53:::hostedzone/*"),
                        // Route 53 sends no source with a grant.
                        Statement.allow("Grant", "kms:CreateGrant")
                                .on("*")
                                .service(ROUTE53)
                                .when("Bool", "kms:GrantIsForAWSResource", "true")))
                .build());
        unit.add("dnssec", (scope, id) -> KmsAlias.Builder.create(scope, id)
                .name("alias/" + unit.context().name("dnssec"))
                .targetKeyId(key.getKeyId())
                .build());
        this.signing = unit.add("main", (scope, id) -> Route53KeySigningKey.Builder.create(scope, id)
                .hostedZoneId(zone.getZoneId())
                .keyManagementServiceArn(key.getArn())
                .name("main")
                .build());
        unit.add("main", (scope, id) -> Route53HostedZoneDnssec.Builder.create(scope, id)
                .hostedZoneId(signing.getHostedZoneId())
                .dependsOn(List.of(signing))
                .build());
    }

    /** The DS record that resolvers need to validate the signatures. */
    String dsRecord() {
        return signing.getDsRecord();
    }
}
