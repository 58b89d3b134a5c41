package groundplan.cloudfront;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Countries;
import java.util.List;
import java.util.Optional;

/** Under which names the distribution is reached, and who is let in. */
public record ViewerSettings(
        @Setting(
                        value = "Names under which it is reached, all of them in the certificate.",
                        min = 1,
                        max = 100,
                        pattern = OriginSettings.HOST)
                List<String> aliases,
        @Setting(
                        value = "Unit with the certificate of the names; CloudFront takes those of us-east-1 only.",
                        byDefault = "us-east-1/certificate")
                @Reads("certificate")
                String certificate,
        @Setting("Unit with the zone, for addresses at each name. Left out: DNS is elsewhere.") @Reads("dns")
                Optional<String> dns,
        @Setting("Unit with the web ACL in front, one of scope CLOUDFRONT in us-east-1.") @Reads("waf")
                Optional<String> webAcl,
        @Setting(value = "Insist on a web ACL.", byDefault = "true") boolean requireWebAcl,
        @Setting(value = "Countries to keep out, as ISO codes.", byDefault = "[]", pattern = "[A-Z]{2}")
                List<String> blockedCountries)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                certificate.startsWith("us-east-1/"),
                "certificate",
                "CloudFront takes certificates of us-east-1 only: name one there, such as us-east-1/certificate");
        check.that(
                webAcl.isPresent() || !requireWebAcl,
                "web_acl",
                "the distribution faces the Internet: name a unit of kind waf, or set require_web_acl: false to go without");
        Countries.check(blockedCountries, "blocked_countries", check);
    }
}
