package groundplan.workspace;

import groundplan.aws.AwsClients;
import groundplan.importing.UntrackedResources;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a report says of resources that have an environment's tags and are in none of its states. */
final class UntrackedNotes {
    private UntrackedNotes() {}

    /**
     * A note for each; if they cannot be listed, a note that says so.
     *
     * @param documents the units of the environment
     * @param variables the environment variables, with the credentials
     * @throws IOException when a state cannot be read
     */
    static List<String> of(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            EnvironmentStates states,
            Map<String, String> variables)
            throws IOException {
        var applied = states.all().values();
        AwsClients aws = new AwsClients(environment.settings(), variables);
        try {
            return UntrackedResources.of(documents, applied, aws::tagged).stream()
                    .map(arn -> arn + " has the tags of " + environment.path()
                            + " and is in no state: an apply that was cut short may have left it. Import it, delete it,"
                            + " or change its tags")
                    .toList();
        } catch (IOException e) {
            return List.of("Resources with the tags of " + environment.path()
                    + " that are in no state were not looked for: " + e.getMessage());
        }
    }
}
