package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groundplan.testing.TempProject;
import groundplan.tools.Emulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnEmulatorTest {
    @Test
    void aProjectThatCannotBeSetUpLeavesNoEmulatorBehind(@TempDir Path folder) throws IOException {
        TempProject project = TempProject.shop(folder).with("cdktf.json", "somebody's own");
        assertThrows(IOException.class, () -> new OwnEmulator(project, 0));
        assertEquals(Optional.empty(), new Emulator(null, folder.resolve("emulator")).running());
    }
}
