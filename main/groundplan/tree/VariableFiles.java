package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.HclAttribute;
import groundplan.hcl.HclBody;
import groundplan.hcl.HclParser;
import groundplan.hcl.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The variable files of a unit: those that Terraform reads by itself, and those that Terragrunt names on the command line. */
final class VariableFiles {
    private static final String OPTION = "-var-file=";

    private VariableFiles() {}

    /**
     * Their values. As Terraform does, later ones override earlier ones: {@code terraform.tfvars}, {@code *.auto.tfvars} in the order of
     * their names, then those of the command line.
     */
    static Map<String, JsonNode> of(RecordedCall call, ModuleFolder module, UnaryOperator<String> shown)
            throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("terraform.tfvars", "terraform.tfvars.json")) {
            if (Files.exists(module.folder().resolve(name))) {
                files.add(module.folder().resolve(name));
            }
        }
        try (Stream<Path> list = Files.list(module.folder())) {
            list.filter(file -> file.getFileName().toString().matches(".*\\.auto\\.tfvars(\\.json)?"))
                    .sorted()
                    .forEach(files::add);
        }
        call.arguments().stream()
                .filter(argument -> argument.startsWith(OPTION))
                .map(argument -> call.folder().resolve(argument.substring(OPTION.length())))
                .forEach(files::add);
        Map<String, JsonNode> values = new TreeMap<>();
        for (Path file : files) {
            HclBody body = HclParser.file(SourceText.read(file, shown.apply(file.toString())));
            for (HclAttribute attribute : body.attributes()) {
                values.put(attribute.name(), JsonExpressions.constant(attribute.expression()));
            }
        }
        return values;
    }
}
