package groundplan.ecs;

import com.hashicorp.cdktf.providers.aws.lb_listener.LbListener;
import com.hashicorp.cdktf.providers.aws.lb_listener_certificate.LbListenerCertificate;
import groundplan.certificate.CertificateOutputs;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import java.util.List;

/** The additional certificates of a listener. */
final class MoreCertificates {
    private MoreCertificates() {}

    /**
     * Creates {@code aws_lb_listener_certificate.<unit>} for each but the first.
     *
     * @param units the units with the certificates
     */
    static void add(Unit<?> unit, LbListener listener, List<String> units, List<CertificateOutputs> certificates) {
        for (int i = 1; i < certificates.size(); i++) {
            String arn = certificates.get(i).certificateArn();
            unit.add(TerraformName.of(units.get(i)), (scope, id) -> LbListenerCertificate.Builder.create(scope, id)
                    .listenerArn(listener.getArn())
                    .certificateArn(arn)
                    .build());
        }
    }
}
