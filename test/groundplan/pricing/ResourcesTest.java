package groundplan.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    @Test
    void aResourceIsInTheRegionOfItsProvider() {
        Resources resources = Resources.of(
                TerraformJson.read(
                        """
        {"provider": {"aws": [{"region": "eu-west-1"}, {"alias": "us_east_1", "region": "us-east-1"}]},
         "resource": {"aws_kms_key": {"here": {}, "there": {"provider": "aws.us_east_1"}}}}
        """));
        Map<String, String> regions = new TreeMap<>();
        resources.all().forEach(resource -> regions.put(resource.address(), resource.region()));
        assertEquals(Map.of("aws_kms_key.here", "eu-west-1", "aws_kms_key.there", "us-east-1"), regions);
    }

    @Test
    void referencesAreFollowedThroughBlocksAndOtherReferences() {
        Resources resources = Example.of(
                        """
        "aws_a_thing": {"first": {"size": "${aws_a_thing.second.block[0].size}"},
          "second": {"block": {"size": "${aws_a_thing.third.size}"}}, "third": {"size": 3}}
        """)
                .resources();
        assertEquals(
                "3",
                resources.resolve(TextNode.valueOf("${aws_a_thing.first.size}")).asText());
    }

    @Test
    void whatLeadsNowhereStaysAReference() {
        Resources resources = Example.of("\"aws_a_thing\": {\"first\": {\"size\": \"${aws_a_thing.first.size}\"}}")
                .resources();
        for (String reference : List.of(
                "${aws_a_thing.first.size}",
                "${aws_a_thing.gone.size}",
                "${data.x_y.z.size}",
                "plain",
                "x${aws_a_thing.first.size}")) {
            assertEquals(
                    reference, resources.resolve(TextNode.valueOf(reference)).asText());
        }
    }

    @Test
    void aResourceKnowsWhoMentionsIt() {
        Resources resources = Example.of(
                        """
        "aws_a_thing": {"main": {}}, "aws_b_thing": {"y": {}, "x": {"deep": [{"text":
          "a/${aws_c.d.e}/${aws_a_thing.main.name}"}]}}
        """)
                .resources();
        Resource main = resources.all().iterator().next();
        assertEquals(
                List.of("aws_b_thing.x"),
                resources.referrers(main).stream().map(Resource::address).toList());
    }

    @Test
    void resourcesNeedNoDocument() {
        // As somebody would have them who reads a plan.
        Resource nat = new Resource("aws_nat_gateway", "this[0]", TerraformJson.object(), "us-east-1");
        Resource strange = new Resource("aws_quantum_computer", "main", TerraformJson.object(), "us-east-1");
        Estimate estimate = new Estimator(Example.PRICES, Example.usage("min")).of(Resources.of(List.of(nat, strange)));
        assertEquals("37.35", estimate.monthly().toString());
        assertEquals(
                List.of("aws_quantum_computer.main: the table has no prices for its type"),
                estimate.unknown().stream()
                        .map(cost -> cost.resource().address() + ": " + cost.note())
                        .toList());
    }

    @Test
    void whatIsFreeOrPartOfSomethingElseIsStillThere() {
        Example example = Example.of("\"aws_iam_role\": {\"task\": {}}, \"aws_s3_bucket_versioning\": {\"site\": {}}");
        assertEquals("FREE  []", shown(example.cost("aws_iam_role.task")));
        assertEquals("PART its bucket []", shown(example.cost("aws_s3_bucket_versioning.site")));
        assertTrue(Tariffs.types().containsAll(List.of("aws_iam_role", "aws_s3_bucket_versioning")));
    }

    private static String shown(ResourceCost cost) {
        return cost.status() + " " + cost.note() + " " + cost.lines();
    }
}
