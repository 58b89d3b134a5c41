package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A variable that is taken away, such as the one of a workspace, does not reach a program through the environment of this process. */
class ProcessEnvironmentTest {
    @TempDir
    Path folder;

    @Test
    void aWholeEnvironmentIsAllThatAProgramGets() throws Exception {
        Map<String, String> all = new TreeMap<>(System.getenv());
        String taken = all.keySet().stream()
                .filter(name -> !name.equals("PATH") && name.matches("[A-Z_]+"))
                .findFirst()
                .orElseThrow();
        assertEquals("set", told(Map.of(), taken), "some variables are added to those of this process");
        all.remove(taken);
        assertEquals("", told(all, taken));
    }

    private String told(Map<String, String> variables, String name) throws Exception {
        return new ProcessRunner(List.of("/bin/sh", "-c", "printf %s \"${" + name + "+set}\""), folder, variables)
                .results()
                .output();
    }
}
