package groundplan.ecs;

import groundplan.elasticache.ElasticacheOutputs;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The environment variables of a container: those of its settings, and those that follow from its connections. */
final class Variables {
  private final ServiceSettings service;
  private final EcsReads reads;

  Variables(ServiceSettings service, EcsReads reads) {
    this.service = service;
    this.reads = reads;
  }

  /** The names that follow from connections. */
  static List<String> names(ConnectionsSettings connections) {
    List<String> names = new ArrayList<>();
    connections.databases().forEach(database -> List.of("HOST", "PORT", "NAME", "USERNAME", "PASSWORD").forEach(part ->
        names.add(name(connections.databases(), database, "DATABASE_" + part))));
    connections.caches().forEach(cache -> List.of("HOST", "PORT", "NAME", "USER").forEach(part ->
        names.add(name(connections.caches(), cache, "CACHE_" + part))));
    connections.buckets().keySet().forEach(bucket -> names.add("BUCKET_" + upper(bucket)));
    return names;
  }

  /** Values that anyone may read, by variable. */
  SortedMap<String, String> plain() {
    SortedMap<String, String> plain = new TreeMap<>();
    service.container().environment().forEach((variable, value) -> plain.put(variable, literal(value)));
    ConnectionsSettings connections = service.connections();
    connections.databases().forEach(name -> {
      RdsOutputs database = reads.databases().get(name);
      Map.of("HOST", database.host(), "PORT", database.port(), "NAME", database.databaseName()).forEach((part, value) ->
          plain.put(name(connections.databases(), name, "DATABASE_" + part), value));
    });
    connections.caches().forEach(name -> {
      ElasticacheOutputs cache = reads.caches().get(name);
      // The name is part of what a client signs to get in.
      Map.of("HOST", cache.primaryEndpoint(), "PORT", cache.port(), "NAME", cache.replicationGroupId(),
          "USER", cache.userName()).forEach((part, value) ->
          plain.put(name(connections.caches(), name, "CACHE_" + part), value));
    });
    connections.buckets().keySet().forEach(bucket -> plain.put("BUCKET_" + upper(bucket),
        reads.storage().orElseThrow().bucketNames().get(bucket)));
    return plain;
  }

  /** Where secret values come from, by variable: the ARN of a secret, or of one key in it. */
  SortedMap<String, String> secret() {
    SortedMap<String, String> secret = new TreeMap<>();
    service.container().secrets().forEach((variable, reference) -> {
      String[] parts = reference.split(":", 2);
      String arn = secretArn(parts[0]);
      secret.put(variable, parts.length == 1 ? arn : arn + ":" + parts[1] + "::");
    });
    ConnectionsSettings connections = service.connections();
    connections.databases().forEach(name -> {
      String arn = reads.databases().get(name).masterSecretArn();
      secret.put(name(connections.databases(), name, "DATABASE_USERNAME"), arn + ":username::");
      secret.put(name(connections.databases(), name, "DATABASE_PASSWORD"), arn + ":password::");
    });
    return secret;
  }

  /** The secrets that those values are in. */
  List<String> secretArns() {
    List<String> arns = new ArrayList<>(service.connections().databases().stream()
        .map(name -> reads.databases().get(name).masterSecretArn()).toList());
    service.container().secrets().values().stream().map(reference -> reference.split(":", 2)[0]).distinct().sorted()
        .forEach(name -> arns.add(secretArn(name)));
    return arns;
  }

  /** Text as it stands: what Terraform would take for a reference is none. */
  static String literal(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  private String secretArn(String name) {
    return reads.secrets().orElseThrow().secretArns().get(name);
  }

  private static String name(List<String> units, String unit, String variable) {
    return units.size() > 1 ? upper(unit) + "_" + variable : variable;
  }

  private static String upper(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
