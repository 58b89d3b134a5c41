package groundplan.synth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.settings.UnitModel;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rendering for CDKTF's own command line: {@code stacks/<stack id>/cdk.tf.json} and the manifest. */
public final class CdktfOut {
    /** The file that lists the stacks. */
    public static final String MANIFEST = "manifest.json";

    private static final String CDKTF_VERSION = "0.19.2";

    private CdktfOut() {}

    /** The files of the rendering by their path below {@code cdktf.out}. */
    public static SortedMap<String, String> files(List<UnitDocument> documents) {
        SortedMap<String, String> files = new TreeMap<>();
        ObjectNode manifest = TerraformJson.object();
        manifest.put("version", CDKTF_VERSION);
        ObjectNode stacks = manifest.putObject("stacks");
        documents.parallelStream()
                .map(document -> Map.entry(file(document), TerraformJson.write(document.json())))
                .toList()
                .forEach(made -> files.put(made.getKey(), made.getValue()));
        for (UnitDocument document : documents) {
            String id = document.unit().path().stackId();
            ObjectNode stack = stacks.putObject(id);
            stack.put("name", id);
            stack.put("constructPath", id);
            stack.put("workingDirectory", "stacks/" + id);
            stack.put("synthesizedStackPath", file(document));
            stack.putArray("annotations");
            ArrayNode dependencies = stack.putArray("dependencies");
            document.unit().reads().values().stream()
                    .map(UnitModel::path)
                    .sorted()
                    .forEach(path -> dependencies.add(path.stackId()));
        }
        files.put(MANIFEST, TerraformJson.write(manifest));
        return files;
    }

    private static String file(UnitDocument document) {
        return "stacks/" + document.unit().path().stackId() + "/cdk.tf.json";
    }
}
