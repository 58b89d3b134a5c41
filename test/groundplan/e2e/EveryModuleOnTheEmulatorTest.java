package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.ProcessRunner;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kinds that no environment here has switched on, in one environment so that their waits overlap: they are applied, and what
 * the cloud then tells of them is what was asked for. What is inside a Kubernetes cluster can be planned only:
 * {@code KubernetesPlanTest}.
 */
@Tag("nightly")
class EveryModuleOnTheEmulatorTest {
    private static final String UNITS =
            """
      region: us-east-1
      account_id: "123456789012"
      state: {bucket: shop-states, lock_table: shop-locks}
      units:
        state:
        kms:
        network: {cidr: 10.0.0.0/16, zones: [a, b]}
        storage:
        ecr: {repositories: {api: {}}}
        dns: {zone_name: shop.example.com, regional: true, dnssec: false, query_log: false}
        certificate: {domain_name: socket.shop.example.com, dns: dns}
        dns/record:
          kind: dns-record
          records:
            blue: {name: api, records: [192.0.2.3], routing: {set_identifier: blue, weighted: {weight: 90}}}
            green: {name: api, records: [192.0.2.4], routing: {set_identifier: green, weighted: {weight: 10}}}
            first:
              name: main
              records: [192.0.2.5]
              routing: {set_identifier: first, failover: primary, health_check: both}
            second: {name: main, records: [192.0.2.6], routing: {set_identifier: second, failover: secondary}}
            europe: {name: near, records: [192.0.2.7], routing: {set_identifier: eu, geolocation: {continent: EU}}}
            texas:
              name: near
              records: [192.0.2.8]
              routing: {set_identifier: tx, geolocation: {country: US, subdivision: TX}}
            others: {name: near, records: [192.0.2.9], routing: {set_identifier: rest, geolocation: {country: "*"}}}
          health_checks:
            one: {fqdn: one.shop.example.com, request_interval_in_seconds: 10}
            two: {fqdn: two.shop.example.com, resource_path: /ready}
            both: {calculated: {children: [one, two], healthy_children: 2}}
        compute/ecs-cluster: {kind: ecs-cluster}
        services/socket:
          kind: ecs-nlb-service
          name: socket
          cluster: compute/ecs-cluster
          service: {image: {repository: api, tag: "1"}, port: 9000}
          load_balancer:
            ingress_cidrs: {network: 10.0.0.0/16}
            health_check: {path: /health}
          units: {ecr: ecr, storage: storage}
        compute/eks-cluster:
          kind: eks-cluster
          version: "1.35"
          control_plane:
            client_cidrs: {vpn: 10.8.0.0/16}
          node_groups:
            general: {instance_types: [m7g.large], ami_type: AL2023_ARM_64_STANDARD, size: {min: 2, max: 6}}
          fargate_profiles:
            reports: {namespaces: [reports]}
          addons:
            coredns: {}
            kube-proxy: {}
            vpc-cni: {}
          access_entries:
            ci: {principal_arn: "arn:aws:iam::123456789012:role/ci", policy: AmazonEKSClusterAdminPolicy}
        functions/orders:
          kind: lambda-http-api
          ecr: ecr
          function:
            description: Answers with two versions.
            code: {image: {repository: api, tag: "1"}}
            deployment: {function_version: "1", additional_version_weights: {"2": 0.1}}
          api:
            routes:
              all: {route_key: "ANY /{proxy+}"}
        functions/nightly:
          kind: lambda-event-bridge
          function: {description: Sums up the day., deployment: {deploys: pipeline}}
          rules:
            nightly: {description: Each night., schedule_expression: "cron(0 4 * * ? *)"}
            placed: {description: A new order., event_pattern: '{"source": ["shop.orders"]}'}
        functions/queue:
          kind: lambda-sqs-consumer
          function: {description: Sends orders on., deployment: {deploys: pipeline}}
          queue: {name: shop-orders, max_receive_count: 3, batch_size: 50, maximum_batching_window_seconds: 5}
      """;

    /** What makes a unit what it is, by unit. */
    private static final Map<String, List<String>> TELLING = new TreeMap<>(Map.of(
            "dns/record",
                    List.of(
                            "aws_route53_record.blue",
                            "aws_route53_record.second",
                            "aws_route53_record.texas",
                            "aws_route53_health_check.both"),
            "services/socket", List.of("aws_lb.main", "aws_lb_listener.tls", "aws_ecs_service.socket"),
            "compute/eks-cluster",
                    List.of(
                            "aws_eks_cluster.main",
                            "aws_eks_node_group.general",
                            "aws_eks_fargate_profile.reports",
                            "aws_eks_addon.vpc_cni",
                            "aws_eks_access_entry.ci"),
            "functions/orders", List.of("aws_lambda_alias.function", "aws_apigatewayv2_route.all"),
            "functions/nightly", List.of("aws_cloudwatch_event_rule.placed", "aws_cloudwatch_event_target.nightly"),
            "functions/queue",
                    List.of(
                            "aws_lambda_event_source_mapping.main",
                            "aws_sqs_queue.function_failed",
                            "aws_sqs_queue.main")));

    @Test
    void everyModuleIsAppliedAndFoundAsItWasAskedFor(@TempDir Path folder) throws Exception {
        TempProject project =
                TempProject.shop(folder).with(TempProject.DEV, "units: {}\n").with(TempProject.SYSTEM, UNITS);
        try (OwnEmulator cloud = new OwnEmulator(project, 0)) {
            cloud.well("synth");
            cloud.well("bootstrap", "shop/dev");
            ProcessRunner.Result applied = all(cloud, "apply", "-auto-approve");
            assertEquals(0, applied.exit(), applied::output);
            ProcessRunner.Result again = all(cloud, "plan", "-detailed-exitcode");
            assertEquals(0, again.exit(), () -> "a second plan wants changes:\n" + again.output());
            for (Map.Entry<String, List<String>> unit : TELLING.entrySet()) {
                String made = cloud.terragrunt("shop/dev/us-east-1/" + unit.getKey(), "state", "list")
                        .output();
                unit.getValue()
                        .forEach(address -> assertTrue(
                                made.contains(address),
                                () -> unit.getKey() + ": no " + address + " in its state:\n" + made));
            }
        }
    }

    private static ProcessRunner.Result all(OwnEmulator cloud, String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--all", "--"));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("-input=false", "-no-color"));
        return cloud.terragrunt("shop/dev", arguments.toArray(String[]::new));
    }
}
