package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * A root module before it is known what it reads of others.
 *
 * @param path its path
 * @param folder its folder in the copy of the repository
 * @param shown its folder in messages
 * @param module its module
 * @param arguments the values of its variables that are given
 * @param values evaluates what is constant in it
 * @param workspace its workspace
 * @param place where its state is
 */
record PlainUnit(
        UnitPath path,
        Path folder,
        String shown,
        ModuleFolder module,
        SortedMap<String, JsonNode> arguments,
        ConstantValues values,
        String workspace,
        BackendPlace place) {}
