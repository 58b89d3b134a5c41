package groundplan.certificate;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificate;
import com.hashicorp.cdktf.providers.aws.acm_certificate_validation.AcmCertificateValidation;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import groundplan.dns.DnsOutputs;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** A public certificate that is valid before anyone reads it. */
public final class CertificateUnit extends Unit<CertificateOutputs> {
    /** How settings name it. */
    public static final Kind<CertificateSettings, CertificateOutputs> KIND = new Kind<>(
            "certificate",
            Scope.REGIONAL,
            "public certificate with its validation",
            CertificateSettings.class,
            CertificateOutputs::of,
            (app, context, settings, wiring) -> new CertificateUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(context.path(), DnsOutputs.class, settings.dns()),
                    wiring.outputs(context.path(), CertificateOutputs.class, settings.validatedBy())));

    private static final String OPTIONS = "aws_acm_certificate.main.domain_validation_options";

    private final AcmCertificateValidation validation;

    public CertificateUnit(
            Construct app,
            UnitContext context,
            CertificateSettings settings,
            Wiring wiring,
            Optional<DnsOutputs> zone,
            Optional<CertificateOutputs> proved) {
        super(app, context, wiring);
        AcmCertificate certificate = add("main", (scope, id) -> certificate(scope, id, settings));
        List<String> proofs = zone.filter(given -> proved.isEmpty())
                .map(given -> settings.names().stream()
                        .map(name -> proof(name, given.zoneId()))
                        .toList())
                .orElse(List.of());
        this.validation = add("main", (scope, id) -> {
            AcmCertificateValidation.Builder made =
                    AcmCertificateValidation.Builder.create(scope, id).certificateArn(certificate.getArn());
            return (proofs.isEmpty() ? made : made.validationRecordFqdns(proofs)).build();
        });
        // The provider compares: a name that the other certificate lacks is an error at once, and no wait without an
        // end.
        proved.ifPresent(other -> validation.addOverride(
                "validation_record_fqdns",
                "${[for record in jsondecode(\"" + other.validationRecords() + "\") : record.name]}"));
    }

    @Override
    public CertificateOutputs outputs() {
        return new CertificateOutputs(
                validation.getCertificateArn(),
                "${jsonencode([for o in " + OPTIONS
                        + " : {name = o.resource_record_name, type = o.resource_record_type, value = o.resource_record_value}])}");
    }

    private static AcmCertificate certificate(Construct scope, String id, CertificateSettings settings) {
        AcmCertificate.Builder certificate = AcmCertificate.Builder.create(scope, id)
                .domainName(settings.domainName())
                .validationMethod("DNS")
                .keyAlgorithm(settings.keyAlgorithm())
                // AWS takes no asterisk in a tag.
                .tags(Map.of("Name", settings.domainName().replace("*", "wildcard")))
                // Its successor must be in use before a certificate can be deleted.
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build());
        if (!settings.subjectAlternativeNames().isEmpty()) {
            certificate.subjectAlternativeNames(settings.subjectAlternativeNames());
        }
        return certificate.build();
    }

    private String proof(String name, String zoneId) {
        String role = name.replace("*", "wildcard").replace('.', '_').replace('-', '_');
        return add(role, (scope, id) -> Route53Record.Builder.create(scope, id)
                        // A name and its wildcard are proved by one and the same record.
                        .allowOverwrite(true)
                        .zoneId(zoneId)
                        .ttl(300)
                        .name(option(name, "resource_record_name"))
                        .type(option(name, "resource_record_type"))
                        .records(List.of(option(name, "resource_record_value")))
                        .build())
                .getFqdn();
    }

    /** One attribute of the record for a name. ACM tells it once the certificate exists, so nothing can be counted by it. */
    private static String option(String name, String attribute) {
        return "${one([for o in " + OPTIONS + " : o." + attribute + " if o.domain_name == \"" + name + "\"])}";
    }
}
