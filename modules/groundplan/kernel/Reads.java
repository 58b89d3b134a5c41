package groundplan.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a key that names other units: a string, a list of strings, or the keys of a map (or its values). The unit is
 * looked up in the region of the reading unit, then among the global units; {@code <region>/<unit>} names a unit of
 * another region, and {@code <environment>/<region>/<unit>} one of another environment of the system.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Reads {
    /** The required kind of the named unit. */
    String value();

    /** Whether the values of a map name the units, instead of its keys. */
    boolean byValue() default false;

    /**
     * Whether AWS takes only a resource in the region of the reading unit, which for a unit without a region is us-east-1. Units
     * without a region can be named in any case.
     */
    boolean sameRegion() default false;
}
