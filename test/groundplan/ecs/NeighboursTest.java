package groundplan.ecs;

import static groundplan.ecs.EcsUnitTest.AROUND;
import static groundplan.ecs.EcsUnitTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Services that call each other, and services that share a security group. */
class NeighboursTest {
    private static final String SERVICES =
            """
        ecr: ecr
        storage: storage
        cluster:
          service_discovery: {namespace: shop-dev.internal}
        load_balancer: {dns: dns, web_acl: waf}
        services:
          web:
            image: {repository: api, tag: "1"}
            port: 8080
            connections:
              databases: [rds]
              services: [api, event-store]
              SHARED
            routing: {priority: 1, host_names: [www.example.com]}
          api:
            image: {repository: api, tag: "1"}
            port: 8080
            connections:
              databases: [rds]
              services: [web, event-store]
              SHARED
            routing: {priority: 2, host_names: [api.example.com]}
          event-store:
            image: {repository: api, tag: "1"}
            port: 8123
            connections:
              additional_ports: {native: 9000}
              SHARED
          timer:
            image: {repository: worker, tag: "1"}
      """;
    private static final Synthesized ENV = Synthesized.of(AROUND
            + "ecs:\n" + SERVICES.replace("        SHARED\n", "")
            + "shared:\n  kind: ecs\n"
            + SERVICES.replace("SHARED", "security_group: services")
                    .replace("shop-dev.internal", "shared.internal")
                    .replace("example.com", "example.org")
                    .replace("dns: dns, ", ""));
    private static final UnitJson OWN = ENV.unit("ecs");
    private static final UnitJson SHARED = ENV.unit("shared");
    private static final String INGRESS = "aws_vpc_security_group_ingress_rule.";

    @Test
    void servicesAreFoundByName() {
        assertEquals(
                "shop-dev.internal",
                OWN.attribute("aws_service_discovery_private_dns_namespace.main", "name")
                        .asText());
        JsonNode registry = OWN.resource("aws_service_discovery_service.event_store");
        assertEquals("event-store", registry.path("name").asText());
        assertEquals("A", registry.at("/dns_config/dns_records/0/type").asText());
        assertEquals(
                "${aws_service_discovery_private_dns_namespace.main.id}",
                registry.at("/dns_config/namespace_id").asText());
        assertEquals(
                "${aws_service_discovery_service.event_store.arn}",
                OWN.attribute("aws_ecs_service.event_store", "service_registries.registry_arn")
                        .asText());
        assertFalse(OWN.has("aws_ecs_service.timer", "service_registries"), "timer takes no connections");
    }

    @Test
    void aClientIsToldWhereItsServersAre() {
        Map<String, String> variables = variables(OWN, "web");
        assertEquals("api.shop-dev.internal", variables.get("API_HOST"));
        assertEquals("8080", variables.get("API_PORT"));
        assertEquals("event-store.shop-dev.internal", variables.get("EVENT_STORE_HOST"));
        assertEquals("8123", variables.get("EVENT_STORE_PORT"));
        assertEquals("9000", variables.get("EVENT_STORE_NATIVE_PORT"));
        assertEquals(Map.of(), variables(OWN, "timer"));
    }

    @Test
    @DisplayName("row 5: services reach each other by group and port, and only where they are connected")
    void servicesReachEachOtherByGroupAndPort() {
        assertEquals(
                List.of(
                        "api_to_event_store_8123",
                        "api_to_event_store_9000",
                        "api_to_rds",
                        "api_to_web_8080",
                        "load_balancer_from_internet",
                        "load_balancer_to_api",
                        "load_balancer_to_web",
                        "web_to_api_8080",
                        "web_to_event_store_8123",
                        "web_to_event_store_9000",
                        "web_to_rds"),
                rules(OWN));
        String rule = INGRESS + "web_to_event_store_9000";
        assertEquals(
                "${aws_security_group.event_store.id}",
                OWN.attribute(rule, "security_group_id").asText());
        assertEquals(
                "${aws_security_group.web.id}",
                OWN.attribute(rule, "referenced_security_group_id").asText());
        assertEquals(9000, OWN.attribute(rule, "from_port").asInt());
        assertEquals(9000, OWN.attribute(rule, "to_port").asInt());
    }

