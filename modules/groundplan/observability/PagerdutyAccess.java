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
 * What the function that tells PagerDuty works with.
 *
 * @param key where the integration's key is
 * @param logsBucket where the access log of its code's bucket goes
 * @param retentionDays how long its log is kept, in days
 * @param network where it runs; absent outside of any
 */
public record PagerdutyAccess(
        Key key, Optional<String> logsBucket, int retentionDays, Optional<NetworkOutputs> network) {

    /**
     * A value that AWS keeps.
     *
     * @param service the service that keeps it, as its endpoint begins
     * @param action what it takes to read it
     * @param variable the function's environment variable that names it
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
            throw new IllegalArgumentException(reader + " tells PagerDuty from " + name
                    + ", which has no way to the Internet: " + "leave network out");
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
            throw new IllegalArgumentException(reader + " tells PagerDuty with the " + thing + " '" + name + "', which "
                    + unit + " does not have; it has " + arns.keySet());
        }
        return arns.get(name);
    }
}
