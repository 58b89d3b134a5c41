package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.live.LiveTree;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.tools.Emulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Module by module on an empty emulator, with nothing but {@code LOCALSTACK=true} and Terragrunt. */
@Tag("nightly")
class LocalstackWalkThroughTest {
    private static final String REGION = "sarc-ng/dev/us-east-1/";

    @Test
    void networkThenDatabaseThenCleanedUp(@TempDir Path folder) throws Exception {
        boolean free = free(Emulator.PORT);
        try (OwnEmulator cloud = new OwnEmulator(new TempProject(folder), free ? Emulator.PORT : 0)) {
            TestFiles.copyVisible(
                    Repository.root().resolve(LiveTree.FOLDER).resolve("sarc-ng"),
                    folder.resolve(LiveTree.FOLDER).resolve("sarc-ng"));
            cloud.variables().put("LOCALSTACK", "true");
            cloud.variables().remove("AWS_ACCESS_KEY_ID");
            cloud.variables().remove("AWS_SECRET_ACCESS_KEY");
            if (free) {
                // LOCALSTACK alone says where it is; where another program has that port, the address is needed as
                // well.
                cloud.variables().remove("AWS_ENDPOINT_URL");
            }
            well(cloud.terragrunt(REGION + "network", "apply", "--auto-approve"));
            well(cloud.terragrunt(REGION + "database", "apply", "--auto-approve"));
            well(cloud.terragrunt(REGION + "database", "plan", "-detailed-exitcode"));
            well(cloud.terragrunt(REGION + "database", "destroy", "--auto-approve"));
            well(cloud.terragrunt(REGION + "network", "destroy", "--auto-approve"));
        }
    }

    private static void well(ProcessRunner.Result result) {
        assertEquals(0, result.exit(), result::output);
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