    @Test
    @DisplayName("rows 5 and 7: in a shared group each way is opened once, by its port, with a word on what it is for")
    void aSharedGroupOpensEachWayOnce() {
        assertEquals(
                List.of("load_balancer", "services", "timer"),
                SHARED.addresses().stream()
                        .filter(address -> address.startsWith("aws_security_group."))
                        .map(address -> address.split("\\.")[1])
                        .toList());
        assertEquals(
                List.of(
                        "load_balancer_from_internet",
                        "load_balancer_to_services_8080",
                        "services_to_rds",
                        "services_to_services_8080",
                        "services_to_services_8123",
                        "services_to_services_9000"),
                rules(SHARED));
        String self = INGRESS + "services_to_services_9000";
        for (String side : List.of("security_group_id", "referenced_security_group_id")) {
            assertEquals(
                    "${aws_security_group.services.id}",
                    SHARED.attribute(self, side).asText());
        }
        assertEquals(
                "services to services 9000",
                SHARED.attribute(self, "description").asText());
        for (String service : List.of("web", "api", "event_store")) {
            assertEquals(
                    "[\"${aws_security_group.services.id}\"]",
                    SHARED.attribute("aws_ecs_service." + service, "network_configuration.security_groups")
                            .toString(),
                    service);
        }
        assertEquals(
                "aws_vpc_security_group_egress_rule.services_to_https",
                SHARED.addresses().stream()
                        .filter(address -> address.matches(".*_egress_rule\\.services_to_https.*"))
                        .reduce("", String::concat));
    }

    @Test
    void connectionsThatLeadNowhereAreNamed() {
        List<String> problems = Synthesized.problems(
                AROUND
                        + """
        ecs:
          ecr: ecr
          services:
            web:
              image: {repository: api, tag: "1"}
              port: 8080
              connections: {services: [web, wbe, timer], additional_ports: {other: 8080}}
              container: {environment: {TIMER_HOST: x}}
            timer: {image: {repository: worker, tag: "1"}, connections: {additional_ports: {more: 90}}}
        """);
        assertProblem(problems, "services.web.connections.services", "set cluster.service_discovery");
        assertProblem(problems, "services.web.connections.services[0]", "a service cannot connect to itself");
        assertProblem(
                problems, "services.web.connections.services[1]", "there is no service 'wbe'; there are [timer, web]");
        assertProblem(problems, "services.web.connections.services[2]", "'timer' accepts no connections; set its port");
        assertProblem(problems, "services.web.connections.additional_ports.other", "8080 is also the port of 'port'");
        assertProblem(problems, "services.web.container.environment.TIMER_HOST", "this variable is set by connections");
        assertProblem(problems, "services.timer.port", "is required when there are additional ports");
    }

    @Test
    void groupsThatWouldCollideAreNamed() {
        List<String> problems = Synthesized.problems(
                AROUND
                        + """
        ecs:
          ecr: ecr
          services:
            api: {image: {repository: api, tag: "1"}}
            one: {image: {repository: api, tag: "1"}, connections: {security_group: api}}
            two: {image: {repository: api, tag: "1"}, connections: {security_group: tasks}}
            three:
              image: {repository: api, tag: "1"}
              connections: {security_group: tasks, egress: {https: {cidr: 10.0.0.0/8, port: 443}}}
        """);
        assertProblem(
                problems, "services.one.connections.security_group", "'api' is the name of another security group");
        assertTrue(
                problems.stream()
                        .anyMatch(
                                problem -> problem.contains("connections.egress.https")
                                        && problem.contains(
                                                "differs from the egress rule of the same name in another service of group 'tasks'")),
                problems.toString());
    }

    private static List<String> rules(UnitJson unit) {
        return unit.addresses().stream()
                .filter(address -> address.startsWith(INGRESS))
                .map(address -> address.substring(INGRESS.length()))
                .toList();
    }

    private static Map<String, String> variables(UnitJson unit, String service) {
        try {
            Map<String, String> found = new TreeMap<>();
            new ObjectMapper()
                    .readTree(unit.attribute("aws_ecs_task_definition." + service, "container_definitions")
                            .asText())
                    .path(0)
                    .path("environment")
                    .forEach(pair -> found.put(
                            pair.path("name").asText(), pair.path("value").asText()));
            return found;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
