package groundplan.parts;

import groundplan.kernel.Check;
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

    /** The scope that a setting names. */
    public static WebAclScope of(String setting) {
        return CLOUDFRONT.setting.equals(setting) ? CLOUDFRONT : REGIONAL;
    }

    /**
     * Reports a web ACL of another scope.
     *
     * @param unit the unit with the web ACL, as the settings name it
     * @param found its scope
     * @param key the key that names it
     */
    public void check(Optional<String> unit, Optional<WebAclScope> found, String key, Check check) {
        found.filter(scope -> scope != this)
                .ifPresent(scope -> check.problem(
                        key,
                        "'" + unit.orElseThrow() + "' has the scope " + scope.setting
                                + ", and AWS attaches only web ACLs of the scope " + setting + " to " + users
                                + "; name a unit of kind waf with scope: " + setting));
    }
}
