package groundplan.ekscluster;

import com.hashicorp.cdktf.TerraformResource;
import groundplan.ekscluster.EksClusterSettings.AccessEntry;
import groundplan.kernel.Check;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.parts.PlainResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The access entries of the cluster: those in the settings, and the environment's roles to plan and apply the cluster's
 * units with.
 */
final class AccessEntries {
    private static final String POLICIES = "arn:aws:eks::aws:cluster-access-policy/";

    AccessEntries(Unit<?> unit, String clusterName, Map<String, AccessEntry> named) {
        all(unit.context(), named).forEach((name, entry) -> entry(unit, clusterName, TerraformName.of(name), entry));
    }

    /** Reports a cluster that would have no administrator. */
    static void check(UnitContext context, Map<String, AccessEntry> named, Check check) {
        check.that(
                all(context, named).values().stream()
                        .anyMatch(entry -> entry.policy().equals("AmazonEKSClusterAdminPolicy")),
                "access_entries",
                "the cluster would have no administrator; add a role with AmazonEKSClusterAdminPolicy");
    }

    private static Map<String, AccessEntry> all(UnitContext context, Map<String, AccessEntry> named) {
        Map<String, AccessEntry> entries = new TreeMap<>(named);
        context.environment().assumeRole().ifPresent(roles -> {
            entries.putIfAbsent(
                    "apply", new AccessEntry(roles.applyRoleArn(), "AmazonEKSClusterAdminPolicy", List.of()));
            entries.putIfAbsent("plan", new AccessEntry(roles.planRoleArn(), "AmazonEKSAdminViewPolicy", List.of()));
        });
        return entries;
    }

    private static void entry(Unit<?> unit, String clusterName, String name, AccessEntry entry) {
        TerraformResource made = PlainResource.of(
                unit,
                "aws_eks_access_entry",
                name,
                Map.of("cluster_name", clusterName, "principal_arn", entry.principalArn(), "type", "STANDARD"));
        Map<String, Object> where = entry.namespaces().isEmpty()
                ? Map.of("type", "cluster")
                : Map.of("type", "namespace", "namespaces", entry.namespaces());
        PlainResource.of(
                unit,
                "aws_eks_access_policy_association",
                name,
                Map.of(
                        "cluster_name",
                        clusterName,
                        "principal_arn",
                        PlainResource.attribute(made, "principal_arn"),
                        "policy_arn",
                        POLICIES + entry.policy(),
                        "access_scope",
                        where));
    }
}
