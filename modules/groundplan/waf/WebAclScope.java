package groundplan.waf;

import groundplan.kernel.Check;
import groundplan.kernel.Wiring;
import java.util.Optional;

/** What a web ACL can be attached to. AWS refuses one of the other scope, and neither can be changed into the other. */
public enum WebAclScope {
    /** Load balancers and stages of APIs, in the web ACL's region. */
    REGIONAL("regional", "load balancers"),
    /** Distributions; the web ACL is in us-east-1. */
    CLOUDFRONT("cloudfront", "distributions");

    private final String setting;
    private final String users;

    WebAclScope(String setting, String users) {
        this.setting = setting;
        this.users = users;
    }

    /**
     * Reports a web ACL of another scope.
     *
     * @param unit the unit with the web ACL, as the settings name it
     * @param key the key that names it
     */
    public void check(Wiring wiring, Optional<String> unit, String key, Check check) {
        unit.ifPresent(name -> wiring.settings(WafSettings.class, name)
                .map(WafSettings::scope)
                .filter(scope -> !scope.equals(setting))
                .ifPresent(scope -> check.problem(
                        key,
                        "'" + name + "' has the scope " + scope + ", and AWS attaches only web ACLs of the scope "
                                + setting + " to " + users + "; name a unit of kind waf with scope: " + setting)));
    }
}
