package groundplan.eksnamespace;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Egress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a namespace. */
public record EksNamespaceSettings(
        @Setting("Unit with the cluster.") @Reads("eks-cluster") String cluster,
        @Setting(
                        value = "Name of the namespace. Left out: the last part of the unit's name.",
                        pattern = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
                Optional<String> name,
        @Setting(
                        value = "Pod Security Standard that its pods must meet.",
                        byDefault = "restricted",
                        oneOf = {"restricted", "baseline", "privileged"})
                String podSecurity,
        @Setting(value = "Resource quota of the namespace.", byDefault = "{}") Quota quota,
        @Setting(value = "Default requests and limits of containers.", byDefault = "{}")
                ContainerDefaults containerDefaults,
        @Setting(value = "Network policies of its pods; anything not listed is denied.", byDefault = "{}")
                NetworkPolicy networkPolicy,
        @Setting("Run its pods on Fargate. Left out: on the cluster's nodes.") Optional<Fargate> fargate,
        @Setting(
                        value = "Service accounts by name; pods without one get no token.",
                        byDefault = "{}",
                        names = EksNamespaceSettings.NAMES)
                Map<String, ServiceAccount> serviceAccounts)
        implements Checked {
    static final String NAME = "[a-z0-9-]";
    static final String NAMES = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final List<String> RESERVED = List.of("default", "kube-node-lease", "kube-public", "kube-system");

    /** Settings of the quota. */
    public record Quota(
            @Setting(value = "Total CPU requests, in cores.", byDefault = "4", min = 1) int requestsCpuCores,
            @Setting(value = "Total memory requests, in GiB.", byDefault = "8", min = 1) int requestsMemoryGib,
            @Setting(value = "Total CPU limits, in cores.", byDefault = "8", min = 1) int limitsCpuCores,
            @Setting(value = "Total memory limits, in GiB.", byDefault = "16", min = 1) int limitsMemoryGib,
            @Setting(value = "Number of pods.", byDefault = "50", min = 1) int pods,
            @Setting(
                            value =
                                    "Number of services of type LoadBalancer; no other unit manages these load balancers.",
                            byDefault = "0",
                            min = 0)
                    int loadBalancers)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    requestsCpuCores <= limitsCpuCores,
                    "limits_cpu_cores",
                    "must not be less than the requests, " + requestsCpuCores);
            check.that(
                    requestsMemoryGib <= limitsMemoryGib,
                    "limits_memory_gib",
                    "must not be less than the requests, " + requestsMemoryGib);
        }
    }

    /** Default requests and limits of containers. */
    public record ContainerDefaults(
            @Setting(value = "CPU request, in millicores.", byDefault = "100", min = 1) int requestCpuMillicores,
            @Setting(value = "Memory request, in MiB.", byDefault = "128", min = 1) int requestMemoryMib,
            @Setting(value = "CPU limit, in millicores.", byDefault = "500", min = 1) int limitCpuMillicores,
            @Setting(value = "Memory limit, in MiB.", byDefault = "512", min = 1) int limitMemoryMib)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    requestCpuMillicores <= limitCpuMillicores,
                    "limit_cpu_millicores",
                    "must not be less than the request, " + requestCpuMillicores);
            check.that(
                    requestMemoryMib <= limitMemoryMib,
                    "limit_memory_mib",
                    "must not be less than the request, " + requestMemoryMib);
        }
    }

    /** Settings of network policies. DNS lookups in the cluster are always allowed. */
    public record NetworkPolicy(
            @Setting(value = "Allow its pods to connect to each other.", byDefault = "true") boolean sameNamespace,
            @Setting(value = "Namespaces whose pods may connect to its pods.", byDefault = "[]")
                    List<String> fromNamespaces,
            @Setting(
                            value = "Egress rules out of the cluster, by name.",
                            byDefault = "{}",
                            names = EksNamespaceSettings.NAMES)
                    Map<String, Egress> egress) {}

    /** Settings of pods on Fargate. */
    public record Fargate(
            @Setting(
                            value = "Labels of the pods. Left out: all pods.",
                            byDefault = "{}",
                            max = 5,
                            names = "([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?",
                            pattern = "([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?")
                    Map<String, String> labels,
            @Setting(value = "Unit with the network; pods are in its private subnets.", byDefault = "network")
                    @Reads(value = "network", sameRegion = true)
                    String network) {}

    /** Settings of a service account. */
    public record ServiceAccount(
            @Setting(
                            value =
                                    "How pods authenticate with AWS: with a token of the cluster, which works everywhere; or with the agent of"
                                            + " the add-on eks-pod-identity-agent, which runs on nodes, not on Fargate.",
                            byDefault = "web_identity",
                            oneOf = {"web_identity", "pod_identity"})
                    String signIn,
            @Setting(
                            value = "IAM permissions of its role, by name. Left out: no role.",
                            byDefault = "{}",
                            names = "[A-Za-z][A-Za-z0-9]*")
                    Map<String, Grant> allow) {}

    /** IAM actions on resources. */
    public record Grant(
            @Setting(value = "Actions, without wildcards.", min = 1, pattern = "[a-z0-9-]+:[A-Za-z]+")
                    List<String> actions,
            @Setting(value = "ARNs of the resources.", min = 1, pattern = "arn:aws:[a-z0-9-]+:[^:]*:[0-9]*:.+")
                    List<String> resources) {}

    @Override
    public void check(Check check) {
        name.ifPresent(
                given -> check.that(!RESERVED.contains(given), "name", "this namespace is reserved by Kubernetes"));
        serviceAccounts.forEach((account, settings) -> check.that(
                fargate.isEmpty() || settings.signIn().equals("web_identity"),
                "service_accounts." + account + ".sign_in",
                "Fargate does not support the agent; use web_identity"));
    }
}
