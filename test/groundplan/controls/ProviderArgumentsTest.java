package groundplan.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.KubernetesExample;
import groundplan.testing.Repository;
import groundplan.testing.Synthesized;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every argument in the live tree is one of the provider with which units are tested, and of a release of the next major version. */
class ProviderArgumentsTest {
    /** What stays as it is, with the reason. */
    private static final Map<String, String> ACCEPTED = Map.of(
            "aws_service_discovery_service.health_check_custom_config.failure_threshold: is deprecated",
            "AWS always returns 1, and provider 5.100 replaces a service for which it is not set");

    private static final Map<String, JsonNode> TREE = tree();
    private static ProviderSchema tested;

    @BeforeAll
    static void readTheTestedProvider() throws IOException {
        tested = ProviderSchema.tested(TREE.values().iterator().next().at("/terraform/required_providers/aws"));
    }

    @Test
    void theTestedProviderHasAllArgumentsOfTheTree() {
        assertEquals(List.of(), left(tested));
    }

    @Test
    void theNextMajorVersionHasAllArgumentsOfTheTree() {
        ProviderSchema later = ProviderSchema.later();
        assertTrue(later.version().startsWith("6."), later.version());
        assertEquals(List.of(), left(later));
    }

    /** What no committed environment has. */
    @Test
    void theNextMajorVersionHasAllArgumentsOfAKubernetesCluster() {
        ProviderSchema later = ProviderSchema.later();
        List<String> problems = new ArrayList<>();
        Synthesized.of(KubernetesExample.UNITS)
                .documents()
                .forEach(document -> problems.addAll(later.problems(document.json())));
        assertEquals(List.of(), problems);
    }

    /** Arguments that no committed environment has. */
    @Test
    void bothVersionsHaveTheArgumentsOfSeldomSettings() {
        String units = Repository.text(Repository.root().resolve("test/groundplan/controls/rare_settings.yaml"));
        List<String> problems = new ArrayList<>();
        Synthesized.of(units).documents().forEach(document -> {
            problems.addAll(tested.problems(document.json()));
            problems.addAll(ProviderSchema.later().problems(document.json()));
        });
        problems.removeIf(problem -> ACCEPTED.keySet().stream().anyMatch(problem::startsWith));
        assertEquals(List.of(), problems);
    }

    @Test
    void everyExceptionIsNeeded() {
        Set<String> found = new TreeSet<>(problems(ProviderSchema.later()));
        found.addAll(problems(tested));
        assertEquals(
                List.of(),
                ACCEPTED.keySet().stream()
                        .filter(accepted -> found.stream().noneMatch(problem -> problem.startsWith(accepted)))
                        .toList());
    }

    /** Facts of the provider's guide to version 6, and of its documentation. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | aws_eip | {\"domain\": \"vpc\"} |",
                "6 | aws_eip | {\"domain\": \"vpc\"} |",
                "5 | aws_eip | {\"vpc\": true} | aws_eip.vpc: is deprecated: so says the provider",
                "6 | aws_eip | {\"vpc\": true} | aws_eip.vpc: does not exist",
                "6 | aws_eip | {\"region\": \"eu-west-1\"} |",
                "5 | aws_eip | {\"region\": \"eu-west-1\"} | aws_eip.region: does not exist",
                "5 | aws_eip | {\"public_ip\": \"1.2.3.4\"} | aws_eip.public_ip: can only be read",
                "6 | aws_eip | {\"public_ip\": \"1.2.3.4\"} | aws_eip.public_ip: can only be read",
                "6 | aws_flow_log | {\"log_group_name\": \"flow\"} | aws_flow_log.log_group_name: does not exist",
                "5 | aws_sqs_queue_policy | {\"policy\": \"{}\"} | aws_sqs_queue_policy.queue_url: is required",
                "6 | aws_kms_alias | {\"name\": \"alias/a\"} | aws_kms_alias.target_key_id: is required",
                "6 | aws_guardduty_detector | {\"datasources\": {}} | aws_guardduty_detector.datasources: is deprecated: datasources is deprecated. use aws.guardduty.detectorfeature resources instead.",
                "6 | aws_lb_listener | {\"load_balancer_arn\": \"l\", \"default_action\": [{\"typ\": \"forward\"}]} | aws_lb_listener.default_action.typ: does not exist; aws_lb_listener.default_action.type: is required",
                "6 | aws_opsworks_stack | {} | aws_opsworks_stack: there is no such type",
            })
    void whatAProviderWouldSayIsFound(String version, String type, String resource, String expected) {
        ProviderSchema schema = version.equals("5") ? tested : ProviderSchema.later();
        assertEquals(
                expected == null ? "" : expected,
                String.join(
                        "; ",
                        schema.problems(
                                TerraformJson.read("{\"resource\": {\"" + type + "\": {\"it\": " + resource + "}}}"))));
    }

    /** Terraform warns of arguments; of a value that is deprecated it says nothing before the version that refuses it. */
    @Test
    void enginesOfElastiCacheAreWrittenInLowerCase() {
        Map<String, String> engines = new TreeMap<>();
        TREE.forEach((file, document) -> document.path("resource").properties().stream()
                .filter(type -> type.getKey().startsWith("aws_elasticache_"))
                .forEach(type -> type.getValue().properties().stream()
                        .filter(resource -> resource.getValue().has("engine"))
                        .forEach(resource -> engines.put(
                                file + " " + type.getKey() + "." + resource.getKey(),
                                resource.getValue().path("engine").asText()))));
        assertEquals(Set.of("redis"), new TreeSet<>(engines.values()), engines::toString);
    }

    private static List<String> left(ProviderSchema schema) {
        return problems(schema).stream()
                .filter(problem -> ACCEPTED.keySet().stream().noneMatch(problem::startsWith))
                .toList();
    }

    private static Set<String> problems(ProviderSchema schema) {
        return TREE.values().stream()
                .flatMap(document -> schema.problems(document).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, JsonNode> tree() {
        Map<String, JsonNode> tree = new TreeMap<>();
        Repository.files("terragrunt", "/main.tf.json")
                .forEach(file -> tree.put(Repository.shown(file), TerraformJson.read(Repository.text(file))));
        return tree;
    }
}
