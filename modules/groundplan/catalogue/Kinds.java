package groundplan.catalogue;

import groundplan.certificate.CertificateUnit;
import groundplan.dns.DnsUnit;
import groundplan.ecr.EcrUnit;
import groundplan.ecs.EcsUnit;
import groundplan.elasticache.ElasticacheUnit;
import groundplan.github.GithubUnit;
import groundplan.kernel.Kind;
import groundplan.kms.KmsUnit;
import groundplan.network.NetworkUnit;
import groundplan.observability.ObservabilityUnit;
import groundplan.rds.RdsUnit;
import groundplan.secrets.SecretsUnit;
import groundplan.state.StateUnit;
import groundplan.storage.StorageUnit;
import groundplan.waf.WafUnit;
import java.util.List;

/** The kinds of unit that settings may name. */
public final class Kinds {
  private Kinds() {}

  /** All kinds, by name. A program of one's own adds to this list and hands it to the same readers. */
  public static List<Kind<?, ?>> all() {
    return List.of(
        CertificateUnit.KIND,
        DnsUnit.KIND,
        EcrUnit.KIND,
        EcsUnit.KIND,
        ElasticacheUnit.KIND,
        GithubUnit.KIND,
        KmsUnit.KIND,
        NetworkUnit.KIND,
        ObservabilityUnit.KIND,
        RdsUnit.KIND,
        SecretsUnit.KIND,
        StateUnit.KIND,
        StorageUnit.KIND,
        WafUnit.KIND);
  }
}
