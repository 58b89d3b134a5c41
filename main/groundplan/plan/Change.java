package groundplan.plan;

import groundplan.review.Danger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan does with one object of a unit.
 *
 * @param address the object's address inside its unit
 * @param type its resource type
 * @param action what happens
 * @param deposed the key of an object that a replacement left behind
 * @param previousAddress where it was before it moved
 * @param importing the id under which it is taken over
 * @param reason why, where Terraform says so: {@code tainted}, {@code cannot_update} and the like
 * @param differences the attributes that change
 * @param dangers reasons to look twice, the worst first
 * @param known fingerprints of the attributes whose value after the change is known, by name
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
        Map<String, String> known) {

    /** The same change with another reason to look twice. */
    Change with(Danger danger) {
        List<Danger> all = Stream.concat(dangers.stream(), Stream.of(danger))
                .sorted(Comparator.comparing(Danger::weight))
                .toList();
        return new Change(address, type, action, deposed, previousAddress, importing, reason, differences, all, known);
    }

    /** The attributes that force a replacement. */
    public List<String> replacedBy() {
        return differences.stream()
                .filter(AttributeChange::forcesReplacement)
                .map(difference -> difference.path().toString())
                .toList();
    }
}
