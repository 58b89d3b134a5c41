package groundplan.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a key that names other units: a text, a list of texts, or the names of a map (or its values). The unit is looked up
 * in the region of the reader, then among the global units; {@code <region>/<unit>} names one of another region, and
 * {@code <environment>/<region>/<unit>} one of another environment of the system.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Reads {
    /** The kind that the named unit must be of. */
    String value();

    /** Whether the values of a map name the units, and not its names. */
    boolean byValue() default false;
}
