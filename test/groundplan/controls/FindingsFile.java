package groundplan.controls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.testing.FullSynthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the controls found and no waiver covers, for the report of a pull request: {@code target/controls/findings.json}. */
final class FindingsFile {
    private static final SortedSet<Finding> ALL = new TreeSet<>();

    private FindingsFile() {}

    /** Adds findings; the file is there even when there are none. */
    static synchronized void add(Collection<Finding> findings) throws IOException {
        ALL.addAll(findings);
        ObjectNode json = TerraformJson.object();
        json.putArray("findings");
        ALL.forEach(finding -> json.withArrayProperty("findings")
                .addObject()
                .put("unit", finding.unit())
                .put("check", finding.check())
                .put("address", finding.address())
                .put("message", finding.message()));
        Path file = FullSynthesis.root().resolve("target/controls/findings.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, TerraformJson.write(json));
    }
}
