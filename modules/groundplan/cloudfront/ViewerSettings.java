package groundplan.cloudfront;

import groundplan.kernel.Certified;
import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.PublicZone;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.Wiring;
import groundplan.parts.Countries;
import java.util.List;
import java.util.Optional;

/** The aliases of the distribution, and restrictions of access. */
public record ViewerSettings(
        @Setting(value = "Aliases, all covered by the certificate.", min = 1, max = 100, pattern = OriginSettings.HOST)
                List<String> aliases,
        @Setting(
                        value = "Unit with the certificate of the aliases; CloudFront requires one in us-east-1.",
                        byDefault = "us-east-1/certificate")
                @Reads("certificate")
                String certificate,
        @Setting("Unit with the DNS zone, for alias records of each alias. Left out: DNS is managed elsewhere.")
                @Reads("dns")
                Optional<String> dns,
        @Setting("Unit with the web ACL, of scope CLOUDFRONT in us-east-1.") @Reads("waf") Optional<String> webAcl,
        @Setting(value = "Require a web ACL.", byDefault = "true") boolean requireWebAcl,
        @Setting(value = "Countries to block, as ISO codes.", byDefault = "[]", pattern = "[A-Z]{2}")
                List<String> blockedCountries)
        implements Checked {
    /** Reports aliases that the certificate is not for, which CloudFront refuses, and those outside of the zone. */
    void checkNames(Wiring wiring, Check check) {
        wiring.settings(Certified.class, certificate)
                .ifPresent(certified -> check.that(
                        certified.isForDistributions(),
                        "certificate",
                        "the key of '" + certificate
                                + "' is of the curve P-384; CloudFront takes RSA_2048 and EC_prime256v1"));
        wiring.settings(Certified.class, certificate).ifPresent(certified -> aliases.stream()
                .filter(alias -> !certified.covers(alias))
                .forEach(alias -> check.problem(
                        "aliases",
                        "the certificate of '" + certificate + "' is not for '" + alias + "', but for "
                                + certified.certifiedNames() + "; add the name there")));
        dns.flatMap(unit -> wiring.settings(PublicZone.class, unit)).ifPresent(zone -> aliases.stream()
                .filter(alias -> !zone.contains(alias))
                .forEach(alias -> check.problem(
                        "aliases",
                        "'" + alias + "' is not in the zone " + zone.zoneName()
                                + " of dns, which refuses its record")));
    }

    @Override
    public void check(Check check) {
        check.that(
                certificate.matches("([^/]+/)?us-east-1/.+"),
                "certificate",
                "CloudFront requires a certificate in us-east-1: name one there, such as us-east-1/certificate");
        check.that(
                webAcl.isPresent() || !requireWebAcl,
                "web_acl",
                "the distribution faces the Internet: name a unit of kind waf in us-east-1 with scope: cloudfront, such as us-east-1/waf,"
                        + " or set require_web_acl: false");
        check.that(
                webAcl.isEmpty() || webAcl.get().matches("([^/]+/)?us-east-1/.+"),
                "web_acl",
                "CloudFront requires a web ACL in us-east-1: name one there, such as us-east-1/waf");
        Countries.check(blockedCountries, "blocked_countries", check);
    }
}
