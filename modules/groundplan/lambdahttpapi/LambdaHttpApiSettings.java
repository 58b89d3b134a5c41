package groundplan.lambdahttpapi;

import groundplan.kernel.Certified;
import groundplan.kernel.Check;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.Wiring;
import groundplan.lambda.FunctionSettings;
import groundplan.lambda.FunctionUnits;
import java.util.Optional;

/** Settings of an HTTP API and the function behind it. */
public record LambdaHttpApiSettings(
        @Setting("Function that handles the requests.") FunctionSettings function,
        @Setting("Routes, authorization and throttling of the API.") ApiSettings api,
        @Setting("Custom domain; the AWS endpoint is then disabled. Left out: the AWS endpoint.")
                Optional<Domain> domain,
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads(value = "network", sameRegion = true)
                String network,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms,
        @Setting("Unit with the repository of its image. Left out: no image.") @Reads(value = "ecr", sameRegion = true)
                Optional<String> ecr,
        @Setting("Unit whose logs bucket receives the access log of its code's bucket. Left out: no access log.")
                @Reads(value = "storage", sameRegion = true)
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: no secrets.") @Reads("secrets") Optional<String> secrets) {

    /** The custom domain of an API, with TLS 1.2 or later. */
    public record Domain(
            @Setting(
                            value = "Domain name; its DNS record is managed elsewhere.",
                            pattern = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}")
                    String domainName,
            @Setting(value = "Unit with its certificate, in this region.", byDefault = "certificate")
                    @Reads(value = "certificate", sameRegion = true)
                    String certificate) {
        /** API Gateway refuses a domain name that the certificate is not for. */
        void checkCertificate(Wiring wiring, Check check) {
            wiring.settings(Certified.class, certificate)
                    .ifPresent(certified -> check.that(
                            certified.covers(domainName),
                            "domain_name",
                            "the certificate of '" + certificate + "' is not for '" + domainName + "', but for "
                                    + certified.certifiedNames() + "; add the name there"));
        }
    }

    FunctionUnits units() {
        return new FunctionUnits(network, kms, ecr, storage, secrets);
    }
}
