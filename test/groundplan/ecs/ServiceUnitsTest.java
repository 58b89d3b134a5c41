package groundplan.ecs;

import static groundplan.ecs.EcsUnitTest.AROUND;
import static groundplan.ecs.EcsUnitTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A cluster, services with a load balancer each, and a task that is run once, as units of their own. */
class ServiceUnitsTest {
    private static final String CLUSTER =
            """
      compute/ecs-cluster:
        kind: ecs-cluster
        name: shop-cluster
        service_discovery: {namespace: shop.internal}
      """;

    private static final String ROLLING =
            """
      services/orders:
        kind: ecs-alb-service
        name: orders
        cluster: compute/ecs-cluster
        service:
          image: {repository: api, tag: "1"}
          port: 8080
          task: {log_group_name: /ecs/shop/orders}
          connections: {databases: [rds]}
          routing: {priority: 10, host_names: [api.example.com], protocol: HTTP}
          scaling: {desired_count: 3}
          deployment:
            service_name: shop-orders
            minimum_healthy_percent: 50
            maximum_percent: 200
            enable_execute_command: true
        load_balancer: {http: redirect, web_acl: waf}
        units: {ecr: ecr, storage: storage}
      """;

    private static final String TURNS =
            """
      services/web:
        kind: ecs-alb-service
        name: web
        cluster: compute/ecs-cluster
        service:
          image: {repository: api, tag: "1"}
          port: 8080
          routing: {priority: 10, path_patterns: [/*], protocol: HTTP}
          scaling:
            autoscaling: {min_capacity: 2, max_capacity: 6, cpu_target_percent: 70}
          deployment: {deploys: pipeline}
        load_balancer: {web_acl: waf}
        blue_green:
          test_port: 9443
          test_ingress_cidrs: {office: 192.0.2.0/24}
          termination_wait_minutes: 15
          rollback_errors_per_minute: 5
        units: {ecr: ecr, storage: storage}
      """;

    private static final Synthesized ENV = Synthesized.of(
            AROUND + CLUSTER + ROLLING + TURNS
                    + """
      services/socket:
        kind: ecs-nlb-service
        name: socket
        cluster: compute/ecs-cluster
        service: {image: {repository: api, tag: "1"}, port: 9000}
        load_balancer:
          ingress_cidrs: {network: 10.0.0.0/16}
          health_check: {path: /health}
        units: {ecr: ecr, storage: storage}
      services/raw:
        kind: ecs-nlb-service
        name: raw
        cluster: compute/ecs-cluster
        service: {image: {repository: api, tag: "1"}, port: 9000}
        load_balancer:
          internal: false
          port: 9001
          certificates: []
          ingress_cidrs: {office: 192.0.2.0/24}
          attributes: {access_logs: false}
        units: {ecr: ecr}
      services/schema:
        kind: ecs-task
        name: schema
        cluster: compute/ecs-cluster
        image: {repository: api, tag: "1"}
        container: {command: [migrate, up]}
        connections: {databases: [rds]}
        units: {ecr: ecr}
      boundary:
      github:
        repository: shop/shop
        deploy:
          alb_services: [us-east-1/services/orders, us-east-1/services/web]
          nlb_services: [us-east-1/services/socket]
          one_off_tasks: [us-east-1/services/schema]
      """);
    private static final UnitJson ORDERS = ENV.unit("services/orders");
    private static final UnitJson WEB = ENV.unit("services/web");
    private static final UnitJson SOCKET = ENV.unit("services/socket");
    private static final UnitJson SCHEMA = ENV.unit("services/schema");
    private static final String OF_CLUSTER = "${data.terraform_remote_state.compute_ecs_cluster.outputs.";

    @Test
    @DisplayName("a cluster alone has its record of commands and its names, and no services")
    void aClusterAlone() {
        UnitJson cluster = ENV.unit("compute/ecs-cluster");
        assertEquals(
                "shop-cluster",
                cluster.attribute("aws_ecs_cluster.main", "name").asText());
        assertEquals(
                "shop.internal",
                cluster.attribute("aws_service_discovery_private_dns_namespace.main", "name")
                        .asText());
        assertTrue(cluster.addresses().stream().noneMatch(address -> address.startsWith("aws_ecs_service")));
    }

