package groundplan.ecs;

import groundplan.elasticache.ElasticacheOutputs;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environment variables of a container: those in its settings, and for a service's own container those of its
 * connections.
 */
final class Variables {
    private final SortedMap<String, String> plain = new TreeMap<>();
    private final SortedMap<String, String> secret = new TreeMap<>();

    private Variables() {}

    /** The variables in the settings of a container. */
    static Variables of(ContainerSettings container, EcsReads reads) {
        Variables made = new Variables();
        container.environment().forEach((variable, value) -> made.plain.put(variable, value));
        container.secrets().forEach((variable, reference) -> {
            String[] parts = reference.split(":", 2);
            String arn = reads.secrets().orElseThrow().secretArns().get(parts[0]);
            made.secret.put(variable, parts.length == 1 ? arn : arn + ":" + parts[1] + "::");
        });
        container.parameters().forEach((unit, source) -> source.variables()
                .forEach((variable, parameter) -> made.secret.put(
                        variable, reads.parameters().get(unit).parameterArns().get(parameter))));
        return made;
    }

    /** The variables of a service's own container: those in its settings, and those of its connections. */
    static Variables of(ServiceSettings service, ServiceGroup serviceGroup, EcsReads reads) {
        Variables made = of(service.container(), reads);
        ConnectionsSettings connections = service.connections();
        connections
                .databases()
                .forEach(name -> made.database(
                        prefix(connections.databases(), name),
                        reads.servers().databases().get(name),
                        Optional.ofNullable(connections.iamUsers().get(name))));
        connections.caches().forEach(name -> {
            ElasticacheOutputs cache = reads.servers().caches().get(name);
            // The name is part of what a client signs to authenticate.
            Map.of(
                            "HOST",
                            cache.primaryEndpoint(),
                            "PORT",
                            cache.port(),
                            "NAME",
                            cache.replicationGroupId(),
                            "USER",
                            cache.userName())
                    .forEach((part, value) ->
                            made.plain.put(prefix(connections.caches(), name) + "CACHE_" + part, value));
        });
        connections
                .buckets()
                .keySet()
                .forEach(bucket -> made.plain.put(
                        "BUCKET_" + upper(bucket),
                        reads.storage().orElseThrow().bucketNames().get(bucket)));
        connections.services().forEach(server -> made.server(server, serviceGroup));
        service.task()
                .tracing()
                .ifPresent(tracing -> made.plain.put("AWS_XRAY_DAEMON_ADDRESS", TaskSettings.Tracing.ADDRESS));
        return made;
    }

    private void database(String prefix, RdsOutputs database, Optional<String> iamUser) {
        Map.of("HOST", database.host(), "PORT", database.port(), "NAME", database.databaseName())
                .forEach((part, value) -> plain.put(prefix + "DATABASE_" + part, value));
        if (!database.readerHosts().isEmpty()) {
            // PostgreSQL clients try the hosts in such a list in order.
            plain.put(
                    prefix + "DATABASE_READER_HOST", String.join(",", new TreeMap<>(database.readerHosts()).values()));
        }
        iamUser.ifPresent(user -> plain.put(prefix + "DATABASE_USERNAME", user));
        if (iamUser.isPresent()) {
            return;
        }
        secret.put(prefix + "DATABASE_USERNAME", database.masterSecretArn() + ":username::");
        secret.put(prefix + "DATABASE_PASSWORD", database.masterSecretArn() + ":password::");
    }

    /** The name is a constant, not a reference, so that services that call each other do not depend on each other. */
    private void server(String server, ServiceGroup serviceGroup) {
        String namespace = serviceGroup.defaults().namespace().orElseThrow();
        plain.put(upper(server) + "_HOST", server + "." + namespace);
        serviceGroup
                .services()
                .get(server)
                .ports()
                .forEach((name, port) -> plain.put(
                        upper(server) + (name.isEmpty() ? "" : "_" + upper(name)) + "_PORT", port.toString()));
    }

    /** The names of the variables that are derived from a service's connections. */
    static List<String> names(ServiceSettings service, ServiceGroup serviceGroup) {
        List<String> names = new ArrayList<>();
        ConnectionsSettings connections = service.connections();
        connections.databases().forEach(database -> List.of(
                        "HOST", "PORT", "NAME", "USERNAME", "PASSWORD", "READER_HOST")
                .forEach(part -> names.add(prefix(connections.databases(), database) + "DATABASE_" + part)));
        connections.caches().forEach(cache -> List.of("HOST", "PORT", "NAME", "USER")
                .forEach(part -> names.add(prefix(connections.caches(), cache) + "CACHE_" + part)));
        connections.buckets().keySet().forEach(bucket -> names.add("BUCKET_" + upper(bucket)));
        connections.services().forEach(server -> {
            names.add(upper(server) + "_HOST");
            Optional.ofNullable(serviceGroup.services().get(server)).ifPresent(found -> found.ports()
                    .keySet()
                    .forEach(port -> names.add(upper(server) + (port.isEmpty() ? "" : "_" + upper(port)) + "_PORT")));
        });
        service.task().tracing().ifPresent(tracing -> names.add("AWS_XRAY_DAEMON_ADDRESS"));
        return names;
    }

    /** The plain values, by variable. */
    SortedMap<String, String> plain() {
        return plain;
    }

    /** The sources of secret values, by variable: the ARN of a secret or parameter, or of one key in a secret. */
    SortedMap<String, String> secret() {
        return secret;
    }

    private static String prefix(List<String> units, String unit) {
        return units.size() > 1 ? upper(unit) + "_" : "";
    }

    private static String upper(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
