package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Objects that Terraform forgets: they stay, and no plan shows or protects them any more. */
final class Forgotten {
    private Forgotten() {}

    static Optional<Danger> of(String type, JsonNode object, boolean replaced) {
        String start = replaced ? "is replaced by a new object, and the old one is forgotten" : "is forgotten";
        if (Losses.holdsData(type, object)) {
            return Optional.of(danger(start
                    + (replaced
                            ? ": the new one is empty, and the old one stays with its data and is no longer managed"
                            : ": it stays with its data, and nothing manages or protects it any more")));
        }
        return Protections.guards(type)
                ? Optional.of(danger(start + ": nothing manages it any more"))
                : Optional.empty();
    }

    private static Danger danger(String what) {
        return new Danger(Danger.Weight.PROTECTION, what);
    }
}
