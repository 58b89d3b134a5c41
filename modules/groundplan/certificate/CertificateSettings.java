package groundplan.certificate;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of a public certificate. */
public record CertificateSettings(
        @Setting(value = "First name that it is for.", pattern = CertificateSettings.NAME) String domainName,
        @Setting(value = "Further names that it is for.", byDefault = "[]", max = 9, pattern = CertificateSettings.NAME)
                List<String> subjectAlternativeNames,
        @Setting(
                        value = "Accept names such as *.example.com, whose key opens every host of the domain.",
                        byDefault = "false")
                boolean allowWildcards,
        @Setting(
                        value = "Algorithm of its key.",
                        byDefault = "RSA_2048",
                        oneOf = {"RSA_2048", "EC_prime256v1", "EC_secp384r1"})
                String keyAlgorithm,
        @Setting(
                        "Unit with the zone of all names. Left out: DNS is elsewhere, and an apply waits until somebody has entered the"
                                + " validation_records there.")
                @Reads("dns")
                Optional<String> dns,
        @Setting(
                        "Certificate of the same names in another region, whose unit looks after the records: ACM asks for the same"
                                + " ones in every region. This one then makes none, whatever dns says, and waits.")
                @Reads("certificate")
                Optional<String> validatedBy)
        implements Checked {
    static final String NAME = "(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}";

    /** All names, the first one first. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(domainName));
        names.addAll(subjectAlternativeNames);
        return names;
    }

    @Override
    public void check(Check check) {
        check.that(
                !subjectAlternativeNames.contains(domainName),
                "subject_alternative_names",
                domainName + " is the domain_name already");
        check.that(
                allowWildcards || !domainName.startsWith("*"),
                "domain_name",
                "name the hosts one by one, or set allow_wildcards: true");
        check.that(
                allowWildcards || subjectAlternativeNames.stream().noneMatch(name -> name.startsWith("*")),
                "subject_alternative_names",
                "name the hosts one by one, or set allow_wildcards: true");
    }
}
