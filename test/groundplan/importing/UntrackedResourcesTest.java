package groundplan.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrackedResourcesTest {
    private static final String EC2 = "arn:aws:ec2:us-east-1:123456789012:";

    @TempDir
    Path folder;

    private final Map<String, Map<String, String>> asked = new TreeMap<>();

    @Test
    void whatNoStateHasIsFoundInEachRegion() throws IOException {
        assertEquals(
                List.of(
                        EC2 + "vpc/vpc-2",
                        "arn:aws:kms:us-west-2:123456789012:key/k-2",
                        "arn:aws:logs:us-east-1:123456789012:log-group:/shop/left"),
                found(Map.of(
                        "us-east-1",
                        List.of(
                                EC2 + "vpc/vpc-1",
                                EC2 + "vpc/vpc-2",
                                EC2 + "natgateway/nat-1",
                                "arn:aws:logs:us-east-1:123456789012:log-group:/shop/web",
                                "arn:aws:logs:us-east-1:123456789012:log-group:/shop/left"),
                        "us-west-2",
                        List.of("arn:aws:kms:us-west-2:123456789012:key/k-2"))));
        Map<String, String> tags = Map.of("Project", "shop", "Environment", "dev");
        assertEquals(Map.of("us-east-1", tags, "us-west-2", tags), asked);
    }

    @Test
    void whatAwsGivesTheTagsItselfDoesNotCount() throws IOException {
        assertEquals(
                List.of(),
                found(Map.of(
                        "us-east-1",
                        List.of(
                                "arn:aws:ecs:us-east-1:123456789012:task/shop-dev/0123",
                                "arn:aws:ecs:us-east-1:123456789012:task-definition/web:7",
                                "arn:aws:rds:us-east-1:123456789012:snapshot:rds:shop-dev-2026",
                                EC2 + "network-interface/eni-1"))));
    }

    private List<String> found(Map<String, List<String>> listed) throws IOException {
        List<UnitDocument> documents = new ArrayList<>();
        TempProject.shop(folder)
                .units()
                .forEach(
                        unit -> documents.add(
                                new UnitDocument(
                                        unit,
                                        TerraformJson.read(
                                                """
                {"provider": {"aws": [
                  {"region": "us-east-1", "default_tags": [{"tags": {"Project": "shop", "Environment": "dev", "Owner": "x"}}]},
                  {"region": "us-west-2", "alias": "west",
                   "default_tags": [{"tags": {"Project": "shop", "Environment": "dev"}}]}]}}"""))));
        StateFile state = new StateFile(
                "key",
                TerraformJson.read(
                        """
                {"version": 4, "resources": [
                  {"mode": "managed", "type": "aws_vpc", "name": "main", "instances": [{"attributes": {"id": "vpc-1"}}]},
                  {"mode": "managed", "type": "aws_nat_gateway", "name": "a", "instances": [{"attributes": {"id": "nat-1"}}]},
                  {"mode": "managed", "type": "aws_cloudwatch_log_group", "name": "web", "instances": [{"attributes":
                    {"id": "/shop/web", "arn": "arn:aws:logs:us-east-1:123456789012:log-group:/shop/web"}}]}]}"""));
        return List.copyOf(UntrackedResources.of(documents, List.of(state), (region, tags) -> {
            asked.put(region, tags);
            return listed.getOrDefault(region, List.of());
        }));
    }
}
