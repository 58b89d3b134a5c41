package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.network.NetworkOutputs;
import groundplan.parameters.ParametersOutputs;
import groundplan.secrets.SecretsOutputs;
import groundplan.storage.StorageOutputs;
import java.util.Optional;

/**
 * What the PagerDuty function uses.
 *
 * @param key the location of the integration key
 * @param logsBucket the bucket for the access log of its code's bucket
 * @param retentionDays its log retention, in days
 * @param network its network; absent when it runs in none
 */
public record PagerdutyAccess(
        Key key, Optional<String> logsBucket, int retentionDays, Optional<NetworkOutputs> network) {

    /**
     * A value that an AWS service stores.
     *
     * @param service the service that stores it, as in its endpoint
     * @param action the IAM action to read it
     * @param variable the function's environment variable with its ARN
     * @param arn its ARN
     */
    public record Key(String service, String action, String variable, String arn) {}

    static PagerdutyAccess of(UnitPath reader, NotificationSettings.Pagerduty settings, Wiring wiring) {
        return new PagerdutyAccess(
                settings.secret()
                        .map(name -> secret(reader, name, settings.secrets().orElseThrow(), wiring))
                        .orElseGet(() -> parameter(
                                reader,
                                settings.parameter().orElseThrow(),
                                settings.parameters().orElseThrow(),
                                wiring)),
                wiring.outputs(reader, StorageOutputs.class, settings.storage()).map(StorageOutputs::logsBucketName),
                settings.logsRetentionInDays(),
                wiring.outputs(reader, NetworkOutputs.class, settings.network()));
    }

    /** Reports a network without Internet access, and a secret or parameter that a unit does not have. */
    static void check(UnitPath reader, NotificationSettings.Pagerduty settings, Wiring wiring, Check check) {
        wiring.outputs(reader, NetworkOutputs.class, settings.network())
                .ifPresent(network -> check.that(
                        !network.natGatewayIds().isEmpty(),
                        "network",
                        "the network has no NAT gateways, so the function could not reach PagerDuty; remove network"));
        settings.secret().ifPresent(name -> settings.secrets()
                .ifPresent(unit -> check.known(
                        "secret",
                        name,
                        unit,
                        wiring.outputs(reader, SecretsOutputs.class, unit)
                                .secretArns()
                                .keySet())));
        settings.parameter().ifPresent(name -> settings.parameters()
                .ifPresent(unit -> check.known(
                        "parameter",
                        name,
                        unit,
                        wiring.outputs(reader, ParametersOutputs.class, unit)
                                .parameterArns()
                                .keySet())));
    }

    private static Key secret(UnitPath reader, String name, String unit, Wiring wiring) {
        return new Key(
                "secretsmanager",
                "secretsmanager:GetSecretValue",
                "SECRET_ARN",
                wiring.outputs(reader, SecretsOutputs.class, unit).secretArns().get(name));
    }

    private static Key parameter(UnitPath reader, String name, String unit, Wiring wiring) {
        return new Key(
                "ssm",
                "ssm:GetParameter",
                "PARAMETER_ARN",
                wiring.outputs(reader, ParametersOutputs.class, unit)
                        .parameterArns()
                        .get(name));
    }
}
