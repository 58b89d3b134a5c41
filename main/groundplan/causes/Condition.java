package groundplan.causes;

import java.util.List;

/**
 * What an action of a plan depends on. Terraform plans an update or a replacement if an argument is made of a value that is known only
 * after the apply. If the value then is what it was, nothing happens, or less.
 *
 * @param values the values that are known only after the apply
 * @param updates whether the object is updated in place even if all values are what they were, instead of being left alone
 * @param expectedEqual whether all arguments will probably be what they were: their values follow from arguments that do not change
 */
public record Condition(List<ValueSource> values, boolean updates, boolean expectedEqual) {
    public Condition {
        values = List.copyOf(values);
    }
}
