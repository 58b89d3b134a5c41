package groundplan.parts;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.eks_fargate_profile.EksFargateProfile;
import com.hashicorp.cdktf.providers.aws.eks_fargate_profile.EksFargateProfileSelector;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Fargate for pods of a cluster, with the role that pulls their images. */
public final class FargateRunner {
    private final Unit<?> unit;
    private final String clusterName;
    private final Collection<String> subnetIds;
    private final ServiceRole role;

    /**
     * Creates {@code aws_iam_role.fargate}.
     *
     * @param clusterName the cluster
     * @param subnetIds the subnets of the pods: private subnets
     */
    public FargateRunner(Unit<?> unit, String clusterName, Collection<String> subnetIds) {
        this.unit = unit;
        this.clusterName = clusterName;
        this.subnetIds = subnetIds;
        this.role = new ServiceRole(unit, "fargate", "eks-fargate-pods.amazonaws.com", "Starts pods on Fargate")
                .attach("AmazonEKSFargatePodExecutionRolePolicy");
    }

    /**
     * Creates {@code aws_eks_fargate_profile.<name>}.
     *
     * @param namespaces the namespaces whose pods run on Fargate
     * @param labels labels of the pods that do; empty for all
     */
    public ITerraformDependable run(String name, Collection<String> namespaces, Map<String, String> labels) {
        return unit.add(TerraformName.of(name), (scope, id) -> EksFargateProfile.Builder.create(scope, id)
                .clusterName(clusterName)
                .fargateProfileName(unit.context().name(name))
                .podExecutionRoleArn(role.arn())
                .subnetIds(List.copyOf(subnetIds))
                .dependsOn(role.granted())
                .selector(namespaces.stream()
                        .map(namespace -> selector(namespace, labels))
                        .toList())
                .build());
    }

    private static EksFargateProfileSelector selector(String namespace, Map<String, String> labels) {
        EksFargateProfileSelector.Builder selector =
                EksFargateProfileSelector.builder().namespace(namespace);
        return labels.isEmpty() ? selector.build() : selector.labels(labels).build();
    }
}
