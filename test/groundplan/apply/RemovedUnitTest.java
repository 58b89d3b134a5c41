package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack with which what is left of a unit is destroyed. */
class RemovedUnitTest {
    @TempDir
    static Path folder;

    private static List<UnitDocument> documents;

    @BeforeAll
    static void unitsThatThereStillAre() {
        documents = TempProject.shop(folder).documents();
    }

    @Test
    void itHasTheUnitsStateAndNothingElseOfIt() {
        ObjectNode stack = RemovedUnit.stack(UnitPath.parse("shop/dev/us-east-1/queue"), documents);
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
        RemovedUnit.stack(UnitPath.parse("shop/dev/eu-west-1/queue"), documents);
        assertEquals(before, documents.get(0).json().toString());
    }

    private static String region(String unit) {
        return RemovedUnit.stack(UnitPath.parse(unit), documents)
                .at("/provider/aws/0/region")
                .asText();
    }
}
