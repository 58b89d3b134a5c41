package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.drift.DriftReport;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.report.PlanJson;
import groundplan.settings.KnownDrift;
import groundplan.states.StateKeys;
import groundplan.synth.UnitDocument;
import groundplan.testing.KubernetesExample;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What somebody changed outside counts where the settings give it, also behind a key with dots; and so does what an apply would
 * change back, and what exists beside the states.
 */
class DriftTest {
    private static final UnitPath ORDERS = UnitPath.parse("shop/dev/us-east-1/kubernetes/orders");
    private static final String MODULE = "module." + StateKeys.module(ORDERS);
    private static final String ENFORCE = "metadata[0].labels[\"pod-security.kubernetes.io/enforce\"]";

    /** As {@code terraform show -json} lists it after {@code plan -refresh-only}, kubernetes provider 2.x. */
    private static final String NAMESPACE =
            """
            {"resource_drift": [{
               "address": "%s.kubernetes_namespace.main", "module_address": "%s", "mode": "managed",
               "type": "kubernetes_namespace", "name": "main",
               "provider_name": "registry.example.com/hashicorp/kubernetes",
               "change": {"actions": ["update"], "after_unknown": {},
                 "before": {"id": "orders", "metadata": [{"annotations": null, "generation": 0, "name": "orders",
                   "labels": {"app.kubernetes.io/part-of": "shop", "pod-security.kubernetes.io/enforce": "restricted"}}]},
                 "after": {"id": "orders", "metadata": [{"annotations": {}, "generation": 0, "name": "orders",
                   "labels": {"app.kubernetes.io/part-of": "shop", "pod-security.kubernetes.io/enforce": "privileged",
                     "team.example.com/added": "by somebody"}}]},
                 "before_sensitive": {"metadata": [{"labels": {}}]}, "after_sensitive": {"metadata": [{"labels": {}}]}}}]}
            """
                    .formatted(MODULE, MODULE);

    @TempDir
    Path folder;

    @Test
    void aLabelWithDotsThatTheSettingsGiveIsDrift() {
        List<Drift> drifts = drifts(TerraformJson.read(NAMESPACE));
        assertEquals(
                List.of(new Drift(
                        ORDERS,
                        "kubernetes_namespace.main",
                        false,
                        List.of(new AttributeChange(AttributePath.parse(ENFORCE), "restricted", "privileged", false)))),
                drifts,
                "and the label that the settings do not give is not");
        DriftReport report = DriftReport.of("shop/dev", drifts, List.of(), LocalDate.EPOCH);
        assertTrue(report.drifted());
        assertTrue(report.text().contains(ENFORCE + ": restricted -> privileged"), report.text());
    }

