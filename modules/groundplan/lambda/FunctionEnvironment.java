package groundplan.lambda;

import groundplan.kernel.UnitContext;
import groundplan.parts.Statement;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The environment variables of a function, and the permissions that it needs for them. */
final class FunctionEnvironment {
    private final SortedMap<String, String> variables = new TreeMap<>();
    private final List<String> secrets = new ArrayList<>();
    private final SortedSet<String> parameters = new TreeSet<>();
    private final SortedSet<String> users = new TreeSet<>();
    /** The keys of databases that have their own. */
    private final SortedSet<String> ownKeys = new TreeSet<>();

    private final UnitContext context;
    private final FunctionReads reads;

    FunctionEnvironment(UnitContext context, FunctionSettings settings, FunctionReads reads) {
        this.context = context;
        this.reads = reads;
        variables.putAll(settings.environment());
        FunctionConnections connections = settings.connections();
        connections
                .databases()
                .forEach((unit, with) -> database(
                        connections.prefix(unit) + "DATABASE_",
                        reads.databases().get(unit),
                        with));
        connections.secrets().forEach((variable, secret) -> {
            String arn = reads.secrets().orElseThrow().secretArns().get(secret);
            variables.put(variable, arn);
            secrets.add(arn);
        });
        connections.parameters().forEach((unit, from) -> from.variables().forEach((variable, parameter) -> {
            variables.put(
                    variable, reads.parameters().get(unit).parameterNames().get(parameter));
            parameters.add(reads.parameters().get(unit).parameterArns().get(parameter));
        }));
    }

    private void database(String prefix, RdsOutputs database, FunctionConnections.Database with) {
        variables.put(prefix + "HOST", database.host());
        variables.put(prefix + "PORT", database.port());
        variables.put(prefix + "NAME", database.databaseName());
        with.iamUser()
                .ifPresentOrElse(
                        user -> {
                            variables.put(prefix + "USER", user);
                            users.add(context.arn("rds-db", "dbuser:" + database.resourceId() + "/" + user));
                        },
                        () -> {
                            variables.put(prefix + "SECRET_ARN", database.masterSecretArn());
                            secrets.add(database.masterSecretArn());
                            database.ownKeyArn().ifPresent(ownKeys::add);
                        });
    }

    /** The plain values, by variable. */
    SortedMap<String, String> variables() {
        return variables;
    }

    /** The permissions that follow for the function's role. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        if (!secrets.isEmpty()) {
            statements.add(Statement.allow("Secrets", "secretsmanager:GetSecretValue")
                    .on(secrets.stream().distinct().toList()));
            statements.add(key("SecretsKey", "secretsmanager").on(secretKeys()));
        }
        if (!parameters.isEmpty()) {
            statements.add(Statement.allow("Parameters", "ssm:GetParameter", "ssm:GetParameters")
                    .on(List.copyOf(parameters)));
            statements.add(key("ParametersKey", "ssm"));
        }
        if (!users.isEmpty()) {
            statements.add(Statement.allow("SignIn", "rds-db:connect").on(List.copyOf(users)));
        }
        return statements;
    }

    private List<String> secretKeys() {
        List<String> keys = new ArrayList<>(List.of(reads.keys().dataKeyArn()));
        keys.addAll(ownKeys);
        return keys;
    }

    private Statement key(String sid, String service) {
        return Statement.allow(sid, "kms:Decrypt")
                .on(reads.keys().dataKeyArn())
                .when("StringEquals", "kms:ViaService", service + "." + context.region() + ".amazonaws.com");
    }
}
