package groundplan.kernel;

import java.util.List;

/**
 * Kinds of a repository's own. A public class with a public constructor without parameters, which is named in
 * {@code META-INF/services/groundplan.kernel.KindProvider} so that {@link java.util.ServiceLoader} finds it.
 */
public interface KindProvider {
    /** The kinds. None may have the name of a built-in kind, or of one that another provider has. */
    List<Kind<?, ?>> kinds();
}
