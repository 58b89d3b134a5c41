package groundplan.plan;

import groundplan.console.VisibleText;
import groundplan.review.Danger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a plan does with one object of a unit.
 *
 * @param address the object's address inside its unit
 * @param type its resource type
 * @param action what happens
 * @param deposed the key of a deposed object, which a replacement left behind
 * @param previousAddress its address before it was moved
 * @param importing the id by which it is imported
 * @param reason Terraform's reason, if it gives one, such as {@code replace_because_tainted}
 * @param differences the attributes that change
 * @param dangers reasons for a closer look, the worst first
 * @param values what is known of each attribute's value after the change, by name: its fingerprint, {@link AttributeChange#UNKNOWN} or
 *     {@link AttributeChange#SECRET}. An apply is bound to them
 * @param explanation why it happens, and whether it certainly does
 */
public record Change(
        String address,
        String type,
        Action action,
        Optional<String> deposed,
        Optional<String> previousAddress,
        Optional<String> importing,
        Optional<String> reason,
        List<AttributeChange> differences,
        List<Danger> dangers,
        Map<String, String> values,
        ChangeExplanation explanation) {

    /** A change that is certain, of whose causes nothing is known. */
    public Change(
            String address,
            String type,
            Action action,
            Optional<String> deposed,
            Optional<String> previousAddress,
            Optional<String> importing,
            Optional<String> reason,
            List<AttributeChange> differences,
            List<Danger> dangers,
            Map<String, String> values) {
        this(
                address,
                type,
                action,
                deposed,
                previousAddress,
                importing,
                reason,
                differences,
                dangers,
                values,
                ChangeExplanation.NONE);
    }

    /** The same change with its explanation. */
    public Change with(ChangeExplanation known) {
        return new Change(
                address,
                type,
                action,
                deposed,
                previousAddress,
                importing,
                reason,
                differences,
                dangers,
                values,
                known);
    }

    /** What it depends on; absent if it is certain. */
    public Optional<ChangeCondition> condition() {
        return explanation.condition();
    }

    /** Ids and keys are on one line, without characters that cannot be seen. */
    public Change {
        deposed = deposed.map(VisibleText::line);
        importing = importing.map(VisibleText::line);
        reason = reason.map(VisibleText::line);
    }

    /** The same change with another reason for a closer look. */
    public Change with(Danger danger) {
        List<Danger> all = Stream.concat(dangers.stream(), Stream.of(danger))
                .sorted(Comparator.comparing(Danger::weight))
                .toList();
        return new Change(
                address,
                type,
                action,
                deposed,
                previousAddress,
                importing,
                reason,
                differences,
                all,
                values,
                explanation);
    }

    /** The same change without the dangers of a weight. */
    public Change without(Danger.Weight weight) {
        return without(danger -> danger.weight() == weight);
    }

    /** The same change without some of its dangers. */
    public Change without(Predicate<Danger> some) {
        List<Danger> left =
                dangers.stream().filter(danger -> !some.test(danger)).toList();
        return new Change(address, type, action, deposed, previousAddress, importing, reason, differences, left, values)
                .with(explanation);
    }

    /** The same change in a plan that destroys everything: what it would take from others does not count. */
    Change destroyedWithAll() {
        Set<Danger.Weight> others = EnumSet.of(Danger.Weight.EXPOSURE, Danger.Weight.PROTECTION, Danger.Weight.OUTAGE);
        return without(danger -> others.contains(danger.weight()));
    }

    /**
     * What happens, in the words of Terraform's reports: {@code replaced, forced by name}, {@code forgotten: ...}, {@code moved from x}.
     */
    public String told() {
        List<String> words = new ArrayList<>();
        if (action != Action.NONE) {
            words.add(action.done() + why());
        }
        if (action == Action.FORGET) {
            words.add("it stays as it is, and Terraform no longer manages it");
        }
        deposed.ifPresent(key -> words.add("deposed object " + key));
        previousAddress.ifPresent(from -> words.add("moved from " + from));
        importing.ifPresent(id -> words.add("imported from " + id));
        condition().ifPresent(condition -> words.add(condition.text()));
        return String.join("; ", words);
    }

    private String why() {
        return !replacedBy().isEmpty()
                ? ", forced by " + String.join(", ", replacedBy())
                : reason.map(code -> " " + ActionReason.words(code)).orElse("");
    }

    /** The attributes that force a replacement. */
    public List<String> replacedBy() {
        return differences.stream()
                .filter(AttributeChange::forcesReplacement)
                .map(difference -> difference.path().toString())
                .toList();
    }
}
