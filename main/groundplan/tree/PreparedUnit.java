package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.references.Template;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * A unit of Terragrunt as Terragrunt has prepared it, before it is known which states of other units its module reads by itself.
 *
 * @param unit the unit
 * @param path its path
 * @param folder its folder in the copy
 * @param call how Terragrunt plans it
 * @param module its module
 * @param arguments the arguments of the module
 * @param dependencies what it reads of other units
 * @param backend where its state is
 */
record PreparedUnit(
        FoundUnit unit,
        UnitPath path,
        Path folder,
        RecordedCall call,
        ModuleFolder module,
        SortedMap<String, JsonNode> arguments,
        UnitDependencies dependencies,
        JsonNode backend) {
    /** A value with the outputs of other units that it reads. */
    Template template(JsonNode value) {
        return Template.of(TextReferences.replaced(value, dependencies::instead), dependencies::output);
    }
}
