package groundplan.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one key of a settings file. The record component has the key's name in camelCase; the key itself is in
 * snake_case. A component of type {@link java.util.Optional} may be left out; one without {@link #byDefault()} is
 * required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The usual form of a name: lower-case words joined by {@code _} or {@code -}. */
    String WORDS = "[a-z][a-z0-9]*([_-][a-z0-9]+)*";

    /** The most characters of a text that matches a {@link #pattern} or a name: no name in AWS is longer. */
    int LONGEST = 1000;

    /** One sentence on what the key means, with the unit of a plain number. Shown by editors and by {@code explain}. */
    String value();

    /** The default value, as YAML. Empty: the key is required (or absent, for an Optional). */
    String byDefault() default "";

    /** Minimum number, or minimum number of entries of a list or map. */
    long min() default Long.MIN_VALUE;

    /** Maximum number, or maximum number of entries of a list or map. */
    long max() default Long.MAX_VALUE;

    /** The regular expression that a string, or each string of a list, must match as a whole. */
    String pattern() default "";

    /** The form that a string, or each string of a list or a map, must have in addition. */
    TextForm form() default TextForm.ANY;

    /** The form that the keys of a map must have in addition. */
    TextForm namesForm() default TextForm.ANY;

    /** The allowed values. Empty: any. */
    String[] oneOf() default {};

    /**
     * The regular expression that the keys of a map must match as a whole; those of a map inside it must match {@link
     * #WORDS}.
     */
    String names() default WORDS;

    /**
     * Whether a release changes the value: {@code promote} copies it, and all keys below it, from environment to
     * environment.
     */
    boolean promotable() default false;
}
