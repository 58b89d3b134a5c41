package groundplan.kernel;

import java.util.List;

/**
 * The other environments of a system that share the account, and where they keep their states.
 *
 * @param names their names
 * @param states everything below their states' keys, with locks and journals, as patterns of ARNs of S3 objects
 * @param unread the same without the states that units of the environment read
 */
public record OtherEnvironments(List<String> names, List<String> states, List<String> unread) {
    /** There is no other environment in the account. */
    public static final OtherEnvironments NONE = new OtherEnvironments(List.of(), List.of(), List.of());
}
