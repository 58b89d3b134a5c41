package groundplan.permissions;

import groundplan.iam.ProviderActions.Phase;
import java.util.EnumSet;
import java.util.Set;

/** What a role of an environment is for. Its constants are named as on the command line. */
public enum RoleTask {
    plan,
    apply,
    deploy;

    /** What is done with resources. A search for drift does what a plan does. */
    Set<Phase> phases() {
        return switch (this) {
            case plan -> EnumSet.of(Phase.READ);
            case apply -> EnumSet.of(Phase.CREATE, Phase.READ, Phase.UPDATE, Phase.DELETE);
            case deploy -> EnumSet.of(Phase.DEPLOY);
        };
    }
}
