package groundplan.certificate;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificate;
import com.hashicorp.cdktf.providers.aws.acm_certificate_validation.AcmCertificateValidation;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import groundplan.dns.DnsOutputs;
import groundplan.kernel.Check;
import groundplan.kernel.Kind;
import groundplan.kernel.PublicZone;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** A public certificate, validated before other units read it. */
public final class CertificateUnit extends Unit<CertificateOutputs> {
    /** The name of the kind in settings. */
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
                            wiring.outputs(context.path(), CertificateOutputs.class, settings.validatedBy())))
            .checking((context, settings, wiring, check) -> settings.dns()
                    .filter(unit -> settings.validatedBy().isEmpty())
                    .flatMap(unit -> wiring.settings(PublicZone.class, unit))
                    .ifPresent(zone -> checkZone(settings, zone, check)));

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
        // The provider compares the names: one that the other certificate lacks is an error at once, instead of an
        // endless wait.
        proved.ifPresent(other -> validation.addOverride(
                "validation_record_fqdns",
                "${[for record in jsondecode(\"" + other.validationRecords() + "\") : record.name]}"));
    }

    private static void checkZone(CertificateSettings settings, PublicZone zone, Check check) {
        settings.names().stream()
                .filter(name -> !zone.contains(name))
                .forEach(name -> check.problem(
                        name.equals(settings.domainName()) ? "domain_name" : "subject_alternative_names",
                        "'" + name + "' is not in the zone " + zone.zoneName()
                                + " of dns, which refuses its validation record"));
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
                // AWS does not allow an asterisk in a tag value.
                .tags(Map.of("Name", settings.domainName().replace("*", "wildcard")))
                // The replacement must be in use before the certificate can be deleted.
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build());
        if (!settings.subjectAlternativeNames().isEmpty()) {
            certificate.subjectAlternativeNames(settings.subjectAlternativeNames());
        }
        return certificate.build();
    }

    private String proof(String name, String zoneId) {
        String role = TerraformName.of(name);
        return add(role, (scope, id) -> Route53Record.Builder.create(scope, id)
                        // A name and its wildcard have the same validation record.
                        .allowOverwrite(true)
                        .zoneId(zoneId)
                        .ttl(300)
                        .name(option(name, "resource_record_name"))
                        .type(option(name, "resource_record_type"))
                        .records(List.of(option(name, "resource_record_value")))
                        .build())
                .getFqdn();
    }

    /**
     * One attribute of the validation record of a name. It is known only after the certificate has been created, so
     * for_each cannot use it.
     */
    private static String option(String name, String attribute) {
        return "${one([for o in " + OPTIONS + " : o." + attribute + " if o.domain_name == \"" + name + "\"])}";
    }
}
