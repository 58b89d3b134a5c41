package groundplan.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.testing.KubernetesExample;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KubernetesTest {
    @Test
    void aClusterIsDrawnWithItsNodesAndItsNamespaces() {
        TreeMap<UnitPath, JsonNode> documents = new TreeMap<>();
        KubernetesExample.ENVIRONMENT
                .documents()
                .forEach(document -> documents.put(document.unit().path(), document.json()));
        Box cluster = Diagram.of("shop/dev", documents).boxes().stream()
                .filter(box -> box.label().startsWith("EKS cluster"))
                .findFirst()
                .orElseThrow();
        assertEquals("EKS cluster shop-dev-eks-cluster", cluster.label());
        assertEquals(
                List.of(
                        "EKS control plane: Kubernetes 1.35 [private API]",
                        "EKS node group: batch [m6i.large, m5.large, 2 to 4 nodes, Spot]",
                        "EKS node group: general [m7g.large, 2 to 6 nodes]",
                        "EKS on Fargate: shop-dev-reports []",
                        "Kubernetes namespace: nightly-jobs [on Fargate]",
                        "Kubernetes namespace: orders [chart orders-api 1.4.2]"),
                cluster.elements().stream()
                        .map(element -> element.kind() + ": " + element.title() + " " + element.details())
                        .sorted()
                        .toList());
    }
}
