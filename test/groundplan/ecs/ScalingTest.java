package groundplan.ecs;

import static groundplan.ecs.EcsUnitTest.AROUND;
import static groundplan.ecs.EcsUnitTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many tasks run and on what: the cluster says it once, services may say something else. */
class ScalingTest {
    private static final UnitJson ECS = Synthesized.of(
                    AROUND
                            + """
      ecs:
        ecr: ecr
        storage: storage
        load_balancer: {web_acl: waf}
        cluster:
          capacity: {fargate_weight: 0, spot_weight: 1}
          autoscaling: {min_capacity: 1, max_capacity: 3, cpu_target_percent: 70, memory_target_percent: 80}
        services:
          plain: {image: {repository: api, tag: "1"}}
          shop:
            image: {repository: api, tag: "1"}
            port: 8080
            routing: {priority: 1, path_patterns: [/*]}
            scaling:
              autoscaling:
                min_capacity: 2
                max_capacity: 20
                requests_per_target: 1000
                schedules:
                  morning: {schedule: "cron(0 7 ? * MON-FRI *)", timezone: Africa/Lagos, min_capacity: 4, max_capacity: 20}
          store:
            image: {repository: api, tag: "1"}
            scaling: {desired_count: 1, fixed: true, capacity: {fargate_weight: 1}}
      """)
            .unit("ecs");

    @Test
    void servicesFollowTheLoadAsTheClusterSays() {
        assertEquals(1, ECS.attribute("aws_ecs_service.plain", "desired_count").asInt());
        assertEquals(
                1,
                ECS.attribute("aws_appautoscaling_target.plain", "min_capacity").asInt());
        assertEquals(
                3,
                ECS.attribute("aws_appautoscaling_target.plain", "max_capacity").asInt());
        assertEquals(70, target("plain_cpu"));
        assertEquals(80, target("plain_memory"));
        assertEquals("[\"FARGATE_SPOT\"]", providers("plain"));
    }

    @Test
    void aServiceMaySayOtherwise() {
        assertEquals(2, ECS.attribute("aws_ecs_service.shop", "desired_count").asInt());
        assertEquals(
                20,
                ECS.attribute("aws_appautoscaling_target.shop", "max_capacity").asInt());
        assertEquals(1000, target("shop_requests"));
        assertFalse(ECS.addresses().contains("aws_appautoscaling_policy.shop_cpu"), "its own autoscaling names no CPU");
    }

    @Test
    void anApplyDoesNotTurnBackWhatAScheduleSet() {
        JsonNode morning = ECS.resource("aws_appautoscaling_scheduled_action.shop_morning");
        assertEquals("cron(0 7 ? * MON-FRI *)", morning.path("schedule").asText());
        assertEquals("Africa/Lagos", morning.path("timezone").asText());
        assertEquals("4", morning.at("/scalable_target_action/min_capacity").asText());
        assertEquals(
                "[\"min_capacity\",\"max_capacity\"]",
                ECS.attribute("aws_appautoscaling_target.shop", "lifecycle.ignore_changes")
                        .toString());
        assertFalse(ECS.has("aws_appautoscaling_target.plain", "lifecycle"));
    }

    @Test
    void oneThatKeepsStateStaysAsItIs() {
        assertEquals(1, ECS.attribute("aws_ecs_service.store", "desired_count").asInt());
        assertFalse(ECS.addresses().contains("aws_appautoscaling_target.store"));
        assertEquals("[\"FARGATE\"]", providers("store"));
        assertFalse(ECS.has("aws_ecs_service.store", "lifecycle"), "nobody else changes its number of tasks");
    }

    @Test
    void rangesThatContradictAreNamed() {
        List<String> problems = Synthesized.problems(
                AROUND
                        + """
        ecs:
          ecr: ecr
          cluster:
            autoscaling: {min_capacity: 2, max_capacity: 3, requests_per_target: 10}
          services:
            one: {image: {repository: api, tag: "1"}, scaling: {desired_count: 5}}
            two:
              image: {repository: api, tag: "1"}
              scaling: {fixed: true, autoscaling: {min_capacity: 1, max_capacity: 2, cpu_target_percent: 50}}
        """);
        assertProblem(
                problems, "services.one.scaling.desired_count", "5 is not between min_capacity 2 and max_capacity 3");
        assertProblem(problems, "services.one.scaling.autoscaling.requests_per_target", "the service has no routing");
        assertProblem(problems, "services.two.scaling.fixed", "this contradicts autoscaling");
    }

    private static int target(String policy) {
        return ECS.attribute(
                        "aws_appautoscaling_policy." + policy,
                        "target_tracking_scaling_policy_configuration.target_value")
                .asInt();
    }

    private static String providers(String service) {
        return ECS
                .attribute("aws_ecs_service." + service, "capacity_provider_strategy")
                .findValuesAsText("capacity_provider")
                .stream()
                .map(name -> "\"" + name + "\"")
                .toList()
                .toString();
    }
}
