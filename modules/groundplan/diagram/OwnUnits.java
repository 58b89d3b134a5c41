package groundplan.diagram;

import groundplan.kernel.Drawing;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Units of a repository's own kinds, of which only their own code knows what they are: one element each. */
final class OwnUnits {
    /** Attached to the role of what it refers to. */
    private static final String POLICY = "aws_iam_role_policy";

    /** What a unit connects to without being connected to it: everything that is encrypted refers to a key. */
    private static final Set<Look> BESIDE = Set.of(Look.secret, Look.watch);

    private final Parts parts;
    private final Sketch sketch;
    private final Map<UnitPath, Drawing> drawings;

    OwnUnits(Parts parts, Sketch sketch, Map<UnitPath, Drawing> drawings) {
        this.parts = parts;
        this.sketch = sketch;
        this.drawings = drawings;
    }

    void draw() {
        drawings.forEach((unit, drawing) -> {
            List<Part> own = parts.all().stream()
                    .filter(part ->
                            part.unit().equals(unit) && sketch.shown(part).isEmpty())
                    .toList();
            if (!own.isEmpty()) {
                sketch.element(
                        unit.global() ? "global" : sketch.region(unit.region()),
                        Look.valueOf(drawing.look().name().toLowerCase(Locale.ROOT)),
                        drawing.label(),
                        unit.unit(),
                        List.of(),
                        own);
            }
        });
        // After all have been drawn: one may refer to another.
        drawings.keySet().forEach(unit -> parts.all().stream()
                .filter(part -> part.unit().equals(unit))
                .forEach(this::connect));
    }

    private void connect(Part part) {
        for (Part other : parts.referred(part)) {
            Optional<Look> look = sketch.shown(other).flatMap(this::look);
            if (other.unit().equals(part.unit()) || look.isEmpty() || BESIDE.contains(look.get())) {
                continue;
            }
            if (!part.type().equals(POLICY)) {
                sketch.link(part, other, Flow.data);
            } else if (look.get() == Look.compute) {
                sketch.link(other, part, Flow.data);
            }
        }
    }

    private Optional<Look> look(String element) {
        return sketch.elements().stream()
                .filter(one -> one.id().equals(element))
                .map(Element::look)
                .findFirst();
    }
}
