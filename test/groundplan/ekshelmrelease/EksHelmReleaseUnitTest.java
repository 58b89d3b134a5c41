package groundplan.ekshelmrelease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.KubernetesExample;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EksHelmReleaseUnitTest {
    private static final String NAMESPACE = "${data.terraform_remote_state.kubernetes_orders.outputs.";
    private static final String RELEASE = "helm_release.main";
    private static final UnitJson UNIT = KubernetesExample.ENVIRONMENT.unit("kubernetes/orders-api");

    @Test
    void theReleaseGoesIntoTheNamespaceOfTheUnitThatIsRead() {
        assertEquals(
                NAMESPACE + "namespace}", UNIT.attribute(RELEASE, "namespace").asText());
        assertFalse(UNIT.attribute(RELEASE, "create_namespace").asBoolean(true), "create_namespace");
        JsonNode cluster = UNIT.json().path("provider").path("helm").path(0).path("kubernetes");
        assertEquals(NAMESPACE + "cluster_endpoint}", cluster.path("host").asText());
        assertEquals(NAMESPACE + "cluster_name}", cluster.at("/exec/args/7").asText());
    }

    @Test
    void theChartIsPinnedAndInstalledWholeOrNotAtAll() {
        assertEquals("orders-api", UNIT.attribute(RELEASE, "name").asText());
        assertEquals("1.4.2", UNIT.attribute(RELEASE, "version").asText());
        assertTrue(UNIT.attribute(RELEASE, "atomic").asBoolean(), "atomic");
        assertTrue(UNIT.attribute(RELEASE, "wait").asBoolean(), "wait");
        assertEquals(300, UNIT.attribute(RELEASE, "timeout").asInt(), "timeout");
    }

    @Test
    void valuesAreNoTemplatesOfTerraform() {
        assertEquals(
                "replicaCount: 2\ngreeting: \"$${name}\"\n",
                UNIT.attribute(RELEASE, "values.0").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chart: {name: a, repository: 'https://charts.example.com', version: '1.x'} | version",
                "chart: {name: a, repository: 'http://charts.example.com', version: 1.0.0} | repository",
                "rollout: {wait_until_ready: false} | set atomic to false too",
            })
    void whatCannotBeIsSaidInWords(String key, String message) {
        String chart = key.startsWith("chart")
                ? ""
                : "  chart: {name: a, repository: 'https://charts.example.com', version: 1.0.0}\n";
        List<String> problems = Synthesized.problems(KubernetesExample.UNITS
                + "bad:\n  kind: eks-helm-release\n  namespace: kubernetes/orders\n" + chart + "  " + key + "\n");
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(message)), () -> key + ": " + problems);
    }
}