    @Test
    @DisplayName("a service runs in the cluster of another unit, is found there by name, and rolls 200/50")
    void aServiceRunsInAnotherUnitsCluster() {
        assertEquals(
                OF_CLUSTER + "cluster_arn}",
                ORDERS.attribute("aws_ecs_service.orders", "cluster").asText());
        assertEquals(
                "shop-orders",
                ORDERS.attribute("aws_ecs_service.orders", "name").asText());
        assertEquals(
                3, ORDERS.attribute("aws_ecs_service.orders", "desired_count").asInt());
        assertEquals(
                50,
                ORDERS.attribute("aws_ecs_service.orders", "deployment_minimum_healthy_percent")
                        .asInt());
        assertEquals(
                200,
                ORDERS.attribute("aws_ecs_service.orders", "deployment_maximum_percent")
                        .asInt());
        assertTrue(ORDERS.attribute("aws_ecs_service.orders", "deployment_circuit_breaker")
                .toString()
                .contains("\"rollback\":true"));
        assertEquals(
                OF_CLUSTER + "namespace_id}",
                ORDERS.attribute("aws_service_discovery_service.orders", "dns_config.namespace_id")
                        .asText());
        assertEquals(
                "/ecs/shop/orders",
                ORDERS.attribute("aws_cloudwatch_log_group.orders", "name").asText());
        assertTrue(
                ORDERS.attribute("aws_iam_role_policy.orders_task", "policy")
                        .asText()
                        .contains(OF_CLUSTER + "command_log_group_arn}:*"),
                "sessions are recorded where the cluster says");
    }

    @Test
    @DisplayName("rows 5, 9 and 10: 80 and 443 from the Internet, the application's port from the load balancer alone")
    void thePortIsOpenToTheLoadBalancerAlone() {
        TreeSet<String> open = new TreeSet<>();
        String rules = "aws_vpc_security_group_ingress_rule.";
        ORDERS.addresses().stream()
                .filter(address -> address.startsWith(rules))
                .map(ORDERS::resource)
                .forEach(rule -> open.add(rule.path("from_port").asInt() + " from "
                        + rule.path("cidr_ipv4")
                                .asText(rule.path("referenced_security_group_id")
                                        .asText())));
        assertTrue(
                open.containsAll(List.of(
                        "443 from 0.0.0.0/0", "80 from 0.0.0.0/0", "8080 from ${aws_security_group.load_balancer.id}")),
                open.toString());
        assertEquals(1, open.stream().filter(rule -> rule.startsWith("8080 ")).count(), open.toString());
        assertEquals(
                "redirect",
                ORDERS.attribute("aws_lb_listener.http", "default_action.0.type")
                        .asText());
        assertEquals(
                "shop-dev-orders-load-balancer",
                ORDERS.attribute("aws_security_group.load_balancer", "name").asText());
    }

