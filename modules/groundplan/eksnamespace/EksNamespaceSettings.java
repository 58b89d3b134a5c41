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
                        value = "Its name. Left out: the last word of the unit's.",
                        pattern = EksNamespaceSettings.NAME + "{1,63}")
                Optional<String> name,
        @Setting(
                        value = "How safe its pods must be, by the standards of Kubernetes.",
                        byDefault = "restricted",
                        oneOf = {"restricted", "baseline", "privileged"})
                String podSecurity,
        @Setting(value = "How much all of its pods may take together.", byDefault = "{}") Quota quota,
        @Setting(value = "What a container takes that does not say.", byDefault = "{}")
                ContainerDefaults containerDefaults,
        @Setting(value = "Whom its pods may talk to; nothing is allowed that is not said here.", byDefault = "{}")
                NetworkPolicy networkPolicy,
        @Setting("Have Fargate run its pods. Left out: the nodes of the cluster do.") Optional<Fargate> fargate,
        @Setting(
                        value = "Service accounts by name; pods that name none get no token.",
                        byDefault = "{}",
                        names = EksNamespaceSettings.NAMES)
                Map<String, ServiceAccount> serviceAccounts)
        implements Checked {
    static final String NAME = "[a-z0-9-]";
    static final String NAMES = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final List<String> RESERVED = List.of("default", "kube-node-lease", "kube-public", "kube-system");

    /** Settings of the quota. */
    public record Quota(
            @Setting(value = "Cores that they may ask for.", byDefault = "4", min = 1) int requestsCpuCores,
            @Setting(value = "Memory that they may ask for, in GiB.", byDefault = "8", min = 1) int requestsMemoryGib,
            @Setting(value = "Cores that they may ever use.", byDefault = "8", min = 1) int limitsCpuCores,
            @Setting(value = "Memory that they may ever use, in GiB.", byDefault = "16", min = 1) int limitsMemoryGib,
            @Setting(value = "Number of pods.", byDefault = "50", min = 1) int pods,
            @Setting(
                            value = "Number of load balancers; each is a door that no other unit knows of.",
                            byDefault = "0",
                            min = 0)
                    int loadBalancers)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    requestsCpuCores <= limitsCpuCores,
                    "limits_cpu_cores",
                    "is less than what they may ask for, " + requestsCpuCores);
            check.that(
                    requestsMemoryGib <= limitsMemoryGib,
                    "limits_memory_gib",
                    "is less than what they may ask for, " + requestsMemoryGib);
        }
    }

    /** Settings of containers that do not say what they take. */
    public record ContainerDefaults(
            @Setting(value = "Thousandths of a core that it asks for.", byDefault = "100", min = 1)
                    int requestCpuMillicores,
            @Setting(value = "Memory that it asks for, in MiB.", byDefault = "128", min = 1) int requestMemoryMib,
            @Setting(value = "Thousandths of a core that it may use.", byDefault = "500", min = 1)
                    int limitCpuMillicores,
            @Setting(value = "Memory that it may use, in MiB.", byDefault = "512", min = 1) int limitMemoryMib)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    requestCpuMillicores <= limitCpuMillicores,
                    "limit_cpu_millicores",
                    "is less than what it asks for, " + requestCpuMillicores);
            check.that(
                    requestMemoryMib <= limitMemoryMib,
                    "limit_memory_mib",
                    "is less than what it asks for, " + requestMemoryMib);
        }
    }

    /** Settings of whom pods may talk to. Names are always looked up in the cluster's DNS. */
    public record NetworkPolicy(
            @Setting(value = "Let its pods talk to each other.", byDefault = "true") boolean sameNamespace,
            @Setting(value = "Namespaces whose pods may talk to its pods.", byDefault = "[]")
                    List<String> fromNamespaces,
            @Setting(value = "Ways out of the cluster, by name.", byDefault = "{}", names = EksNamespaceSettings.NAMES)
                    Map<String, Egress> egress) {}

    /** Settings of pods on Fargate. */
    public record Fargate(
            @Setting(
                            value = "Labels that the pods have. Left out: all pods.",
                            byDefault = "{}",
                            names = "[A-Za-z0-9][A-Za-z0-9_./-]{0,127}")
                    Map<String, String> labels,
            @Setting(value = "Unit with the network; pods live in its private subnets.", byDefault = "network")
                    @Reads("network")
                    String network) {}

    /** Settings of a service account. */
    public record ServiceAccount(
            @Setting(
                            value =
                                    "How pods prove who they are: with a token of the cluster, which works everywhere; or by the agent of"
                                            + " the add-on eks-pod-identity-agent, which runs on machines and not on Fargate.",
                            byDefault = "web_identity",
                            oneOf = {"web_identity", "pod_identity"})
                    String signIn,
            @Setting(
                            value = "What its role may do in AWS, by name. Left out: it has none.",
                            byDefault = "{}",
                            names = "[A-Za-z][A-Za-z0-9]*")
                    Map<String, Grant> allow) {}

    /** Actions on resources. */
    public record Grant(
            @Setting(value = "Actions, one by one.", min = 1, pattern = "[a-z0-9-]+:[A-Za-z]+") List<String> actions,
            @Setting(value = "ARNs of what they are done to.", min = 1, pattern = "arn:aws:[a-z0-9-]+:[^:]*:[0-9]*:.+")
                    List<String> resources) {}

    @Override
    public void check(Check check) {
        name.ifPresent(given -> check.that(!RESERVED.contains(given), "name", "is a namespace of Kubernetes itself"));
        serviceAccounts.forEach((account, settings) -> check.that(
                fargate.isEmpty() || settings.signIn().equals("web_identity"),
                "service_accounts." + account + ".sign_in",
                "Fargate has no such agent; use web_identity"));
    }
}
