package groundplan.certificate;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of a certificate unit.
 *
 * @param certificateArn the certificate's ARN, once it is validated: units that read it wait for the validation
 * @param validationRecords the DNS records for the validation, as JSON: to be entered manually if the zone is managed
 *     elsewhere
 */
public record CertificateOutputs(String certificateArn, String validationRecords) {
    static CertificateOutputs of(CertificateSettings settings, OutputSource from) {
        return new CertificateOutputs(
                from.value("certificate_arn", Shape.CERTIFICATE_ARN, "ARN of the validated certificate."),
                from.value(
                        "validation_records",
                        Shape.VALIDATION_RECORDS,
                        "DNS records that validate the names, as JSON."));
    }
}
