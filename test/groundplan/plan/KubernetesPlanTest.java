package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.live.PlannableUnits;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.synth.UnitDocument;
import groundplan.testing.KubernetesExample;
import groundplan.testing.OfflineTerraform;
import groundplan.testing.Synthesized;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Terraform, with the providers of Kubernetes and Helm, accepts what is in a cluster and plans it before there is one. Where no
 * registry has the providers they are built, which takes minutes: what needs them runs at night.
 */
class KubernetesPlanTest {
    private static final List<UnitDocument> DOCUMENTS = KubernetesExample.ENVIRONMENT.documents();

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("groundplan-test-");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        TestFiles.delete(folder);
    }

    @Test
    void oneProviderServesAClusterAndIsConfiguredByTheModuleThatMakesIt() {
        ObjectNode main = TerraformJson.read(root(DOCUMENTS, Map.of()).files().get("main.tf.json"));
        JsonNode providers = main.path("provider").path("kubernetes");
        assertEquals(1, providers.size(), "both namespaces are in one cluster: " + providers);
        assertEquals(
                "${module.us-east-1--compute--eks-cluster.endpoint}",
                providers.path(0).path("host").asText());
        assertEquals(
                "${module.us-east-1--compute--eks-cluster.cluster_name}",
                providers.path(0).path("exec").path("args").path(7).asText());
        String provider = "kubernetes." + providers.path(0).path("alias").asText();
        for (String module : List.of("us-east-1--kubernetes--orders", "us-east-1--kubernetes--jobs")) {
            assertEquals(
                    provider,
                    main.path("module")
                            .path(module)
                            .path("providers")
                            .path("kubernetes")
                            .asText(),
                    module);
        }
        assertEquals(
                List.of("aws", "helm", "kubernetes"),
                names(main.path("terraform").path("required_providers")));
    }

    @Test
    void theTokenIsMadeForTheRoleThatTerraformWorksAs() {
        List<UnitDocument> documents = Synthesized.of(
                        """
        assume_role:
          plan_role_arn: arn:aws:iam::123456789012:role/plan
          apply_role_arn: arn:aws:iam::123456789012:role/apply
        """,
                        KubernetesExample.UNITS)
                .documents();
        ObjectNode main = TerraformJson.read(root(documents, Map.of()).files().get("main.tf.json"));
        String arguments = main.at("/provider/kubernetes/0/exec/args").asText();
        assertTrue(
                arguments.contains("\"--cluster-name\", module.us-east-1--compute--eks-cluster.cluster_name], "),
                arguments);
        assertTrue(arguments.contains("[\"--role-arn\", arn]") && arguments.contains("[var.role]"), arguments);
        assertTrue(main.path("variable").has("role"), "the root has the variable that chooses the role");
        ObjectNode cluster = documents.stream()
                .filter(one -> one.unit().path().unit().equals("compute/eks-cluster"))
                .findFirst()
                .orElseThrow()
                .json();
        assertEquals(
                "arn:aws:iam::123456789012:role/apply",
                cluster.at("/resource/aws_eks_access_entry/apply/principal_arn").asText());
        assertTrue(
                cluster.at("/resource/aws_eks_access_policy_association/plan/policy_arn")
                        .asText()
                        .endsWith("/AmazonEKSAdminViewPolicy"),
                "the role that plans may look at everything");
    }

    @Test
    void statesKeepTheirProvider() {
        UnitDocument orders = document("kubernetes/orders");
        StateFile state = StateFile.parse(
                "key",
                """
        {"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "l", "outputs": {}, "resources": [
          {"mode": "managed", "type": "kubernetes_namespace", "name": "main", "instances": [{"attributes": {}}],
           "provider": "provider[\\"registry.example.com/hashicorp/kubernetes\\"]"},
          {"mode": "managed", "type": "aws_iam_role", "name": "api", "instances": [{"attributes": {}}],
           "provider": "provider[\\"registry.example.com/hashicorp/aws\\"]"}]}""");
        Map<UnitPath, StateFile> states = Map.of(orders.unit().path(), state);
        RootModule root = root(DOCUMENTS, states);
        JsonNode resources = TerraformJson.read(new MergedState(root, states, "1.11.4", Path.of("/plan")).text())
                .path("resources");
        String alias = TerraformJson.read(root.files().get("main.tf.json"))
                .path("module")
                .path(StateKeys.module(orders.unit().path()))
                .path("providers")
                .path("kubernetes")
                .asText()
                .substring("kubernetes.".length());
        assertEquals(
                "provider[\"registry.example.com/hashicorp/kubernetes\"]." + alias,
                resources.path(0).path("provider").asText());
        assertEquals(
                "provider[\"registry.example.com/hashicorp/aws\"].us_east_1",
                resources.path(1).path("provider").asText());
    }

    @Test
    @Tag("nightly")
    void theWholeEnvironmentIsPlannedBeforeThereIsACluster() throws IOException {
        Map<String, String> files = root(DOCUMENTS, Map.of()).files();
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        chart("units/us-east-1--kubernetes--orders-api");
        OfflineTerraform.Planned plan = OfflineTerraform.in(folder, TerraformJson.read(files.get("main.tf.json")))
                .plan();
        assertEquals(List.of(), plan.diagnostics());
        SortedSet<String> expected = new TreeSet<>();
        DOCUMENTS.forEach(document -> document.addresses()
                .forEach(address -> expected.add(
                        "module." + StateKeys.module(document.unit().path()) + "." + address)));
        assertEquals(expected, plan.created());
    }

    private static RootModule root(List<UnitDocument> documents, Map<UnitPath, StateFile> states) {
        return new RootModule(
                documents.stream().map(PlannableUnits::of).toList(), Map.of(), states, Unit.PROVIDER_VERSION);
    }

    @ParameterizedTest
    @Tag("nightly")
    @ValueSource(strings = {"kubernetes/orders", "kubernetes/orders-api"})
    void aUnitAloneIsPlannedWithStandIns(String unit) throws IOException {
        UnitDocument document = document(unit);
        ObjectNode live = LiveTree.configuration(document);
        write("main.tf.json", TerraformJson.write(live));
        ObjectNode inputs = TerraformJson.object();
        document.unit().reads().values().forEach(producer -> producer.outputs().forEach(output -> {
            String variable = producer.path().wireName(document.unit().path()) + "_" + output.name();
            if (live.path("variable").has(variable)) {
                JsonNode value = TerraformJson.object().textNode(output.shape().mock());
                ObjectNode byKey = TerraformJson.object();
                output.keys().forEach(key -> byKey.set(key, value));
                inputs.set(variable, output.keys().isEmpty() ? value : byKey);
            }
        }));
        write("terraform.tfvars.json", TerraformJson.write(inputs));
        if (document.addresses().contains("helm_release.main")) {
            chart("");
        }
        OfflineTerraform.Planned plan = OfflineTerraform.in(folder, live).plan();
        assertEquals(List.of(), plan.diagnostics());
        assertEquals(document.addresses(), plan.created());
    }

    /** A chart of this folder in the place of the one that nobody keeps. */
    private void chart(String module) throws IOException {
        write("chart/Chart.yaml", "apiVersion: v2\nname: orders-api\nversion: 1.4.2\n");
        write(
                "chart/templates/greeting.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: greeting}\n"
                        + "data: {greeting: {{ .Values.greeting | quote }}}\n");
        ObjectNode override = TerraformJson.object();
        ObjectNode release =
                override.putObject("resource").putObject("helm_release").putObject("main");
        release.put("chart", folder.resolve("chart").toString()).putNull("repository");
        write((module.isEmpty() ? "" : module + "/") + "chart_override.tf.json", TerraformJson.write(override));
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static UnitDocument document(String unit) {
        return DOCUMENTS.stream()
                .filter(document -> document.unit().path().unit().equals(unit))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.stream().sorted().toList();
    }
}