    @Test
    @DisplayName("row 26: with blue and green CodeDeploy deploys, and Terraform leaves alone what it changes")
    void codeDeployDeploys() {
        JsonNode service = WEB.resource("aws_ecs_service.web");
        assertEquals("CODE_DEPLOY", service.at("/deployment_controller/type").asText());
        for (String refused : List.of(
                "deployment_circuit_breaker",
                "deployment_maximum_percent",
                "force_new_deployment",
                "availability_zone_rebalancing")) {
            assertFalse(service.has(refused), "aws_ecs_service.web " + refused + ", which ECS refuses");
        }
        assertEquals(
                "[\"desired_count\",\"task_definition\",\"load_balancer\",\"capacity_provider_strategy\"]",
                service.at("/lifecycle/ignore_changes").toString());
        assertEquals(
                "[\"action\"]",
                WEB.attribute("aws_lb_listener_rule.web", "lifecycle.ignore_changes")
                        .toString());
        assertEquals(
                "[\"default_action\"]",
                WEB.attribute("aws_lb_listener.test", "lifecycle.ignore_changes")
                        .toString());
        JsonNode group = WEB.resource("aws_codedeploy_deployment_group.web");
        assertEquals(
                "${aws_lb_target_group.web.name} ${aws_lb_target_group.web_green.name}",
                group.at("/load_balancer_info/target_group_pair_info/target_group/0/name")
                                .asText() + " "
                        + group.at("/load_balancer_info/target_group_pair_info/target_group/1/name")
                                .asText());
        assertEquals(
                "${aws_lb_listener.test.arn}",
                group.at("/load_balancer_info/target_group_pair_info/test_traffic_route/listener_arns/0")
                        .asText());
        assertEquals(
                15,
                group.at("/blue_green_deployment_config/terminate_blue_instances_on_deployment_success"
                                + "/termination_wait_time_in_minutes")
                        .asInt());
    }

    @Test
    @DisplayName("row 26: a deployment that fails, alarms or is stopped is turned back")
    void aBadDeploymentIsTurnedBack() {
        JsonNode group = WEB.resource("aws_codedeploy_deployment_group.web");
        assertEquals(
                "[\"DEPLOYMENT_FAILURE\",\"DEPLOYMENT_STOP_ON_ALARM\",\"DEPLOYMENT_STOP_ON_REQUEST\"]",
                group.at("/auto_rollback_configuration/events").toString());
        assertEquals(3, group.at("/alarm_configuration/alarms").size());
        JsonNode alarm = WEB.resource("aws_cloudwatch_metric_alarm.web_green_errors");
        assertEquals(
                "${aws_lb_target_group.web_green.arn_suffix}",
                alarm.at("/dimensions/TargetGroup").asText());
        assertEquals(5, alarm.path("threshold").asInt());
    }

    @Test
    @DisplayName("the test port is open to those that are named, and CodeDeploy may turn these listeners alone")
    void theTestPortIsOpenToThoseThatAreNamed() {
        JsonNode rule = WEB.resource("aws_vpc_security_group_ingress_rule.load_balancer_from_office_test");
        assertEquals(
                "9443 192.0.2.0/24",
                rule.path("from_port").asInt() + " " + rule.path("cidr_ipv4").asText());
        assertEquals("HTTPS", WEB.attribute("aws_lb_listener.test", "protocol").asText());
        String policy =
                WEB.attribute("aws_iam_role_policy.web_deployment", "policy").asText();
        assertTrue(
                policy.contains(
                        "\"elasticloadbalancing:ModifyListener\",\"elasticloadbalancing:ModifyRule\"],\"Resource\":"
                                + "[\"${aws_lb_listener.https.arn}\",\"${aws_lb_listener.test.arn}\""),
                policy);
        assertTrue(WEB.attribute("aws_iam_role.web_deployment", "assume_role_policy")
                .asText()
                .contains("codedeploy.amazonaws.com"));
    }

    @Test
    @DisplayName("row 9: a network load balancer ends TLS or hands connections on, to the tasks through their group")
    void aNetworkLoadBalancer() {
        assertEquals(
                "network true",
                SOCKET.attribute("aws_lb.main", "load_balancer_type").asText() + " "
                        + SOCKET.attribute("aws_lb.main", "internal").asText());
        assertEquals(
                "TLS ELBSecurityPolicy-TLS13-1-2-2021-06",
                SOCKET.attribute("aws_lb_listener.tls", "protocol").asText() + " "
                        + SOCKET.attribute("aws_lb_listener.tls", "ssl_policy").asText());
        assertEquals(
                "HTTP /health",
                SOCKET.attribute("aws_lb_target_group.socket", "health_check.protocol")
                                .asText() + " "
                        + SOCKET.attribute("aws_lb_target_group.socket", "health_check.path")
                                .asText());
        assertEquals(
                "${aws_security_group.load_balancer.id}",
                SOCKET.attribute(
                                "aws_vpc_security_group_ingress_rule.load_balancer_to_socket",
                                "referenced_security_group_id")
                        .asText());
        UnitJson raw = ENV.unit("services/raw");
        assertEquals(
                "TCP 9001",
                raw.attribute("aws_lb_listener.tcp", "protocol").asText() + " "
                        + raw.attribute("aws_lb_listener.tcp", "port").asText());
        assertFalse(raw.has("aws_lb_listener.tcp", "certificate_arn"), "aws_lb_listener.tcp certificate_arn");
        assertTrue(raw.attribute("aws_lb.main", "subnets").toString().contains("public_subnet_ids"));
    }

