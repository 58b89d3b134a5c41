package groundplan.certificate;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What the certificate's unit publishes.
 *
 * @param certificateArn the certificate, once it is valid: who reads it waits for the validation
 * @param validationRecords the DNS records that prove the names, as JSON: to be entered by hand where the zone is elsewhere
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
