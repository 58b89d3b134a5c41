package groundplan.ecs;

import groundplan.certificate.CertificateOutputs;
import groundplan.dns.DnsOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.rds.RdsOutputs;
import groundplan.secrets.SecretsOutputs;
import groundplan.storage.StorageOutputs;
import groundplan.waf.WafOutputs;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The outputs of other units that a cluster is built from.
 *
 * @param network where it lives
 * @param keys what it encrypts with
 * @param repositories where its own images are
 * @param storage the buckets of its services and of its access logs
 * @param secrets the secrets of its services
 * @param databases by unit
 * @param caches by unit
 * @param front what the load balancer needs; absent without one
 */
public record EcsReads(
    NetworkOutputs network,
    KmsOutputs keys,
    Optional<EcrOutputs> repositories,
    Optional<StorageOutputs> storage,
    Optional<SecretsOutputs> secrets,
    Map<String, RdsOutputs> databases,
    Map<String, ElasticacheOutputs> caches,
    Optional<Front> front) {

  /**
   * What the load balancer needs.
   *
   * @param certificates the first is shown to clients that name no host
   * @param zone where its aliases go
   * @param webAcl what looks at its requests first
   */
  public record Front(List<CertificateOutputs> certificates, Optional<DnsOutputs> zone, Optional<WafOutputs> webAcl) {}

  static EcsReads of(UnitContext context, EcsSettings settings, Wiring wiring) {
    var path = context.path();
    Collection<String> databases = new TreeSet<>();
    Collection<String> caches = new TreeSet<>();
    settings.services().values().forEach(service -> {
      databases.addAll(service.connections().databases());
      caches.addAll(service.connections().caches());
    });
    return new EcsReads(
        wiring.outputs(path, NetworkOutputs.class, settings.network()),
        wiring.outputs(path, KmsOutputs.class, settings.kms()),
        wiring.outputs(path, EcrOutputs.class, settings.ecr()),
        wiring.outputs(path, StorageOutputs.class, settings.storage()),
        wiring.outputs(path, SecretsOutputs.class, settings.secrets()),
        wiring.outputs(path, RdsOutputs.class, databases),
        wiring.outputs(path, ElasticacheOutputs.class, caches),
        settings.loadBalancer().map(balancer -> new Front(
            List.copyOf(wiring.outputs(path, CertificateOutputs.class, balancer.certificates()).values()),
            wiring.outputs(path, DnsOutputs.class, balancer.dns()),
            wiring.outputs(path, WafOutputs.class, balancer.webAcl()))));
  }

  /**
   * Makes sure that the units have what the services name in them.
   *
   * @throws IllegalArgumentException when one has not
   */
  void check(UnitContext context, EcsSettings settings) {
    settings.services().forEach((name, service) -> {
      String key = context.path() + ": services." + name;
      service.image().repository().ifPresent(repository -> require(key + ".image.repository", repository,
          settings.ecr(), repositories.orElseThrow().repositoryUrls().keySet()));
      service.container().secrets().forEach((variable, secret) -> require(key + ".container.secrets." + variable,
          secret.split(":", 2)[0], settings.secrets(), secrets.orElseThrow().secretArns().keySet()));
      service.connections().buckets().keySet().forEach(bucket -> require(key + ".connections.buckets", bucket,
          settings.storage(), storage.orElseThrow().bucketNames().keySet()));
    });
  }

  private static void require(String key, String name, Optional<String> unit, Set<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          key + ": unit '" + unit.orElseThrow() + "' has no '" + name + "'; it has " + new TreeSet<>(known));
    }
  }
}
