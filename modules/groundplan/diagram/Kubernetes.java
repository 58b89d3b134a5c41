package groundplan.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Kubernetes clusters with their nodes, namespaces and Helm releases. */
final class Kubernetes {
    private final Parts parts;
    private final Sketch sketch;
    private final Networks networks;

    Kubernetes(Parts parts, Sketch sketch, Networks networks) {
        this.parts = parts;
        this.sketch = sketch;
        this.networks = networks;
    }

    void draw() {
        parts.of("aws_eks_cluster").forEach(this::cluster);
    }

    private void cluster(Part cluster) {
        String box = sketch.box(
                networks.boxOf(cluster),
                Sketch.id(cluster.id()),
                Box.Place.cluster,
                "EKS cluster " + cluster.text("name"));
        sketch.element(
                box,
                Look.compute,
                "EKS control plane",
                "Kubernetes " + cluster.text("version"),
                List.of(cluster.flag("vpc_config.endpoint_public_access") ? "API open to named ranges" : "private API"),
                Stream.concat(Stream.of(cluster), parts.referring("aws_eks_addon", cluster).stream())
                        .toList());
        parts.referring("aws_eks_node_group", cluster).forEach(group -> {
            List<Part> all = new ArrayList<>(List.of(group));
            all.addAll(parts.referred(group, "aws_launch_template"));
            sketch.element(
                    box,
                    Look.compute,
                    "EKS node group",
                    group.text("node_group_name"),
                    List.of(
                            String.join(
                                    ", ",
                                    Part.items(group.json().path("instance_types")).stream()
                                            .map(type -> type.asText())
                                            .toList()),
                            group.text("scaling_config.min_size") + " to "
                                    + Wording.count(group.number("scaling_config.max_size", 1), "node")
                                    + (group.text("capacity_type").equals("SPOT") ? ", Spot" : "")),
                    all);
        });
        parts.referring("aws_eks_fargate_profile", cluster).stream()
                .filter(profile -> profile.unit().equals(cluster.unit()))
                .forEach(profile -> sketch.element(
                        box,
                        Look.compute,
                        "EKS on Fargate",
                        profile.text("fargate_profile_name"),
                        List.of(),
                        List.of(profile)));
        parts.of("kubernetes_namespace").stream()
                .filter(namespace -> parts.configured(namespace).contains(cluster))
                .forEach(namespace -> namespace(box, namespace));
    }

    private void namespace(String box, Part namespace) {
        List<Part> all = new ArrayList<>(List.of(namespace));
        List<String> details = new ArrayList<>();
        for (Part release : parts.referring("helm_release", namespace)) {
            all.add(release);
            details.add("chart " + release.text("chart") + " " + release.text("version"));
        }
        parts.of("aws_eks_fargate_profile").stream()
                .filter(one -> one.unit().equals(namespace.unit()))
                .forEach(profile -> {
                    all.add(profile);
                    details.add("on Fargate");
                });
        sketch.element(box, Look.compute, "Kubernetes namespace", namespace.text("metadata.name"), details, all);
    }
}
