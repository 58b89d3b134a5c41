package groundplan.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks in a network without NAT gateways. */
class ReachTest {
    private static final String NETWORK =
            """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
        nat_gateways: %s
        interface_endpoints: [ecr.api, ecr.dkr, logs%s]
      ecr:
        repositories: {api: {}}
      secrets:
        secrets:
          payments: {description: Payment provider}
      ecs:
        ecr: ecr
        secrets: secrets
        services:
          api:
            image: %s
            port: 8080
            %s
      """;
    private static final String OWN = "{repository: api, tag: \"1\"}";

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "container: {secrets: {PAYMENTS: payments}} | secretsmanager",
                "deployment: {enable_execute_command: true} | kms, ssmmessages"
            })
    void whatTasksCallHasToHaveAnEndpoint(String settings, String missing) {
        String message = failure(NETWORK.formatted("none", "", OWN, settings));
        assertTrue(message.contains("services.api: calls " + missing), message);
    }

    @Test
    void withTheEndpointTasksStart() {
        assertEquals(
                1,
                Synthesized.of(NETWORK.formatted(
                                "none", ", secretsmanager", OWN, "container: {secrets: {PAYMENTS: payments}}"))
                        .unit("ecs")
                        .json()
                        .at("/resource/aws_ecs_service")
                        .size());
    }

    @Test
    void behindANatGatewayNothingNeedsAnEndpoint() {
        assertEquals(
                1,
                Synthesized.of(NETWORK.formatted("single", "", OWN, "container: {secrets: {PAYMENTS: payments}}"))
                        .unit("ecs")
                        .json()
                        .at("/resource/aws_ecs_service")
                        .size());
    }

    @Test
    void imagesFromTheInternetAreOutOfReach() {
        String image = "{external: \"public.ecr.aws/nginx/nginx:1.27@sha256:" + "0".repeat(64) + "\"}";
        String message = failure(NETWORK.formatted("none", "", image, "container: {}"));
        assertTrue(message.contains("copy it to ECR"), message);
    }

    private static String failure(String yaml) {
        return Synthesized.problems(yaml).toString();
    }
}
