package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import groundplan.testing.KubernetesExample;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack with which what is left of a unit is destroyed. */
class RemovedUnitTest {
    private static final UnitPath QUEUE = UnitPath.parse("shop/dev/us-east-1/queue");

    @TempDir
    static Path folder;

    private static List<UnitDocument> documents;

    @BeforeAll
    static void unitsThatThereStillAre() {
        documents = TempProject.shop(folder).documents();
    }

    @Test
    void itHasTheUnitsStateAndNothingElseOfIt() {
        ObjectNode stack = RemovedUnit.stack(QUEUE, Optional.empty(), documents);
        assertEquals(
                "dev/us-east-1/queue/terraform.tfstate",
                stack.at("/terraform/backend/s3/key").asText(),
                stack::toString);
        assertEquals(
                "shop-terraform-state", stack.at("/terraform/backend/s3/bucket").asText(), stack::toString);
        assertFalse(stack.has("resource") || stack.has("data") || stack.has("output"), stack::toString);
    }

    @Test
    void itsProviderIsInTheUnitsRegion() {
        assertEquals("us-east-1", region("shop/dev/us-east-1/queue"));
        assertEquals("eu-west-1", region("shop/dev/eu-west-1/queue"));
        assertEquals("us-east-1", region("shop/dev/_global/queue"));
    }

    @Test
    void whatItIsMadeOfStaysAsItIs() {
        String before = documents.get(0).json().toString();
        RemovedUnit.stack(UnitPath.parse("shop/dev/eu-west-1/queue"), Optional.empty(), documents);
        assertEquals(before, documents.get(0).json().toString());
    }

    @Test
    void itHasEachProviderThatItsStateWasWrittenWith() {
        JsonNode providers = RemovedUnit.stack(
                        QUEUE,
                        Optional.of(state(
                                resource("aws_sqs_queue", "aws", "", "{}"),
                                // A resource without an ARN comes first: its region is that of the others with this
                                // provider.
                                resource("aws_s3_bucket_versioning", "aws", ".replica", "{\"id\": \"copies\"}"),
                                resource(
                                        "aws_kms_replica_key",
                                        "aws",
                                        ".replica",
                                        "{\"arn\": \"arn:aws:kms:us-west-2:1:key/1\"}"),
                                resource("aws_s3_bucket_acl", "aws", ".eu_west_1", "{\"id\": \"copies\"}"))),
                        documents)
                .at("/provider/aws");
        assertEquals(
                List.of(" us-east-1", "replica us-west-2", "eu_west_1 eu-west-1"),
                StreamSupport.stream(providers.spliterator(), false)
                        .map(block -> block.path("alias").asText() + " "
                                + block.path("region").asText())
                        .toList());
        providers.forEach(block ->
                assertEquals(providers.path(0).path("default_tags"), block.path("default_tags"), block::toString));
    }

    @Test
    void aProviderOfAClusterIsThatOfTheUnitsThatAreStillInIt() {
        ObjectNode stack = RemovedUnit.stack(
                UnitPath.parse("shop/dev/us-east-1/kubernetes/mail"),
                Optional.of(state(resource("kubernetes_namespace", "kubernetes", "", "{}"))),
                KubernetesExample.ENVIRONMENT.documents());
        String host = stack.at("/provider/kubernetes/0/host").asText();
        String lookup = host.replaceFirst("\\$\\{data\\.terraform_remote_state\\.([^.]+)\\..*", "$1");
        assertEquals(
                "dev/us-east-1/compute/eks-cluster/terraform.tfstate",
                stack.at("/data/terraform_remote_state/" + lookup + "/config/key")
                        .asText(),
                stack::toString);
        assertTrue(stack.at("/terraform/required_providers/kubernetes").has("version"), stack::toString);
    }

    private static StateFile state(String... resources) {
        return StateFile.parse(
                "queue",
                "{\"version\": 4, \"terraform_version\": \"1.11.4\", \"serial\": 1, \"lineage\": \"l\", \"outputs\": {}, \"resources\": ["
                        + String.join(",", resources) + "]}");
    }

    private static String resource(String type, String provider, String alias, String attributes) {
        return "{\"mode\": \"managed\", \"type\": \"" + type
                + "\", \"name\": \"one\", \"provider\": \"provider[\\\"registry.example.com/hashicorp/" + provider
                + "\\\"]" + alias + "\", \"instances\": [{\"attributes\": " + attributes + "}]}";
    }

    private static String region(String unit) {
        return RemovedUnit.stack(UnitPath.parse(unit), Optional.empty(), documents)
                .at("/provider/aws/0/region")
                .asText();
    }
}
