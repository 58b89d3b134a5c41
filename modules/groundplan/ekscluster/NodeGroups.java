package groundplan.ekscluster;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.eks_node_group.EksNodeGroup;
import com.hashicorp.cdktf.providers.aws.eks_node_group.EksNodeGroupLaunchTemplate;
import com.hashicorp.cdktf.providers.aws.eks_node_group.EksNodeGroupScalingConfig;
import com.hashicorp.cdktf.providers.aws.eks_node_group.EksNodeGroupTaint;
import com.hashicorp.cdktf.providers.aws.eks_node_group.EksNodeGroupUpdateConfig;
import com.hashicorp.cdktf.providers.aws.kms_grant.KmsGrant;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplate;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateBlockDeviceMappings;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateBlockDeviceMappingsEbs;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateMetadataOptions;
import com.hashicorp.cdktf.providers.aws.launch_template.LaunchTemplateTagSpecifications;
import groundplan.ekscluster.EksClusterSettings.NodeGroup;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.parts.ServiceRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Node groups: encrypted disks, instance metadata not accessible from pods, ingress from the cluster only. */
final class NodeGroups {
    private final Unit<?> unit;
    private final ControlPlane controlPlane;
    private final Collection<String> subnetIds;
    private final String keyArn;
    private final ServiceRole role;
    private final KmsGrant disks;

    NodeGroups(Unit<?> unit, ControlPlane controlPlane, Collection<String> subnetIds, String keyArn) {
        this.unit = unit;
        this.controlPlane = controlPlane;
        this.subnetIds = subnetIds;
        this.keyArn = keyArn;
        // EC2 sends no source account when it assumes a role.
        this.role = new ServiceRole(unit, "nodes", "ec2.amazonaws.com", "Nodes of the Kubernetes cluster")
                .attach(Map.of("join", "AmazonEKSWorkerNodePolicy", "pull", "AmazonEC2ContainerRegistryPullOnly"));
        // Auto Scaling starts the instances with its service-linked role: the key policy has to allow it.
        this.disks = unit.add("disks", (scope, id) -> KmsGrant.Builder.create(scope, id)
                .name(unit.context().name("node-disks"))
                .keyId(keyArn)
                .granteePrincipal("arn:aws:iam::" + unit.context().accountId()
                        + ":role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling")
                .operations(List.of(
                        "CreateGrant",
                        "Decrypt",
                        "DescribeKey",
                        "Encrypt",
                        "GenerateDataKey",
                        "GenerateDataKeyWithoutPlaintext",
                        "ReEncryptFrom",
                        "ReEncryptTo"))
                .build());
    }

    ITerraformDependable add(String name, NodeGroup group, List<ITerraformDependable> after) {
        String key = TerraformName.of(name);
        String physical = unit.context().name("nodes-" + name);
        LaunchTemplate template = template(key, physical, group);
        List<ITerraformDependable> first = new ArrayList<>(role.granted());
        first.add(disks);
        first.addAll(after);
        int begin = group.size().desired().orElse(group.size().min());
        return unit.add(key, (scope, id) -> {
            EksNodeGroup.Builder builder = EksNodeGroup.Builder.create(scope, id)
                    .clusterName(controlPlane.id())
                    .nodeGroupName(name)
                    .nodeRoleArn(role.arn())
                    .subnetIds(List.copyOf(subnetIds))
                    .dependsOn(first)
                    .version(controlPlane.resource().getVersion())
                    .amiType(group.amiType())
                    .capacityType(group.capacityType())
                    .instanceTypes(group.instanceTypes())
                    .launchTemplate(EksNodeGroupLaunchTemplate.builder()
                            .id(template.getId())
                            .version("${" + template.getFqn() + ".latest_version}")
                            .build())
                    .scalingConfig(EksNodeGroupScalingConfig.builder()
                            .minSize(group.size().min())
                            .maxSize(group.size().max())
                            .desiredSize(begin)
                            .build())
                    .updateConfig(EksNodeGroupUpdateConfig.builder()
                            .maxUnavailablePercentage(33)
                            .build())
                    .lifecycle(TerraformResourceLifecycle.builder()
                            .ignoreChanges(List.of("scaling_config[0].desired_size"))
                            .build());
            if (!group.labels().isEmpty()) {
                builder.labels(group.labels());
            }
            if (!group.taints().isEmpty()) {
                builder.taint(group.taints().entrySet().stream()
                        .map(taint -> taint(taint.getKey(), taint.getValue()))
                        .toList());
            }
            return builder.build();
        });
    }

    private static EksNodeGroupTaint taint(String key, EksClusterSettings.Taint taint) {
        EksNodeGroupTaint.Builder builder = EksNodeGroupTaint.builder().key(key).effect(taint.effect());
        taint.value().ifPresent(builder::value);
        return builder.build();
    }

    private LaunchTemplate template(String key, String physical, NodeGroup group) {
        return unit.add(key, (scope, id) -> LaunchTemplate.Builder.create(scope, id)
                .name(physical)
                .description("Nodes of group " + key.replace('_', ' '))
                .updateDefaultVersion(true)
                .metadataOptions(LaunchTemplateMetadataOptions.builder()
                        .httpEndpoint("enabled")
                        .httpTokens("required")
                        .httpPutResponseHopLimit(1)
                        .build())
                .blockDeviceMappings(List.of(LaunchTemplateBlockDeviceMappings.builder()
                        .deviceName("/dev/xvda")
                        .ebs(LaunchTemplateBlockDeviceMappingsEbs.builder()
                                .volumeType("gp3")
                                .volumeSize(group.diskSizeGib())
                                .encrypted("true")
                                .kmsKeyId(keyArn)
                                .deleteOnTermination("true")
                                .build())
                        .build()))
                // Default tags apply to the template only; the tags of instances and volumes are set here.
                .tagSpecifications(List.of("instance", "volume").stream()
                        .map(kind -> LaunchTemplateTagSpecifications.builder()
                                .resourceType(kind)
                                .tags(tags(physical))
                                .build())
                        .toList())
                .tags(Map.of("Name", physical))
                .build());
    }

    private Map<String, String> tags(String physical) {
        Map<String, String> tags = new TreeMap<>(unit.context().tags());
        tags.put("Name", physical);
        return tags;
    }
}
