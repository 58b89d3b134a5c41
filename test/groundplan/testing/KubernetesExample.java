package groundplan.testing;

/** An environment with a Kubernetes cluster, two namespaces and a release. */
public final class KubernetesExample {
    /** What its settings say. */
    public static final String UNITS =
            """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      compute/eks-cluster:
        kind: eks-cluster
        version: "1.35"
        control_plane:
          client_cidrs: {vpn: 10.8.0.0/16}
        node_groups:
          batch:
            instance_types: [m6i.large, m5.large]
            capacity_type: SPOT
            taints:
              batch: {value: "true"}
          general:
            instance_types: [m7g.large]
            ami_type: AL2023_ARM_64_STANDARD
            size: {min: 2, max: 6}
            labels: {workload: general}
        fargate_profiles:
          reports: {namespaces: [reports]}
        addons:
          aws-ebs-csi-driver: {}
          coredns: {}
          eks-pod-identity-agent: {}
          kube-proxy: {}
          vpc-cni: {addon_version: v1.20.4-eksbuild.1}
        access_entries:
          ci: {principal_arn: "arn:aws:iam::123456789012:role/ci", policy: AmazonEKSClusterAdminPolicy}
          support: {principal_arn: "arn:aws:iam::123456789012:role/support", namespaces: [orders]}
      kubernetes/orders:
        kind: eks-namespace
        cluster: compute/eks-cluster
        network_policy:
          from_namespaces: [ingress]
          egress:
            database: {cidr: 10.0.8.0/22, port: 3306}
        service_accounts:
          api:
            allow:
              Uploads: {actions: ["s3:GetObject", "s3:PutObject"], resources: ["arn:aws:s3:::shop-dev-uploads/*"]}
          idle: {}
          worker:
            sign_in: pod_identity
            allow:
              Queue: {actions: ["sqs:ReceiveMessage"], resources: ["arn:aws:sqs:us-east-1:123456789012:shop-dev-orders"]}
      kubernetes/jobs:
        kind: eks-namespace
        cluster: compute/eks-cluster
        name: nightly-jobs
        pod_security: baseline
        quota: {pods: 10}
        fargate:
          labels: {size: small}
      kubernetes/orders-api:
        kind: eks-helm-release
        namespace: kubernetes/orders
        chart: {name: orders-api, repository: "https://charts.example.com", version: 1.4.2}
        values: |
          replicaCount: 2
          greeting: "${name}"
      """;

    /** The environment, synthesized once for all tests. */
    public static final Synthesized ENVIRONMENT = Synthesized.of(UNITS);

    private KubernetesExample() {}
}
