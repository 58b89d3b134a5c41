package groundplan.states;

import java.io.IOException;
import java.util.Optional;

/** A refactoring of an environment's states that has begun and has not ended: until then, objects may be in two states. */
public final class UnfinishedRefactoring {
    private UnfinishedRefactoring() {}

    /**
     * The key of the journal of an environment's refactorings.
     *
     * @param environment the environment's name, without its system
     */
    public static String key(String environment) {
        return environment + "/groundplan-refactor.json";
    }

    /**
     * What to do about it; empty if there is none.
     *
     * @param environment the environment's name, without its system
     */
    public static Optional<String> told(S3States states, String environment) throws IOException {
        BucketObject journal = new BucketObject(states, key(environment), "the journal of refactorings");
        try {
            return journal.read()
                    .map(content -> "groundplan refactor has begun to move objects between states and has not ended ("
                            + journal.place() + "). Run it again, with the same file");
        } catch (BucketObject.NoBucket nothingApplied) {
            return Optional.empty();
        }
    }
}
