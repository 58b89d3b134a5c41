package groundplan.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.plan.PlannableUnit;
import java.io.IOException;
import java.util.Optional;

/**
 * A root module as it is in a whole plan, where it is called.
 *
 * @param module the module
 * @param inner the modules that it calls
 * @param providers its providers, of which the whole plan's root configures those that it can
 */
record PlannedModule(ModuleFolder module, InnerModules inner, HoistedProviders providers) {
    /** Its configuration, with the providers that only itself can configure and the requirements of all modules in it. */
    ObjectNode configuration() {
        // In the root module of a whole plan path.root is another folder.
        ObjectNode configuration = (ObjectNode) TextReferences.replaced(
                module.configuration(),
                read -> read.startsWith("path", "root")
                        ? Optional.of(new TextReferences.Instead(1, "path.module"))
                        : Optional.empty());
        inner.requirements().properties().forEach(one -> configuration
                .withObjectProperty("terraform")
                .withObjectProperty("required_providers")
                .withObjectProperty(one.getKey())
                .setAll((ObjectNode) one.getValue()));
        configuration.remove("provider");
        if (!providers.kept().isEmpty()) {
            configuration.set("provider", providers.kept());
        }
        return configuration;
    }

    /** Its files in the copy of the repository. */
    PlannableUnit.ModuleFiles files(Mirror mirror) throws IOException {
        return new PlannableUnit.ModuleFiles(
                mirror.copy(),
                mirror.copy().relativize(module.folder()).toString(),
                inner.modules(),
                inner.called(),
                module.places(),
                LockFile.versions(module.folder(), mirror::shown));
    }
}
