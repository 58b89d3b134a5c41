package groundplan.lambdahttpapi;

import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.lambda.FunctionSettings;
import groundplan.lambda.FunctionUnits;
import java.util.Optional;

/** Settings of an HTTP API and the function behind it. */
public record LambdaHttpApiSettings(
        @Setting("Function that answers.") FunctionSettings function,
        @Setting("Requests that reach it.") ApiSettings api,
        @Setting("Name under which it is reached, and no other. Left out: a name of AWS's own.")
                Optional<Domain> domain,
        @Setting(value = "Unit with the network.", byDefault = "network") @Reads("network") String network,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms,
        @Setting("Unit with the repository of its image. Left out: it is no image.") @Reads("ecr") Optional<String> ecr,
        @Setting("Unit whose logs bucket takes the access log of the bucket of its code. Left out: no log.")
                @Reads("storage")
                Optional<String> storage,
        @Setting("Unit with the secrets. Left out: it reads none.") @Reads("secrets") Optional<String> secrets) {

    /** The name under which an API is reached, over TLS 1.2 or newer. */
    public record Domain(
            @Setting(
                            value = "The name; its record is made elsewhere.",
                            pattern = "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}")
                    String domainName,
            @Setting(value = "Unit with its certificate, of this region.", byDefault = "certificate")
                    @Reads("certificate")
                    String certificate) {}

    FunctionUnits units() {
        return new FunctionUnits(network, kms, ecr, storage, secrets);
    }
}
