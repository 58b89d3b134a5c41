package groundplan.kernel;

/**
 * A system whose settings Java code makes, in the place of YAML in {@code environments/<system>/}. A public class with a public
 * constructor without parameters, which is named in {@code META-INF/services/groundplan.kernel.SystemProvider} so that {@link
 * java.util.ServiceLoader} finds it.
 */
public interface SystemProvider {
    /** The name of the system: lower-case words joined by {@code -}. No folder in {@code environments/} has a {@code system.yaml} for it. */
    String name();

    /** Sets what {@code system.yaml}, {@code environment.yaml} and the files of regions contain for other systems. */
    void define(SystemLayers layers);
}
