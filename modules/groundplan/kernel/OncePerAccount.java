package groundplan.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a settings record whose value only one unit of an AWS account may have, because AWS refuses the second. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OncePerAccount {
    /** What the record names, as messages call it, with its article. */
    String value();
}
