package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.redact.Redactor;
import groundplan.review.Danger;
import groundplan.review.Dangers;
import groundplan.review.PlannedResources;
import groundplan.review.ResourceChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the changes of a plan. They are judged by their real values, since a name such as {@code http_tokens} would hide what is
 * switched off; what Terraform marks as sensitive is hidden before, and what is said is redacted.
 *
 * @param others what the plan contains
 * @param redactor hides the secrets in it
 */
record PlannedDangers(PlannedResources others, Redactor redactor) {
    /** For the plan of Terraform's JSON. */
    static PlannedDangers in(JsonNode plan, Redactor redactor) {
        List<ResourceChange> changes = new ArrayList<>();
        plan.path("resource_changes")
                .forEach(resource -> changes.add(change(resource.path("type").asText(), resource.path("change"))));
        return new PlannedDangers(PlannedResources.of(changes), redactor);
    }

    /** The risks of one of its changes, the worst first. */
    List<Danger> of(JsonNode resource) {
        return Dangers.of(change(resource.path("type").asText(), Redactor.unmarked(resource.path("change"))), others)
                .stream()
                // Another object has taken the place of a deposed one, which serves and protects nothing any more.
                .filter(danger -> !resource.has("deposed")
                        || danger.weight() == Danger.Weight.DATA_LOSS
                        || danger.weight() == Danger.Weight.DELETION_PROTECTED)
                .map(danger -> new Danger(danger.weight(), redactor.hide(danger.what())))
                .toList();
    }

    private static ResourceChange change(String type, JsonNode change) {
        JsonNode actions = change.path("actions");
        return new ResourceChange(
                type,
                switch (Action.of(actions)) {
                    case CREATE -> ResourceChange.Does.CREATE;
                    // Nothing is lost if the old object is forgotten.
                    case UPDATE, FORGET_AND_CREATE -> ResourceChange.Does.UPDATE;
                    case REPLACE -> ResourceChange.Does.REPLACE;
                    case DELETE -> ResourceChange.Does.DESTROY;
                    default -> ResourceChange.Does.STAY;
                },
                change.path("before"),
                change.path("after"),
                change.path("after_unknown"),
                actions.path(0).asText().equals("create"));
    }
}
