package groundplan.ekscluster;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Cidr;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings of a Kubernetes cluster. */
public record EksClusterSettings(
        @Setting(
                        value = "Version of Kubernetes, as quoted text; it goes up one at a time, and never down.",
                        pattern = "1\\.[0-9]{2}")
                String version,
        @Setting(value = "The cluster's API, its log, and what keeps it from being destroyed.", byDefault = "{}")
                ControlPlane controlPlane,
        @Setting(
                        value = "Groups of virtual machines that run pods, by name.",
                        byDefault = "{}",
                        names = EksClusterSettings.NAMES)
                Map<String, NodeGroup> nodeGroups,
        @Setting(value = "Pods that Fargate runs, by name.", byDefault = "{}", names = EksClusterSettings.NAMES)
                Map<String, FargateProfile> fargateProfiles,
        @Setting(
                        value = "Add-ons that EKS installs and keeps, by its names for them.",
                        byDefault = "{coredns: {}, kube-proxy: {}, vpc-cni: {}}",
                        names = EksClusterSettings.NAMES)
                Map<String, Addon> addons,
        @Setting(
                        value =
                                "Who may use the cluster's API, by name, beside the roles of the environment that plan and apply.",
                        byDefault = "{}",
                        names = EksClusterSettings.NAMES)
                Map<String, AccessEntry> accessEntries,
        @Setting(value = "Unit with the network; nodes and pods live in its private subnets.", byDefault = "network")
                @Reads("network")
                String network,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {
    static final String NAMES = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    /** What AWS supports no longer came before; see its page of Kubernetes versions, and raise these with it. */
    private static final Map<String, Integer> OLDEST = Map.of("STANDARD", 34, "EXTENDED", 31);

    /** Settings of the part that AWS runs. */
    public record ControlPlane(
            @Setting(
                            value =
                                    "Ranges of the Internet from which the API is called. Left out: it answers in the network only.",
                            byDefault = "[]")
                    List<String> publicAccessCidrs,
            @Setting(
                            value =
                                    "Ranges inside the network or behind its VPN from which the API is called, by name.",
                            byDefault = "{}",
                            names = EksClusterSettings.NAMES)
                    Map<String, String> clientCidrs,
            @Setting(
                            value =
                                    "What comes after AWS's support of the version: an upgrade, or more of it at six times the price.",
                            byDefault = "STANDARD",
                            oneOf = {"STANDARD", "EXTENDED"})
                    String supportType,
            @Setting(
                            value =
                                    "Range of the cluster's services, which no network it talks to may use. Left out: EKS chooses.")
                    Optional<String> serviceIpv4Cidr,
            @Setting(value = "Days that the log of the control plane is kept.", byDefault = "365", min = 1)
                    int logRetentionInDays,
            @Setting(
                            value = "Have Terraform refuse a plan that would destroy or replace the cluster.",
                            byDefault = "true")
                    boolean preventDestroy)
            implements Checked {
        @Override
        public void check(Check check) {
            RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
            publicAccessCidrs.forEach(cidr -> {
                Cidr.problem(cidr).ifPresent(problem -> check.problem("public_access_cidrs", problem));
                check.that(
                        !cidr.endsWith("/0"),
                        "public_access_cidrs",
                        "is the whole Internet; name the ranges of your offices");
            });
            clientCidrs.forEach((name, cidr) -> {
                Cidr.problem(cidr).ifPresent(problem -> check.problem("client_cidrs." + name, problem));
                check.that(!cidr.endsWith("/0"), "client_cidrs." + name, "is everybody; name the range of the clients");
            });
            serviceIpv4Cidr.flatMap(Cidr::problem).ifPresent(problem -> check.problem("service_ipv4_cidr", problem));
        }
    }

    /** Settings of machines of a kind. */
    public record NodeGroup(
            @Setting(
                            value = "Types of machine that will do, the preferred one first.",
                            min = 1,
                            pattern = "[a-z0-9-]+\\.[a-z0-9-]+")
                    List<String> instanceTypes,
            @Setting(value = "How many there are.", byDefault = "{}") Size size,
            @Setting(
                            value = "How they are paid: until given back, or cheaper until AWS wants them back.",
                            byDefault = "ON_DEMAND",
                            oneOf = {"ON_DEMAND", "SPOT"})
                    String capacityType,
            @Setting(
                            value = "System image.",
                            byDefault = "AL2023_x86_64_STANDARD",
                            oneOf = {"AL2023_x86_64_STANDARD", "AL2023_ARM_64_STANDARD"})
                    String amiType,
            @Setting(value = "Disk of each, in GiB.", byDefault = "50", min = 20, max = 16384) int diskSizeGib,
            @Setting(value = "Labels of the nodes.", byDefault = "{}", names = "[A-Za-z0-9][A-Za-z0-9_./-]{0,127}")
                    Map<String, String> labels,
            @Setting(
                            value = "What keeps pods away that do not say they bear it, by its key.",
                            byDefault = "{}",
                            names = "[A-Za-z0-9][A-Za-z0-9_./-]{0,127}")
                    Map<String, Taint> taints)
            implements Checked {
        @Override
        public void check(Check check) {
            boolean arm = amiType.contains("ARM");
            instanceTypes.forEach(type -> check.that(
                    arm == type.matches("[a-z]+[0-9]+g[a-z]*\\..*"),
                    "ami_type",
                    type
                            + (arm
                                    ? " is no ARM machine; use AL2023_x86_64_STANDARD"
                                    : " is an ARM machine; use AL2023_ARM_64_STANDARD")));
        }
    }

    /** How many machines a group has. */
    public record Size(
            @Setting(value = "Fewest machines.", byDefault = "2", min = 0, max = 450) int min,
            @Setting(value = "Most machines.", byDefault = "4", min = 1, max = 450) int max,
            @Setting(
                            value =
                                    "Machines to begin with; what scales the group decides from then on. Left out: the fewest.",
                            min = 0,
                            max = 450)
                    Optional<Integer> desired)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(min <= max, "max", "is below min, " + min);
            desired.ifPresent(count -> check.that(
                    min <= count && count <= max, "desired", "is not between min, " + min + ", and max, " + max));
        }
    }

    /** What a taint does. */
    public record Taint(
            @Setting(value = "Value beside the key. Left out: none.") Optional<String> value,
            @Setting(
                            value = "What happens to pods that do not bear it.",
                            byDefault = "NO_SCHEDULE",
                            oneOf = {"NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"})
                    String effect) {}

    /** Which pods Fargate runs. */
    public record FargateProfile(
            @Setting(value = "Namespaces whose pods.", min = 1, max = 5) List<String> namespaces,
            @Setting(
                            value = "Labels that the pods have. Left out: all pods.",
                            byDefault = "{}",
                            names = "[A-Za-z0-9][A-Za-z0-9_./-]{0,127}")
                    Map<String, String> labels) {}

    /** An add-on. */
    public record Addon(
            @Setting(value = "Its version. Left out: the one that EKS takes for the cluster's.", pattern = "v[0-9].*")
                    Optional<String> addonVersion) {}

    /** Somebody who may come in. */
    public record AccessEntry(
            @Setting(value = "Role of IAM.", pattern = "arn:aws:iam::[0-9]{12}:role/.+") String principalArn,
            @Setting(
                            value = "What they may do.",
                            byDefault = "AmazonEKSViewPolicy",
                            oneOf = {
                                "AmazonEKSAdminPolicy",
                                "AmazonEKSAdminViewPolicy",
                                "AmazonEKSClusterAdminPolicy",
                                "AmazonEKSEditPolicy",
                                "AmazonEKSViewPolicy"
                            })
                    String policy,
            @Setting(value = "Namespaces in which they may. Left out: in all.", byDefault = "[]")
                    List<String> namespaces)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    namespaces.isEmpty() || !policy.equals("AmazonEKSClusterAdminPolicy"),
                    "policy",
                    "is for the whole cluster; in namespaces it is AmazonEKSAdminPolicy");
        }
    }

    @Override
    public void check(Check check) {
        int oldest = OLDEST.get(controlPlane.supportType());
        check.that(
                Integer.parseInt(version.substring(2)) >= oldest,
                "version",
                "AWS no longer gives it " + controlPlane.supportType().toLowerCase(Locale.ROOT) + " support; use 1."
                        + oldest + " or later");
        check.that(
                !nodeGroups.isEmpty() || !fargateProfiles.isEmpty(),
                "node_groups",
                "nothing would run pods; name a group of machines here, or a profile in fargate_profiles");
        check.that(
                !nodeGroups.isEmpty()
                        || fargateProfiles.values().stream()
                                .anyMatch(profile -> profile.namespaces().contains("kube-system")
                                        && profile.labels().isEmpty()),
                "fargate_profiles",
                "without machines the cluster's own pods need a profile of the namespace kube-system");
        List.of("coredns", "kube-proxy", "vpc-cni")
                .forEach(addon -> check.that(
                        addons.containsKey(addon), "addons", addon + " is missing; without it pods have no network"));
    }
}
