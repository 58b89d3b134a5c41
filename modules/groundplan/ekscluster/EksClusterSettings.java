package groundplan.ekscluster;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Cidr;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.offers.KubernetesVersions;
import groundplan.parts.RetentionDays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings of a Kubernetes cluster. */
public record EksClusterSettings(
        @Setting(
                        value =
                                "Kubernetes version, as a quoted string; upgrades are one minor version at a time, downgrades are impossible.",
                        pattern = "1\\.[0-9]{2}")
                String version,
        @Setting(value = "Control plane: API access, log and deletion protection.", byDefault = "{}")
                ControlPlane controlPlane,
        @Setting(value = "Managed node groups, by name.", byDefault = "{}", names = EksClusterSettings.NAMES)
                Map<String, NodeGroup> nodeGroups,
        @Setting(value = "Fargate profiles, by name.", byDefault = "{}", names = EksClusterSettings.NAMES)
                Map<String, FargateProfile> fargateProfiles,
        @Setting(
                        value = "EKS add-ons, by their EKS names.",
                        byDefault = "{coredns: {}, kube-proxy: {}, vpc-cni: {}}",
                        names = EksClusterSettings.NAMES)
                Map<String, Addon> addons,
        @Setting(
                        value =
                                "Access entries by name, in addition to the environment's roles to plan and apply with.",
                        byDefault = "{}",
                        names = EksClusterSettings.NAMES)
                Map<String, AccessEntry> accessEntries,
        @Setting(value = "Unit with the network; nodes and pods are in its private subnets.", byDefault = "network")
                @Reads(value = "network", sameRegion = true)
                String network,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    static final String NAMES = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    /** The key of a label or taint, as Kubernetes accepts it: a name, and before it at most one prefix with a slash. */
    static final String LABEL_KEY = "([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
    /** The value of a label or taint, as Kubernetes accepts it. */
    static final String LABEL = "([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?";

    /**
     * The oldest versions that AWS supports, by type of support; update them from AWS's page of Kubernetes versions.
     */
    private static final Map<String, Integer> OLDEST = Map.of("STANDARD", 34, "EXTENDED", 32);

    /** Settings of the control plane. */
    public record ControlPlane(
            @Setting(
                            value = "Public ranges that may access the API. Left out: private access only.",
                            byDefault = "[]",
                            form = TextForm.IPV4_RANGE)
                    List<String> publicAccessCidrs,
            @Setting(
                            value =
                                    "Private ranges that may access the API, in the network or behind its VPN, by name.",
                            byDefault = "{}",
                            names = EksClusterSettings.NAMES,
                            form = TextForm.IPV4_RANGE)
                    Map<String, String> clientCidrs,
            @Setting(
                            value =
                                    "Support type: automatic upgrade after standard support, or extended support at six times the price.",
                            byDefault = "STANDARD",
                            oneOf = {"STANDARD", "EXTENDED"})
                    String supportType,
            @Setting(
                            value =
                                    "CIDR range of Kubernetes services, which must not overlap with networks that the cluster connects to. Left out: EKS chooses.",
                            form = TextForm.IPV4_RANGE)
                    Optional<String> serviceIpv4Cidr,
            @Setting(value = "Retention of the control plane log, in days.", byDefault = "365", min = 1)
                    int logRetentionInDays,
            @Setting(
                            value =
                                    "Set Terraform's prevent_destroy, which rejects a plan that would destroy or replace the cluster.",
                            byDefault = "true")
                    boolean preventDestroy)
            implements Checked {
        @Override
        public void check(Check check) {
            RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
            serviceIpv4Cidr
                    .map(Cidr::parse)
                    .filter(range -> range.prefix() < 12 || range.prefix() > 24 || !range.isWithinPrivate())
                    .ifPresent(range -> check.problem(
                            "service_ipv4_cidr",
                            range
                                    + " is refused by EKS: it takes a range from /12 to /24 in 10.0.0.0/8, 172.16.0.0/12 or"
                                    + " 192.168.0.0/16"));
            publicAccessCidrs.forEach(cidr -> {
                check.that(
                        !cidr.endsWith("/0"),
                        "public_access_cidrs",
                        "this is the whole Internet; use the ranges of your offices");
                check.that(
                        !Cidr.parse(cidr).isPrivate(),
                        "public_access_cidrs",
                        "EKS accepts public addresses only, and " + cidr
                                + " is private; write it into client_cidrs, for the private endpoint");
            });
            clientCidrs.forEach((name, cidr) -> {
                check.that(
                        !cidr.endsWith("/0"),
                        "client_cidrs." + name,
                        "this allows every address; use the range of the clients");
            });
        }
    }

    /** Settings of a node group. */
    public record NodeGroup(
            @Setting(value = "Instance types, in order of preference.", min = 1, pattern = "[a-z0-9-]+\\.[a-z0-9-]+")
                    List<String> instanceTypes,
            @Setting(value = "Number of nodes.", byDefault = "{}") Size size,
            @Setting(
                            value = "Capacity type: on demand, or cheaper Spot instances that AWS can interrupt.",
                            byDefault = "ON_DEMAND",
                            oneOf = {"ON_DEMAND", "SPOT"})
                    String capacityType,
            @Setting(
                            value = "AMI type.",
                            byDefault = "AL2023_x86_64_STANDARD",
                            oneOf = {"AL2023_x86_64_STANDARD", "AL2023_ARM_64_STANDARD"})
                    String amiType,
            @Setting(value = "Disk size of each node, in GiB.", byDefault = "50", min = 20, max = 16384)
                    int diskSizeGib,
            @Setting(
                            value = "Labels of the nodes.",
                            byDefault = "{}",
                            names = EksClusterSettings.LABEL_KEY,
                            pattern = EksClusterSettings.LABEL)
                    Map<String, String> labels,
            @Setting(value = "Taints, by key.", byDefault = "{}", names = EksClusterSettings.LABEL_KEY)
                    Map<String, Taint> taints)
            implements Checked {
        @Override
        public void check(Check check) {
            labels.keySet()
                    .forEach(
                            label -> check.that(
                                    !label.matches("(.*\\.)?(kubernetes\\.io|k8s\\.io|eks\\.amazonaws\\.com)/.*"),
                                    "labels." + label,
                                    "EKS reserves labels that begin with kubernetes.io/, k8s.io/ and eks.amazonaws.com/; choose another"));
            boolean arm = amiType.contains("ARM");
            instanceTypes.forEach(type -> check.that(
                    arm == type.matches("[a-z]+[0-9]+g[a-z]*\\..*"),
                    "ami_type",
                    type
                            + (arm
                                    ? " is not an ARM instance type; use AL2023_x86_64_STANDARD"
                                    : " is an ARM instance type; use AL2023_ARM_64_STANDARD")));
        }
    }

    /** The size of a node group. */
    public record Size(
            @Setting(value = "Minimum number of nodes.", byDefault = "2", min = 0, max = 450) int min,
            @Setting(value = "Maximum number of nodes.", byDefault = "4", min = 1, max = 450) int max,
            @Setting(
                            value = "Initial number of nodes; later changed by an autoscaler. Left out: the minimum.",
                            min = 0,
                            max = 450)
                    Optional<Integer> desired)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(min <= max, "max", "must not be below min, which is " + min);
            desired.ifPresent(count -> check.that(
                    min <= count && count <= max, "desired", "must be between min, " + min + ", and max, " + max));
        }
    }

    /** A taint. */
    public record Taint(
            @Setting(value = "Value of the taint. Left out: none.", pattern = EksClusterSettings.LABEL)
                    Optional<String> value,
            @Setting(
                            value = "Effect on pods without a matching toleration.",
                            byDefault = "NO_SCHEDULE",
                            oneOf = {"NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"})
                    String effect) {}

    /** Settings of a Fargate profile. */
    public record FargateProfile(
            @Setting(
                            value = "Namespaces of the pods.",
                            min = 1,
                            max = 5,
                            pattern = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
                    List<String> namespaces,
            @Setting(
                            value = "Labels of the pods. Left out: all pods.",
                            byDefault = "{}",
                            max = 5,
                            names = EksClusterSettings.LABEL_KEY,
                            pattern = EksClusterSettings.LABEL)
                    Map<String, String> labels) {}

    /** An add-on. */
    public record Addon(
            @Setting(
                            value = "Version of the add-on. Left out: EKS's default for the cluster's version.",
                            pattern = "v[0-9].*")
                    Optional<String> addonVersion) {}

    /** An access entry. */
    public record AccessEntry(
            @Setting(value = "ARN of the IAM role.", pattern = "arn:aws:iam::[0-9]{12}:role/.+") String principalArn,
            @Setting(
                            value = "EKS access policy.",
                            byDefault = "AmazonEKSViewPolicy",
                            oneOf = {
                                "AmazonEKSAdminPolicy",
                                "AmazonEKSAdminViewPolicy",
                                "AmazonEKSClusterAdminPolicy",
                                "AmazonEKSEditPolicy",
                                "AmazonEKSViewPolicy"
                            })
                    String policy,
            @Setting(value = "Namespaces that the policy applies to. Left out: all.", byDefault = "[]")
                    List<String> namespaces)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    namespaces.isEmpty() || !policy.equals("AmazonEKSClusterAdminPolicy"),
                    "policy",
                    "this policy is for the whole cluster; for namespaces use AmazonEKSAdminPolicy");
        }
    }

    @Override
    public void check(Check check) {
        Map<String, String> principals = new HashMap<>();
        accessEntries.forEach((name, entry) -> {
            String other = principals.putIfAbsent(entry.principalArn(), name);
            check.that(
                    other == null,
                    "access_entries." + name + ".principal_arn",
                    "this is also the role of '" + other + "'; EKS accepts one entry for a role");
        });
        int oldest = OLDEST.get(controlPlane.supportType());
        check.that(
                Integer.parseInt(version.substring(2)) >= oldest,
                "version",
                "AWS no longer provides " + controlPlane.supportType().toLowerCase(Locale.ROOT)
                        + " support for this version; use 1." + oldest + " or later");
        KubernetesVersions.problem(version).ifPresent(problem -> check.problem("version", problem));
        check.that(
                !nodeGroups.isEmpty() || !fargateProfiles.isEmpty(),
                "node_groups",
                "pods could not run anywhere; add a node group here, or a profile to fargate_profiles");
        check.that(
                !nodeGroups.isEmpty()
                        || fargateProfiles.values().stream()
                                .anyMatch(profile -> profile.namespaces().contains("kube-system")
                                        && profile.labels().isEmpty()),
                "fargate_profiles",
                "without node groups, the cluster's own pods need a profile for the namespace kube-system");
        List.of("coredns", "kube-proxy", "vpc-cni")
                .forEach(addon -> check.that(
                        addons.containsKey(addon), "addons", addon + " is missing; without it pods have no network"));
    }
}
