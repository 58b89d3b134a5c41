package groundplan.certificate;

import groundplan.kernel.AwaitsDelegation;
import groundplan.kernel.Certified;
import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TerraformName;
import groundplan.kernel.TextForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of a public certificate. */
public record CertificateSettings(
        @Setting(value = "Domain name of the certificate.", pattern = CertificateSettings.NAME) String domainName,
        @Setting(
                        value = "Subject alternative names.",
                        byDefault = "[]",
                        max = 9,
                        pattern = CertificateSettings.NAME,
                        form = TextForm.NAMED)
                List<String> subjectAlternativeNames,
        @Setting(
                        value =
                                "Allow wildcard names such as *.example.com, which are valid for every host of the domain.",
                        byDefault = "false")
                boolean allowWildcards,
        @Setting(
                        value = "Algorithm of its key.",
                        byDefault = "RSA_2048",
                        oneOf = {"RSA_2048", "EC_prime256v1", "EC_secp384r1"})
                String keyAlgorithm,
        @Setting("Unit with the DNS zone of all names. Left out: DNS is managed elsewhere, and an apply waits until the"
                        + " validation_records have been entered there.")
                @Reads("dns")
                Optional<String> dns,
        @Setting(
                        "Certificate of the same names in another region, whose unit manages the validation records: ACM uses the same"
                                + " ones in every region. This unit then creates none, regardless of dns, and waits.")
                @Reads("certificate")
                Optional<String> validatedBy)
        implements AwaitsDelegation, Certified, Checked {
    static final String NAME = "(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}";

    /** The longest first name: RequestCertificate in AWS Certificate Manager's API. */
    private static final int LONGEST_FIRST = 64;

    /** All names, the first one first. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(domainName));
        names.addAll(subjectAlternativeNames);
        return names;
    }

    @Override
    public List<String> certifiedNames() {
        return names();
    }

    @Override
    public boolean isForDistributions() {
        return !keyAlgorithm.equals("EC_secp384r1");
    }

    @Override
    public List<String> awaitedNames() {
        return names();
    }

    @Override
    public void check(Check check) {
        check.that(
                domainName.length() <= LONGEST_FIRST,
                "domain_name",
                "ACM accepts at most " + LONGEST_FIRST + " characters for the first name, but this has "
                        + domainName.length() + "; move it to subject_alternative_names");
        check.that(
                !subjectAlternativeNames.contains(domainName),
                "subject_alternative_names",
                domainName + " is already the domain_name");
        subjectAlternativeNames.stream()
                .filter(name ->
                        !name.equals(domainName) && TerraformName.of(name).equals(TerraformName.of(domainName)))
                .forEach(name -> check.problem(
                        "subject_alternative_names", TerraformName.clash(name, "the domain_name " + domainName)));
        check.that(
                allowWildcards || !domainName.startsWith("*"),
                "domain_name",
                "list the hosts individually, or set allow_wildcards: true");
        check.that(
                allowWildcards || subjectAlternativeNames.stream().noneMatch(name -> name.startsWith("*")),
                "subject_alternative_names",
                "list the hosts individually, or set allow_wildcards: true");
    }
}
