package groundplan.ecs;

import static groundplan.ecs.EcsUnitTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoadBalancerTest {
    private static final Synthesized ENV = Synthesized.of(
            EcsUnitTest.AROUND
                    + """
      ecs:
        ecr: ecr
        storage: storage
        load_balancer: {dns: dns, web_acl: waf}
        services:
          web:
            image: {repository: api, tag: "1"}
            port: 3000
            routing: {priority: 20, host_names: [example.com, www.example.com]}
          api:
            image: {repository: api, tag: "1"}
            port: 8080
            routing:
              priority: 10
              host_names: [example.com]
              path_patterns: [/api/*]
              protocol: HTTP
              stickiness_seconds: 3600
              slow_start_seconds: 60
              health_check: {path: /ready, interval_seconds: 10}
      second:
        kind: ecs
        ecr: ecr
        storage: storage
        load_balancer:
          http: redirect
          require_web_acl: false
          ingress_cidrs: {office: 192.0.2.0/24}
          attributes: {enable_deletion_protection: false, idle_timeout_seconds: 120, enable_http2: true}
        services:
          intranet:
            image: {repository: api, tag: "1"}
            port: 3000
            routing: {priority: 1, path_patterns: ["/*"]}
      workers:
        kind: ecs
        ecr: ecr
        services:
          queue-worker:
            image: {repository: worker, tag: "1"}
      """);
    private static final UnitJson ECS = ENV.unit("ecs");
    private static final UnitJson SECOND = ENV.unit("second");

    @Test
    @DisplayName("row 9: HTTPS with TLS 1.2 at least, and a certificate")
    void httpsOnly() {
        JsonNode https = ECS.resource("aws_lb_listener.https");
        assertEquals(443, https.path("port").asInt());
        assertEquals("HTTPS", https.path("protocol").asText());
        assertEquals(
                "ELBSecurityPolicy-TLS13-1-2-2021-06", https.path("ssl_policy").asText());
        assertEquals(
                "${data.terraform_remote_state.certificate.outputs.certificate_arn}",
                https.path("certificate_arn").asText());
        assertEquals(
                "404", https.at("/default_action/0/fixed_response/status_code").asText());
    }

    @Test
    @DisplayName("row 10: port 80 is closed, or redirects")
    void port80IsClosedOrRedirects() {
        assertFalse(ECS.addresses().contains("aws_lb_listener.http"));
        JsonNode redirect = SECOND.attribute("aws_lb_listener.http", "default_action.0");
        assertEquals("redirect", redirect.path("type").asText());
        assertEquals("HTTP_301", redirect.at("/redirect/status_code").asText());
        assertEquals("HTTPS", redirect.at("/redirect/protocol").asText());
    }

    @Test
    @DisplayName("row 5: the world reaches port 443 of the load balancer, and nothing else")
    void theWorldReachesPort443Only() {
        ECS.addresses().stream()
                .filter(address -> address.startsWith("aws_vpc_security_group_ingress_rule."))
                .forEach(address -> {
                    if (ECS.has(address, "cidr_ipv4")) {
                        assertEquals("aws_vpc_security_group_ingress_rule.load_balancer_from_internet", address);
                        assertEquals(443, ECS.attribute(address, "from_port").asInt(), address);
                        assertEquals(443, ECS.attribute(address, "to_port").asInt(), address);
                    }
                });
        assertEquals(
                "${aws_security_group.load_balancer.id}",
                ECS.attribute(
                                "aws_vpc_security_group_ingress_rule.load_balancer_to_api",
                                "referenced_security_group_id")
                        .asText());
        assertEquals(
                "192.0.2.0/24",
                SECOND.attribute("aws_vpc_security_group_ingress_rule.load_balancer_from_office", "cidr_ipv4")
                        .asText());
    }

    @Test
    @DisplayName("row 6: nothing may go everywhere")
    void egressIsByPort() {
        ECS.addresses().stream()
                .filter(address -> address.startsWith("aws_vpc_security_group_egress_rule."))
                .forEach(address -> assertEquals(
                        "tcp", ECS.attribute(address, "ip_protocol").asText(), address));
    }

    @Test
    @DisplayName("rows 11 to 15: the load balancer is hardened, logs, is protected and stands in two zones")
    void theLoadBalancerIsHardened() {
        JsonNode balancer = ECS.resource("aws_lb.main");
        assertTrue(balancer.path("drop_invalid_header_fields").asBoolean());
        assertEquals("strictest", balancer.path("desync_mitigation_mode").asText());
        assertTrue(balancer.at("/access_logs/enabled").asBoolean());
        assertEquals(
                "${data.terraform_remote_state.storage.outputs.logs_bucket_name}",
                balancer.at("/access_logs/bucket").asText());
        assertTrue(balancer.path("enable_deletion_protection").asBoolean());
        assertEquals(2, balancer.path("subnets").size());
        balancer.path("subnets")
                .forEach(subnet -> assertTrue(subnet.asText().contains("public_subnet_ids"), subnet.asText()));
        assertFalse(
                SECOND.attribute("aws_lb.main", "enable_deletion_protection").asBoolean());
    }

    @Test
    void protocolTimeoutAndLogAreSettings() {
        assertTrue(SECOND.attribute("aws_lb.main", "enable_http2").asBoolean());
        assertFalse(ECS.has("aws_lb.main", "enable_http2"), "what nobody says is left to AWS");
        assertEquals(120, SECOND.attribute("aws_lb.main", "idle_timeout").asInt());
        String plain =
                """
        ecs:
          ecr: ecr
          load_balancer: {require_web_acl: false, attributes: {access_logs: %s}}
          services:
            web: {image: {repository: api, tag: "1"}, port: 80, routing: {priority: 1, path_patterns: ["/*"]}}
        """;
        assertEquals(List.of(), Synthesized.problems(EcsUnitTest.AROUND + plain.formatted("false")));
        assertProblem(
                Synthesized.problems(EcsUnitTest.AROUND + plain.formatted("true")),
                "load_balancer",
                "access logs need a bucket");
    }

    @Test
    @DisplayName("row 16: a web ACL stands in front, or somebody said that none does")
    void aWebAclStandsInFront() {
        assertEquals(
                "${data.terraform_remote_state.waf.outputs.web_acl_arn}",
                ECS.attribute("aws_wafv2_web_acl_association.main", "web_acl_arn")
                        .asText());
        assertEquals(
                "${aws_lb.main.arn}",
                ECS.attribute("aws_wafv2_web_acl_association.main", "resource_arn")
                        .asText());
        assertProblem(
                Synthesized.problems(
                        EcsUnitTest.AROUND
                                + """
        ecs:
          ecr: ecr
          storage: storage
          load_balancer: {}
          services:
            web: {image: {repository: api, tag: "1"}, port: 80, routing: {priority: 1, path_patterns: ["/*"]}}
        """),
                "load_balancer.web_acl",
                "set require_web_acl: false");
    }

    @Test
    void requestsAreRoutedByHostAndPath() {
        assertEquals(10, ECS.attribute("aws_lb_listener_rule.api", "priority").asInt());
        assertEquals(
                "example.com",
                ECS.attribute("aws_lb_listener_rule.api", "condition.0.host_header.values.0")
                        .asText());
        assertEquals(
                "/api/*",
                ECS.attribute("aws_lb_listener_rule.api", "condition.1.path_pattern.values.0")
                        .asText());
        assertEquals("aws_lb_listener_rule.api", last(ECS.attribute("aws_ecs_service.api", "depends_on")));
    }

    @Test
    void eachHostHasOneAliasHoweverManyServicesShareIt() {
        List<String> records = ECS.addresses().stream()
                .filter(address -> address.startsWith("aws_route53_record."))
                .toList();
        assertEquals(List.of("aws_route53_record.example_com", "aws_route53_record.www_example_com"), records);
        assertEquals(
                "${aws_lb.main.dns_name}",
                ECS.attribute("aws_route53_record.example_com", "alias.name").asText());
    }

    @Test
    void targetsAreCheckedAndReplacedWithoutAGap() {
        JsonNode group = ECS.resource("aws_lb_target_group.api");
        assertEquals(
                "shop-dev-api-http-8080-${substr(sha1(\"${data.terraform_remote_state.network.outputs.vpc_id}\"), 0, 4)}",
                group.path("name").asText());
        assertEquals("ip", group.path("target_type").asText());
        assertEquals("/ready", group.at("/health_check/path").asText());
        assertEquals(10, group.at("/health_check/interval").asInt());
        assertEquals(3600, group.at("/stickiness/cookie_duration").asInt());
        assertEquals(60, group.path("slow_start").asInt());
        assertTrue(group.at("/lifecycle/create_before_destroy").asBoolean());
        JsonNode byDefault = ECS.resource("aws_lb_target_group.web");
        assertEquals("HTTPS", byDefault.path("protocol").asText());
        assertEquals("/health", byDefault.at("/health_check/path").asText());
        assertFalse(byDefault.has("stickiness"));
    }

    @Test
    void aClusterWithoutPublicServicesHasNoLoadBalancer() {
        UnitJson workers = ENV.unit("workers");
        assertTrue(
                workers.addresses().stream().noneMatch(address -> address.startsWith("aws_lb")),
                workers.addresses().toString());
        assertFalse(workers.has("aws_ecs_service.queue_worker", "load_balancer"));
        JsonNode outputs = workers.json().path("output");
        assertFalse(outputs.has("load_balancer_arn_suffix"), outputs.toString());
        assertFalse(outputs.has("target_group_arn_suffixes"), outputs.toString());
        assertTrue(outputs.has("service_names"), outputs.toString());
    }

    @Test
    void rulesThatWouldCollideAreNamed() {
        List<String> problems = Synthesized.problems(
                EcsUnitTest.AROUND
                        + """
        ecs:
          ecr: ecr
          storage: storage
          load_balancer: {web_acl: waf}
          services:
            one: {image: {repository: api, tag: "1"}, port: 80, routing: {priority: 1, path_patterns: ["/*"]}}
            two: {image: {repository: api, tag: "1"}, port: 80, routing: {priority: 1, path_patterns: ["/*"]}}
            mute: {image: {repository: api, tag: "1"}, routing: {priority: 2, host_names: [a.example.com]}}
            load-balancer: {image: {repository: api, tag: "1"}}
            three: {image: {repository: api, tag: "1"}, port: 80, routing: {priority: 3, host_names: [a-b.example.com]}}
            zero: {image: {repository: api, tag: "1"}, port: 80, routing: {priority: 4, host_names: [a.b.example.com]}}
        """);
        assertProblem(problems, "services.zero.routing.host_names", "are both called a_b_example_com in Terraform");
        assertProblem(problems, "services.two.routing.priority", "1 is also the priority of 'one'");
        assertProblem(problems, "services.two.routing", "the hosts and paths are the same as those of 'one'");
        assertProblem(problems, "services.mute.port", "is required");
        assertProblem(problems, "services.load-balancer", "is the name of another resource of the cluster");
    }

    private static String last(JsonNode list) {
        return list.get(list.size() - 1).asText();
    }
}
