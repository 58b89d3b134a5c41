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

/** What gives values to a unit's variables besides the environment: variable files, and arguments of the command line. */
final class VariableFiles {
    private VariableFiles() {}

    /**
     * Their values. As Terraform does, later ones override earlier ones: {@code terraform.tfvars}, {@code *.auto.tfvars} in the order of
     * their names, then {@code -var-file} and {@code -var} in their order.
     */
    static Map<String, JsonNode> of(
            PlanArguments arguments, Path workingFolder, ModuleFolder module, UnaryOperator<String> shown)
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
        Map<String, JsonNode> values = new TreeMap<>();
        for (Path file : files) {
            values.putAll(values(file, shown));
        }
        for (PlanArguments.Assignment assignment : arguments.assignments()) {
            if (assignment instanceof PlanArguments.Assignment.OfFile file) {
                values.putAll(values(workingFolder.resolve(file.path()), shown));
            } else if (assignment instanceof PlanArguments.Assignment.OfVariable variable) {
                module.variable(variable.name())
                        .ifPresent(declared -> values.put(variable.name(), GivenText.value(declared, variable.text())));
            }
        }
        return values;
    }

    private static Map<String, JsonNode> values(Path file, UnaryOperator<String> shown) throws IOException {
        Map<String, JsonNode> values = new TreeMap<>();
        HclBody body = HclParser.file(SourceText.read(file, shown.apply(file.toString())));
        for (HclAttribute attribute : body.attributes()) {
            values.put(attribute.name(), JsonExpressions.constant(attribute.expression()));
        }
        return values;
    }
}