    @Test
    @DisplayName("a task that is run once says where, and has roles, a way to its database, and no service")
    void aTaskThatIsRunOnce() throws IOException {
        JsonNode tags = SCHEMA.attribute("aws_ecs_task_definition.schema", "tags");
        assertEquals(OF_CLUSTER + "cluster_name}", tags.path("run:cluster").asText());
        assertEquals(
                "${aws_security_group.schema.id}",
                tags.path("run:security-group").asText());
        assertEquals(
                "${data.terraform_remote_state.network.outputs.private_subnet_ids.a} "
                        + "${data.terraform_remote_state.network.outputs.private_subnet_ids.b}",
                tags.path("run:subnets").asText());
        JsonNode container = new ObjectMapper()
                .readTree(SCHEMA.attribute("aws_ecs_task_definition.schema", "container_definitions")
                        .asText())
                .get(0);
        assertEquals("[\"migrate\",\"up\"]", container.path("command").toString());
        assertTrue(container.path("secrets").toString().contains("DATABASE_PASSWORD"), container.toString());
        assertTrue(
                SCHEMA.addresses().contains("aws_vpc_security_group_ingress_rule.schema_to_rds"),
                SCHEMA.addresses().toString());
        assertTrue(SCHEMA.addresses().stream().noneMatch(address -> address.startsWith("aws_ecs_service.")));
    }

    @Test
    @DisplayName("workflows may deploy the services and run the task that are named, and turn what CodeDeploy turns")
    void workflowsMayDeployThem() {
        String policy = ENV.unit("github")
                .attribute("aws_iam_role_policy.deploy", "policy")
                .asText();
        String outputs = "${data.terraform_remote_state.us_east_1_services_";
        assertTrue(policy.contains(outputs + "orders.outputs.service_name}\""), policy);
        assertTrue(
                policy.contains("deploymentgroup:" + outputs + "web.outputs.deployment_name}/" + outputs
                        + "web.outputs.deployment_name}"),
                policy);
        assertFalse(policy.contains("orders.outputs.deployment_name"), "CodeDeploy does not know it");
        assertTrue(
                policy.contains("\"ecs:RunTask\",\"Resource\":\"arn:aws:ecs:us-east-1:123456789012:task-definition/"
                        + outputs + "schema.outputs.task_family}:*\""),
                policy);
    }

    @Test
    @DisplayName("what does not go together is said with what would")
    void whatDoesNotGoTogetherIsSaid() {
        assertProblem(
                problems(TURNS.replace("deploys: pipeline", "deploys: terraform")),
                "service.deployment.deploys",
                "set this to pipeline");
        assertProblem(
                problems(TURNS.replace("cpu_target_percent: 70", "requests_per_target: 70")),
                "requests_per_target",
                "two alternate");
        assertProblem(
                problems(TURNS.replace("test_port: 9443", "test_port: 443")),
                "blue_green.test_port",
                "a port of the regular listeners");
        assertProblem(
                problems(ROLLING.replace("units: {ecr: ecr, storage: storage}", "units: {storage: storage}")),
                "service.image.repository",
                "name the unit with the repositories as ecr");
        assertProblem(problems(ROLLING.replaceAll("routing: .*", "")), "service.routing", "is required");
    }

    private static List<String> problems(String service) {
        return Synthesized.problems(AROUND + CLUSTER + service);
    }
}
