package groundplan.catalogue;

import groundplan.account.AccountUnit;
import groundplan.amplify.AmplifyUnit;
import groundplan.boundary.BoundaryUnit;
import groundplan.budgets.BudgetsUnit;
import groundplan.certificate.CertificateUnit;
import groundplan.cloudfront.CloudfrontUnit;
import groundplan.cloudtrail.CloudtrailUnit;
import groundplan.crossaccountroles.CrossAccountRolesUnit;
import groundplan.dns.DnsUnit;
import groundplan.dnsrecord.DnsRecordUnit;
import groundplan.ecr.EcrUnit;
import groundplan.ecs.EcsAlbServiceUnit;
import groundplan.ecs.EcsClusterUnit;
import groundplan.ecs.EcsNlbServiceUnit;
import groundplan.ecs.EcsTaskUnit;
import groundplan.ecs.EcsUnit;
import groundplan.efs.EfsUnit;
import groundplan.ekscluster.EksClusterUnit;
import groundplan.ekshelmrelease.EksHelmReleaseUnit;
import groundplan.eksnamespace.EksNamespaceUnit;
import groundplan.elasticache.ElasticacheUnit;
import groundplan.github.GithubUnit;
import groundplan.kernel.Kind;
import groundplan.kms.KmsUnit;
import groundplan.lambdaeventbridge.LambdaEventBridgeUnit;
import groundplan.lambdahttpapi.LambdaHttpApiUnit;
import groundplan.lambdasqsconsumer.LambdaSqsConsumerUnit;
import groundplan.network.NetworkUnit;
import groundplan.observability.ObservabilityUnit;
import groundplan.parameters.ParametersUnit;
import groundplan.rds.RdsUnit;
import groundplan.secrets.SecretsUnit;
import groundplan.state.StateUnit;
import groundplan.storage.StorageUnit;
import groundplan.waf.WafUnit;
import java.util.List;

/** The kinds of unit that settings may use. */
public final class Kinds {
    private Kinds() {}

    /** All kinds, by name. A program of your own can add to this list and pass it to the same readers. */
    public static List<Kind<?, ?>> all() {
        return List.of(
                AccountUnit.KIND,
                AmplifyUnit.KIND,
                BoundaryUnit.KIND,
                BudgetsUnit.KIND,
                CertificateUnit.KIND,
                CloudfrontUnit.KIND,
                CloudtrailUnit.KIND,
                CrossAccountRolesUnit.KIND,
                DnsUnit.KIND,
                DnsRecordUnit.KIND,
                EcrUnit.KIND,
                EcsUnit.KIND,
                EcsAlbServiceUnit.KIND,
                EcsClusterUnit.KIND,
                EcsNlbServiceUnit.KIND,
                EcsTaskUnit.KIND,
                EfsUnit.KIND,
                EksClusterUnit.KIND,
                EksHelmReleaseUnit.KIND,
                EksNamespaceUnit.KIND,
                ElasticacheUnit.KIND,
                GithubUnit.KIND,
                KmsUnit.KIND,
                LambdaEventBridgeUnit.KIND,
                LambdaHttpApiUnit.KIND,
                LambdaSqsConsumerUnit.KIND,
                NetworkUnit.KIND,
                ObservabilityUnit.KIND,
                ParametersUnit.KIND,
                RdsUnit.KIND,
                SecretsUnit.KIND,
                StateUnit.KIND,
                StorageUnit.KIND,
                WafUnit.KIND);
    }
}
