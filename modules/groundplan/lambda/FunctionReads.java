package groundplan.lambda;

import groundplan.ecr.EcrOutputs;
import groundplan.kernel.Check;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.offers.LambdaRuntimes;
import groundplan.offers.RegionalGaps;
import groundplan.parameters.ParametersOutputs;
import groundplan.parts.CodeSigning;
import groundplan.parts.Function;
import groundplan.rds.RdsOutputs;
import groundplan.secrets.SecretsOutputs;
import groundplan.storage.StorageOutputs;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The outputs of other units that a function uses.
 *
 * @param network its network
 * @param keys its KMS keys
 * @param repositories the repositories of its image
 * @param storage the bucket for the access log of its code's bucket
 * @param secrets the secrets that it reads
 * @param parameters the parameters that it reads, by unit
 * @param databases the databases that it connects to, by unit
 */
public record FunctionReads(
        NetworkOutputs network,
        KmsOutputs keys,
        Optional<EcrOutputs> repositories,
        Optional<StorageOutputs> storage,
        Optional<SecretsOutputs> secrets,
        Map<String, ParametersOutputs> parameters,
        Map<String, RdsOutputs> databases) {

    /** The outputs of the units that the settings of a function refer to. */
    public static FunctionReads of(UnitContext context, FunctionSettings settings, FunctionUnits units, Wiring wiring) {
        UnitPath path = context.path();
        return new FunctionReads(
                wiring.outputs(path, NetworkOutputs.class, units.network()),
                wiring.outputs(path, KmsOutputs.class, units.kms()),
                wiring.outputs(path, EcrOutputs.class, units.ecr()),
                wiring.outputs(path, StorageOutputs.class, units.storage()),
                wiring.outputs(path, SecretsOutputs.class, units.secrets()),
                wiring.outputs(
                        path,
                        ParametersOutputs.class,
                        settings.connections().parameters().keySet()),
                wiring.outputs(
                        path,
                        RdsOutputs.class,
                        settings.connections().databases().keySet()));
    }

    /** The KMS keys of a function. */
    Function.Keys functionKeys() {
        return new Function.Keys(keys.dataKeyArn(), keys.logsKeyArn(), keys.notificationsKeyArn());
    }

    /** Reports what a function refers to and the units do not have, and AWS services that the network does not reach. */
    public static void check(
            UnitContext context, FunctionSettings settings, FunctionUnits units, Wiring wiring, Check check) {
        of(context, settings, units, wiring).check(settings, units, check);
        if (settings.code().signed()) {
            RegionalGaps.problem(CodeSigning.TYPE, context.region(), "code signing for functions")
                    .ifPresent(problem ->
                            check.problem("function.code.code_signing", problem + "; set code_signing: false"));
        }
        String runtime = settings.runtime().runtime();
        LambdaRuntimes.minorOfProvider6(runtime)
                .filter(minor -> context.environment().allowsProviderBefore(6, minor))
                .ifPresent(minor -> check.problem(
                        "function.runtime.runtime",
                        runtime + " needs version 6." + minor + " of the AWS provider, and the environment's"
                                + " aws_provider_version '"
                                + context.environment().awsProviderVersion()
                                + "' allows earlier ones; docs/provider-6.md describes an upgrade"));
    }

    private void check(FunctionSettings settings, FunctionUnits units, Check check) {
        String key = "function.";
        FunctionConnections connections = settings.connections();
        settings.code()
                .image()
                .ifPresent(image -> known(
                        check,
                        key + "code.image.repository",
                        image.repository(),
                        units.ecr(),
                        repositories.map(unit -> unit.repositoryUrls().keySet())));
        connections
                .secrets()
                .forEach((variable, secret) -> known(
                        check,
                        key + "connections.secrets." + variable,
                        secret,
                        units.secrets(),
                        secrets.map(unit -> unit.secretArns().keySet())));
        connections.parameters().forEach((unit, from) -> from.variables()
                .forEach((variable, parameter) -> check.known(
                        key + "connections.parameters." + unit + ".variables." + variable,
                        parameter,
                        unit,
                        parameters.get(unit).parameterNames().keySet())));
        SortedSet<String> called = new TreeSet<>();
        if (!connections.secrets().isEmpty()
                || connections.databases().values().stream()
                        .anyMatch(database -> database.iamUser().isEmpty())) {
            called.add("secretsmanager");
        }
        if (!connections.parameters().isEmpty()) {
            called.add("ssm");
        }
        network.checkReach(key + "connections", called, check);
    }

    private static void known(
            Check check, String key, String name, Optional<String> unit, Optional<Set<String>> known) {
        if (unit.isPresent() && known.isPresent()) {
            check.known(key, name, unit.get(), known.get());
        } else {
            check.problem(key, "there is no '" + name + "': the settings name no unit for it");
        }
    }
}
