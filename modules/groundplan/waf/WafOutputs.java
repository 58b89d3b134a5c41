package groundplan.waf;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What the web application firewall publishes.
 *
 * @param webAclArn the web ACL, for load balancers and API stages of its region to associate with, or for distributions
 * @param webAclName its name, by which its metrics are found
 */
public record WafOutputs(String webAclArn, String webAclName) {
    static WafOutputs of(WafSettings settings, OutputSource from) {
        return new WafOutputs(
                from.value("web_acl_arn", Shape.WEB_ACL_ARN, "ARN of the web ACL."),
                from.value("web_acl_name", Shape.NAME, "Name of the web ACL, as its metrics carry it."));
    }
}
