package groundplan.tree;

import groundplan.hcl.HclBlock;
import groundplan.hcl.HclParser;
import groundplan.hcl.SourceText;
import groundplan.terraform.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Terraform's dependency lock file, {@value #NAME}. */
final class LockFile {
    static final String NAME = ".terraform.lock.hcl";

    private LockFile() {}

    /**
     * The versions that the lock file of a folder selects, by the providers' sources such as {@code hashicorp/aws}; empty if there is none.
     *
     * @param shown how the file's path is shown in errors
     */
    static SortedMap<String, String> versions(Path folder, UnaryOperator<String> shown) throws IOException {
        SortedMap<String, String> versions = new TreeMap<>();
        Path file = folder.resolve(NAME);
        if (Files.isRegularFile(file)) {
            for (HclBlock block : HclParser.body(SourceText.read(file, shown.apply(file.toString())))
                    .blocks("provider", 1)) {
                block.body()
                        .attribute("version")
                        .flatMap(found -> JsonExpressions.value(found.expression()))
                        .ifPresent(version -> versions.put(Engine.source(block.label(0)), version.asText()));
            }
        }
        return versions;
    }
}
