package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line that stays says and answers what the one says that is started for each call. */
class ResidentAwsTest {
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        world = new World("222233334444", "eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws sts get-caller-identity --query Account --output text",
                "aws ecs describe-clusters --clusters none",
                "aws ecr describe-repositories --repository-names none",
                "aws ecs stop-everything",
                "cd backend && printf '{\"logGroupName\":\"%s\"}' \"$NAME\" | aws logs tag-log-group --cli-input-json file:///dev/stdin"
            })
    void aCallIsAsThatOfTheProgram(String script) throws IOException {
        world.file("backend/here", "");
        String program = "aws() { '"
                + new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv()).path("aws")
                + "' \"$@\"; }; ";
        Outcome itself = world.shell(program + script);
        Outcome resident = world.shell(script);
        assertEquals(itself.exit(), resident.exit(), resident::toString);
        assertEquals(itself.out(), resident.out());
        assertEquals(itself.err(), resident.err());
        assertTrue(!(itself.out() + itself.err()).isBlank(), itself::toString);
    }

    /** Each call has a file of its own: lines that several processes write to one pipe may mix. */
    @Test
    void callsAtOnceDoNotMeet() {
        Outcome all = world.shell("for region in us-east-1 us-west-2 eu-west-1; do"
                + " aws ecs create-cluster --region $region --cluster-name c --query cluster.clusterArn --output text > $region.out &"
                + " done; wait; cat eu-west-1.out us-east-1.out us-west-2.out");
        assertEquals(
                List.of(
                        "arn:aws:ecs:eu-west-1:222233334444:cluster/c",
                        "arn:aws:ecs:us-east-1:222233334444:cluster/c",
                        "arn:aws:ecs:us-west-2:222233334444:cluster/c"),
                all.exits(0).out().lines().toList());
    }
}
