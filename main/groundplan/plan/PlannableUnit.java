package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.terraform.InstalledModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A unit as it is planned, independent of where it was read from.
 *
 * @param path its path, which also identifies its state
 * @param configuration Terraform's JSON configuration of the unit as a child module: without backend, and with those providers only
 *     that the root module cannot configure
 * @param inputs the values of its variables
 * @param providers its providers, which are configured in the root module
 * @param rootVariables declarations of variables that its providers use
 * @param files the files that its configuration refers to; absent if it refers to none
 */
public record PlannableUnit(
        UnitPath path,
        ObjectNode configuration,
        SortedMap<String, Template> inputs,
        List<Provider> providers,
        ObjectNode rootVariables,
        Optional<ModuleFiles> files) {

    /** What the names of variables begin with that stand for outputs in states which the module reads by itself. */
    public static final String LOOKED_UP = "groundplan_state_";

    /** A unit whose configuration refers to no files. */
    public PlannableUnit(
            UnitPath path,
            ObjectNode configuration,
            SortedMap<String, Template> inputs,
            List<Provider> providers,
            ObjectNode rootVariables) {
        this(path, configuration, inputs, providers, rootVariables, Optional.empty());
    }

    /**
     * The folder of a module that has files of its own, or calls modules.
     *
     * @param top a folder above it, out of which no path in a configuration leads, such as a copy of its repository
     * @param folder its folder below that, in which the configuration is written
     * @param modules the modules that it calls, directly and indirectly, which are installed
     * @param called the {@code resource} blocks of these modules by their keys
     * @param places where its blocks are written, as {@code file:line}, by their addresses such as {@code resource.aws_vpc.main}
     * @param locked the versions of providers that its lock file selects, by the providers' sources such as
     *     {@code hashicorp/aws}; empty if it has none
     */
    public record ModuleFiles(
            Path top,
            String folder,
            List<InstalledModule> modules,
            Map<String, JsonNode> called,
            SortedMap<String, String> places,
            SortedMap<String, String> locked) {
        public ModuleFiles {
            modules = List.copyOf(modules);
            called = Map.copyOf(called);
        }
    }

    /**
     * A provider of a unit.
     *
     * @param name its local name, such as {@code aws}
     * @param alias its alias; absent for the default one
     * @param requirement its entry in {@code required_providers}
     * @param configuration its arguments
     */
    public record Provider(String name, Optional<String> alias, JsonNode requirement, Template configuration) {
        /** Its name in the unit: {@code <name>} or {@code <name>.<alias>}. */
        String local() {
            return alias.map(word -> name + "." + word).orElse(name);
        }
    }

    /** The configuration with its provider blocks, as a root module of its own has it. */
    ObjectNode withProviders() {
        ObjectNode whole = configuration.deepCopy();
        providers.forEach(provider -> {
            ObjectNode block = provider.configuration().value().deepCopy();
            provider.alias().ifPresent(alias -> block.put("alias", alias));
            whole.withObjectProperty("provider")
                    .withArrayProperty(provider.name())
                    .add(block);
        });
        return whole;
    }

    /** The versions of providers that its lock file selects, by the providers' sources; empty if it has none. */
    public SortedMap<String, String> locked() {
        return files.map(ModuleFiles::locked).orElseGet(TreeMap::new);
    }

    /** The outputs of other units that it reads. */
    List<OutputReference> outputs() {
        return Stream.concat(inputs.values().stream(), providers.stream().map(Provider::configuration))
                .flatMap(template -> template.references().stream())
                .toList();
    }

    /** The units whose outputs it reads. */
    public Set<UnitPath> reads() {
        return outputs().stream().map(OutputReference::unit).collect(Collectors.toSet());
    }
}
