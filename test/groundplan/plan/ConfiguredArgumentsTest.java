package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.address.AttributePath;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which attributes a configuration sets: what a plan shows of a new object, and what an apply compares with what was approved. */
class ConfiguredArgumentsTest {
    private static final UnitPath UNIT = UnitPath.read("live/prod/network");

    private static final String OWN =
            """
            {"resource": {"aws_security_group": {"main": {
               "name": "main", "timeouts": {"create": "5m"},
               "egress": [{"from_port": 0}],
               "dynamic": {"ingress": {"for_each": "${var.ports}", "content": {"from_port": "${ingress.value}"}}}}},
             "aws_lb": {"main": {"dynamic": [{"subnet_mapping": [{"for_each": "${var.subnets}"}]}]}}}}
            """;

    private static final String CALLED =
            """
            {"aws_sqs_queue": {"main": {"name": "${var.name}", "lifecycle": {"ignore_changes": ["tags"]}}}}
            """;

    private static ConfiguredArguments configured() {
        PlannableUnit unit = new PlannableUnit(
                UNIT,
                TerraformJson.read(OWN),
                new TreeMap<>(),
                List.of(),
                TerraformJson.object(),
                Optional.of(new PlannableUnit.ModuleFiles(
                        Path.of("/"),
                        "modules/network",
                        List.of(),
                        Map.of("queues.inner", TerraformJson.read(CALLED)),
                        new TreeMap<>(),
                        new TreeMap<>())));
        return ConfiguredArguments.of(
                new PlannableEnvironment("live/prod", "", "", List.of(unit), Set.of(UNIT), Set.of(), "", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_security_group.main | name | true",
                "aws_security_group.main | egress[0].from_port | true",
                "aws_security_group.main | egress[0].to_port | false",
                "aws_security_group.main | ingress[1].from_port | true",
                "aws_security_group.main | owner_id | false",
                "aws_security_group.main | timeouts.create | true",
                "aws_security_group.other | name | false",
                "aws_lb.main[0] | subnet_mapping[0].subnet_id | true",
                "module.queues[\"a.b\"].module.inner[0].aws_sqs_queue.main | name | true",
                "module.queues.module.inner.aws_sqs_queue.main[\"x\"] | url | false",
                "module.queues.aws_sqs_queue.main | name | false",
                "data.aws_lb.main | name | false",
            })
    void whatABlockSetsItselfOrThroughADynamicBlock(String address, String attribute, boolean sets) {
        assertEquals(sets, configured().sets(UNIT, address, AttributePath.parse(attribute)));
    }

    @ParameterizedTest
    @CsvSource({"tags, true", "name, false"})
    void whatAModuleThatIsCalledIgnores(String attribute, boolean ignored) {
        assertEquals(
                ignored,
                configured()
                        .ignores(
                                UNIT, "module.queues.module.inner.aws_sqs_queue.main", AttributePath.parse(attribute)));
    }
}
