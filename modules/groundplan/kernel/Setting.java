package groundplan.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one key of a settings file. The record component is its camelCase name; the key is the same in snake_case.
 * A component of type {@link java.util.Optional} may be left out; one without {@link #byDefault()} must be given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The usual form of a name: lower-case words joined by {@code _} or {@code -}. */
    String WORDS = "[a-z][a-z0-9]*([_-][a-z0-9]+)*";

    /** One sentence on what the key means, with the unit of a bare number. Shown by editors and by {@code explain}. */
    String value();

    /** The value of a key that is left out, as YAML. Empty: the key is required (or absent, for an Optional). */
    String byDefault() default "";

    /** Smallest number, or fewest entries of a list or map. */
    long min() default Long.MIN_VALUE;

    /** Largest number, or most entries of a list or map. */
    long max() default Long.MAX_VALUE;

    /** The regular expression that a text, or each text of a list, matches as a whole. */
    String pattern() default "";

    /** The words to choose from. Empty: any. */
    String[] oneOf() default {};

    /** The regular expression that the names in a map match as a whole; those of a map inside it are {@link #WORDS}. */
    String names() default WORDS;

    /** Whether it is what a release changes: {@code promote} moves it, and all below it, from environment to environment. */
    boolean promotable() default false;
}
