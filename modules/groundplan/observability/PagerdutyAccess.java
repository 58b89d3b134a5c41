package groundplan.observability;

import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.network.NetworkOutputs;
import groundplan.parameters.ParametersOutputs;
import groundplan.secrets.SecretsOutputs;
import groundplan.storage.StorageOutputs;
import java.util.Map;
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
                settings.network().map(name -> network(reader, name, wiring)));
    }

    private static NetworkOutputs network(UnitPath reader, String name, Wiring wiring) {
        NetworkOutputs network = wiring.outputs(reader, NetworkOutputs.class, name);
        if (network.natGatewayIds().isEmpty()) {
            throw new IllegalArgumentException(reader + " runs its PagerDuty function in " + name
                    + ", which has no Internet access: " + "remove network");
        }
        return network;
    }

    private static Key secret(UnitPath reader, String name, String unit, Wiring wiring) {
        return new Key(
                "secretsmanager",
                "secretsmanager:GetSecretValue",
                "SECRET_ARN",
                arn(
                        reader,
                        "secret",
                        name,
                        unit,
                        wiring.outputs(reader, SecretsOutputs.class, unit).secretArns()));
    }

    private static Key parameter(UnitPath reader, String name, String unit, Wiring wiring) {
        return new Key(
                "ssm",
                "ssm:GetParameter",
                "PARAMETER_ARN",
                arn(
                        reader,
                        "parameter",
                        name,
                        unit,
                        wiring.outputs(reader, ParametersOutputs.class, unit).parameterArns()));
    }

    private static String arn(UnitPath reader, String thing, String name, String unit, Map<String, String> arns) {
        if (!arns.containsKey(name)) {
            throw new IllegalArgumentException(reader + " uses the PagerDuty " + thing + " '" + name + "', which "
                    + unit + " does not have; it has " + arns.keySet());
        }
        return arns.get(name);
    }
}
