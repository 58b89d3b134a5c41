package groundplan.waf;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import groundplan.parts.WebAclScope;

/**
 * The outputs of a web ACL.
 *
 * @param webAclArn the web ACL's ARN, to associate with load balancers and API stages of its region, or with
 *     distributions
 * @param webAclName its name, the dimension of its metrics
 * @param scope what it can be attached to
 */
public record WafOutputs(String webAclArn, String webAclName, WebAclScope scope) {
    static WafOutputs of(WafSettings settings, OutputSource from) {
        return new WafOutputs(
                from.value("web_acl_arn", Shape.WEB_ACL_ARN, "ARN of the web ACL."),
                from.value("web_acl_name", Shape.NAME, "Name of the web ACL, as in its metrics' dimensions."),
                WebAclScope.of(settings.scope()));
    }
}