    @Test
    void aPlanSaysThatItHasDrifted() {
        ObjectNode plan = TerraformJson.read(NAMESPACE);
        EnvironmentPlan read = EnvironmentPlan.of(
                "shop/dev",
                "0",
                List.of(ORDERS),
                Map.of(),
                Set.of(ORDERS),
                new ConfiguredArguments(UnitDocument.byPath(KubernetesExample.ENVIRONMENT.documents())),
                plan,
                Redactor.of(plan));
        assertEquals(List.of(ORDERS + ": kubernetes_namespace.main: " + ENFORCE), read.drifted());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
            metadata; true
            'metadata[0].labels'; true
            'metadata[0].labels["pod-security.kubernetes.io/enforce"]'; true
            'metadata[0].labels["pod-security.*"]'; true
            'metadata[0].labels["pod-security.kubernetes.io/warn"]'; false
            'metadata[0].labels["pod-security"]'; false
            """)
    void aKnownDriftNamesAKeyWithDots(String argument, boolean explains) throws Exception {
        TempProject.shop(folder)
                .with(
                        "environments/shop/drift.yaml",
                        "- unit: shop/dev/us-east-1/kubernetes/*\n  address: kubernetes_namespace.*\n"
                                + "  arguments: [" + argument + "]\n"
                                + "  reason: Another team sets it while it moves.\n  owner: platform\n"
                                + "  expires: 2027-01-15\n");
        DriftReport report = DriftReport.of(
                "shop/dev",
                drifts(TerraformJson.read(NAMESPACE)),
                KnownDrift.of(folder, "shop"),
                LocalDate.of(2027, 1, 15));
        assertEquals(!explains, report.drifted(), report::text);
    }

    @Test
    void thePathOfAReplacementNamesItsKey() {
        ObjectNode plan = TerraformJson.read(NAMESPACE
                .replace("resource_drift", "resource_changes")
                .replace("[\"update\"]", "[\"delete\", \"create\"]")
                .replace(
                        "\"after_unknown\": {}",
                        "\"after_unknown\": {}, \"replace_paths\":"
                                + " [[\"metadata\", 0, \"labels\", \"pod-security.kubernetes.io/enforce\"]]"));
        EnvironmentPlan read = EnvironmentPlan.of(
                "shop/dev",
                "0",
                List.of(ORDERS),
                Map.of(),
                Set.of(ORDERS),
                new ConfiguredArguments(Map.of()),
                plan,
                Redactor.of(plan));
        Change change = read.units().get(0).changes().get(0);
        assertEquals(List.of(ENFORCE), change.replacedBy());
        assertEquals(read, PlanJson.read(TerraformJson.write(PlanJson.of(read))), "a plan's file keeps the paths");
        assertFalse(PlanJson.of(read).at("/units/0/changes/0/differences").isEmpty());
    }

    /** As Terraform lists it after tags of a VPC were changed by hand: {@code plan} tells what an apply would change back. */
    private static final String TAGGED =
            """
            {"resource_drift": [{
               "address": "%1$s.aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main",
               "change": {"actions": ["update"],
                 "before": {"arn": "a", "main_route_table_id": "rtb-1", "tags": {"Name": "shop"},
                   "tags_all": {"Name": "shop", "Environment": "dev", "Project": "shop"}},
                 "after": {"arn": "a", "main_route_table_id": "rtb-2",
                   "tags": {"Name": "shop", "Environment": "prod", "team.example.com/by": "hand"},
                   "tags_all": {"Name": "shop", "Environment": "prod", "team.example.com/by": "hand"}}}}],
             "resource_changes": [{
               "address": "%1$s.aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main",
               "change": {"actions": ["update"], "after_unknown": {"arn": true},
                 "before": {"arn": "a", "main_route_table_id": "rtb-2",
                   "tags": {"Name": "shop", "Environment": "prod", "team.example.com/by": "hand"},
                   "tags_all": {"Name": "shop", "Environment": "prod", "team.example.com/by": "hand"}},
                 "after": {"main_route_table_id": "rtb-2", "tags": {"Name": "shop"},
                   "tags_all": {"Name": "shop", "Environment": "dev", "Project": "shop"}}}}]}
            """
                    .formatted(MODULE);

    @Test
    void tagsThatWereAddedOrLostAreDriftBecauseAnApplyChangesThemBack() {
        assertEquals(
                List.of(
                        "tags.Environment: dev -> prod",
                        "tags[\"team.example.com/by\"]: null -> hand",
                        "tags_all.Project: shop -> null"),
                drifts(TerraformJson.read(TAGGED)).stream()
                        .flatMap(drift -> drift.attributes().stream())
                        .map(one -> one.path() + ": " + one.before() + " -> " + one.after())
                        .sorted()
                        .toList(),
                "and what the provider fills in is not");
    }

    @Test
    void whatTheSettingsGiveAndTerraformIgnoresIsDriftStill() {
        String counted =
                """
                {"resource_drift": [{"address": "%1$s.aws_ecs_service.web", "mode": "managed", "type": "aws_ecs_service",
                   "name": "web", "change": {"actions": ["update"],
                     "before": {"desired_count": 2, "propagate_tags": "a"},
                     "after": {"desired_count": 5, "propagate_tags": "b"}}}],
                 "resource_changes": [{"address": "%1$s.aws_ecs_service.web", "mode": "managed", "type": "aws_ecs_service",
                   "name": "web", "change": {"actions": ["no-op"],
                     "before": {"desired_count": 5, "propagate_tags": "b"},
                     "after": {"desired_count": 5, "propagate_tags": "b"}}}]}
                """
                        .formatted(MODULE);
        ObjectNode configuration = TerraformJson.read(
                """
                {"resource": {"aws_ecs_service": {"web": {"desired_count": 2, "propagate_tags": "a",
                  "lifecycle": {"ignore_changes": ["desired_count"]}}}}}
                """);
        ObjectNode plan = TerraformJson.read(counted);
        assertEquals(
                List.of("desired_count"),
                Drift.of(
                                Map.of(MODULE, ORDERS),
                                new ConfiguredArguments(Map.of(ORDERS, configuration)),
                                plan,
                                Redactor.of(plan))
                        .stream()
                        .flatMap(drift -> drift.attributes().stream())
                        .map(one -> one.path().toString())
                        .toList(),
                "the other one means the same to the provider: no apply changes it");
    }

    private static List<Drift> drifts(ObjectNode plan) {
        return Drift.of(
                Map.of(MODULE, ORDERS),
                new ConfiguredArguments(UnitDocument.byPath(KubernetesExample.ENVIRONMENT.documents())),
                plan,
                Redactor.of(plan));
    }
}
