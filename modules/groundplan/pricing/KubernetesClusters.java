package groundplan.pricing;

/** Kubernetes clusters: control planes and the instances of node groups. */
final class KubernetesClusters {
    private KubernetesClusters() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_eks_cluster", KubernetesClusters::controlPlane)
                .metered("aws_eks_node_group", KubernetesClusters::nodes)
                .partOf("the nodes that are made from it", "aws_launch_template")
                .partOf("the pods that run on it, whose number is not known here", "aws_eks_fargate_profile")
                .free(
                        "aws_eks_access_entry",
                        "aws_eks_access_policy_association",
                        "aws_eks_addon",
                        "aws_eks_pod_identity_association",
                        "kubernetes_default_service_account",
                        "kubernetes_limit_range",
                        "kubernetes_namespace",
                        "kubernetes_network_policy",
                        "kubernetes_resource_quota",
                        "kubernetes_service_account")
                .partOf("the nodes or the Fargate that its pods run on", "helm_release");
    }

    private static void controlPlane(Subject cluster, Usage usage, Bill bill) {
        bill.add("control plane", "eks.cluster_hour", usage.hoursPerMonth());
    }

    /** The preferred one of several instance types; Spot with the discount that is assumed for tasks too. */
    private static void nodes(Subject group, Usage usage, Bill bill) {
        double min = group.number("scaling_config.min_size");
        double max = group.number("scaling_config.max_size");
        double nodes =
                switch (usage.compute().tasks()) {
                    case "min" -> min;
                    case "max" -> max;
                    case "average" -> (min + max) / 2;
                    default -> group.number("scaling_config.desired_size", min);
                };
        boolean spot = group.text("capacity_type").filter("SPOT"::equals).isPresent();
        String type = group.blocks("instance_types").stream()
                .findFirst()
                .orElseThrow(() -> new Subject.Unreadable("instance_types is absent"))
                .asText();
        bill.add(
                spot ? "nodes, Spot" : "nodes, on demand",
                "ec2." + type + "_hour",
                nodes * usage.hoursPerMonth(),
                spot ? usage.compute().spotDiscountPercent() : 0);
        Subject template = group.referred("launch_template.id")
                .orElseThrow(() -> new Subject.Unreadable("launch_template is not among the resources"));
        bill.add("disks of the nodes", "ec2.gp3_gb", nodes * template.number("block_device_mappings.ebs.volume_size"));
    }
}
