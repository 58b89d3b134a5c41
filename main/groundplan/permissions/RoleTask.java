package groundplan.permissions;

import groundplan.iam.ProviderActions.Phase;
import java.util.EnumSet;
import java.util.Set;

/** What a role of an environment is for. Its constants are named as on the command line. */
public enum RoleTask {
    plan(EnumSet.of(Phase.READ)),
    apply(EnumSet.of(Phase.CREATE, Phase.READ, Phase.UPDATE, Phase.DELETE)),
    deploy(EnumSet.of(Phase.DEPLOY));

    private final Set<Phase> phases;

    RoleTask(Set<Phase> phases) {
        this.phases = phases;
    }

    /** What is done with resources. A search for drift does what a plan does. */
    Set<Phase> phases() {
        return phases;
    }
}
