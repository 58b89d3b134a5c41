package groundplan.eksnamespace;

import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.parts.PlainResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All connections to and from the namespace's pods are denied by default; policies for the allowed ones are added. */
final class NetworkPolicies {
    private static final Map<String, Object> ALL_PODS = Map.of("pod_selector", Map.of());
    private static final Object NO_SELECTION = Map.of();

    private final Unit<?> unit;
    private final String namespace;

    NetworkPolicies(Unit<?> unit, String namespace, EksNamespaceSettings.NetworkPolicy settings) {
        this.unit = unit;
        this.namespace = namespace;
        policy("default_deny", List.of("Egress", "Ingress"), Map.of());
        policy(
                "allow_dns",
                List.of("Egress"),
                Map.of(
                        "egress",
                        List.of(Map.of(
                                "to",
                                List.of(namespace("kube-system")),
                                "ports",
                                List.of(port("UDP", 53), port("TCP", 53))))));
        if (settings.sameNamespace()) {
            policy(
                    "allow_same_namespace",
                    List.of("Egress", "Ingress"),
                    Map.of(
                            "egress",
                            List.of(Map.of("to", List.of(ALL_PODS))),
                            "ingress",
                            List.of(Map.of("from", List.of(ALL_PODS)))));
        }
        if (!settings.fromNamespaces().isEmpty()) {
            policy(
                    "allow_namespaces",
                    List.of("Ingress"),
                    Map.of(
                            "ingress",
                            List.of(Map.of(
                                    "from",
                                    settings.fromNamespaces().stream()
                                            .map(NetworkPolicies::namespace)
                                            .toList()))));
        }
        settings.egress()
                .forEach((name, way) -> policy(
                        TerraformName.of("allow_" + name),
                        List.of("Egress"),
                        Map.of(
                                "egress",
                                List.of(Map.of(
                                        "to",
                                        List.of(Map.of("ip_block", Map.of("cidr", way.cidr()))),
                                        "ports",
                                        List.of(port("TCP", way.port())))))));
    }

    private void policy(String name, List<String> types, Map<String, Object> rules) {
        Map<String, Object> spec = new TreeMap<>(rules);
        spec.put("pod_selector", NO_SELECTION);
        spec.put("policy_types", types);
        PlainResource.of(
                unit,
                "kubernetes_network_policy",
                name,
                Map.of("metadata", Map.of("name", name.replace('_', '-'), "namespace", namespace), "spec", spec));
    }

    private static Map<String, Object> namespace(String name) {
        return Map.of("namespace_selector", Map.of("match_labels", Map.of("kubernetes.io/metadata.name", name)));
    }

    private static Map<String, Object> port(String protocol, int port) {
        return Map.of("protocol", protocol, "port", Integer.toString(port));
    }
}
