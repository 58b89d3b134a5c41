package groundplan.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what only one unit of an AWS account may have, because AWS refuses the second.
 *
 * <p>On a settings record: two units must not have records of equal value. On a boolean component of a settings record,
 * or on a public method of one that returns a boolean: only one unit may have {@code true}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OncePerAccount {
    /** What it is, as messages call it, with its article. */
    String value();

    /** For a component or a method: whether each region of the account may have one. */
    boolean perRegion() default false;

    /** For a component or a method: what to change in all units but one. */
    String instead() default "";
}
