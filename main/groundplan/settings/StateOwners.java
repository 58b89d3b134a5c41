package groundplan.settings;

import groundplan.kernel.StateSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Several environments may keep their states in one bucket; then exactly one of them owns it. */
final class StateOwners {
    private StateOwners() {}

    /** @param unreadable paths of environments that exist but have problems, which are already reported */
    static void check(List<EnvironmentModel> environments, Set<String> unreadable, List<Problem> problems) {
        for (EnvironmentModel environment : environments) {
            StateSettings state = environment.settings().state();
            String ownerName = state.owner().orElse(environment.name());
            Optional<EnvironmentModel> owner = environments.stream()
                    .filter(other -> other.system().equals(environment.system())
                            && other.name().equals(ownerName))
                    .findFirst();
            SourceLocation mark = Binder.find(environment.node(), "state.owner");
            if (owner.isEmpty() && unreadable.contains(environment.system() + "/" + ownerName)) {
                continue;
            }
            if (owner.isEmpty()) {
                problems.add(new Problem(
                        mark, "state.owner", environment.system() + " has no environment '" + ownerName + "'"));
                continue;
            }
            if (!owner.get().settings().state().bucket().equals(state.bucket())) {
                problems.add(new Problem(
                        mark,
                        "state.owner",
                        owner.get().path() + " keeps its states in another bucket ("
                                + owner.get().settings().state().bucket() + ")"));
            } else if (!owner.get()
                    .settings()
                    .accountId()
                    .equals(environment.settings().accountId())) {
                problems.add(new Problem(
                        mark,
                        "state.owner",
                        owner.get().path() + " is in another account ("
                                + owner.get().settings().accountId() + ")"));
            }
            for (EnvironmentModel other : environments) {
                boolean same = other.settings().state().bucket().equals(state.bucket());
                String otherOwner = other.settings().state().owner().orElse(other.name());
                if (same
                        && other.path().compareTo(environment.path()) < 0
                        && (!other.system().equals(environment.system()) || !otherOwner.equals(ownerName))) {
                    problems.add(new Problem(
                            Binder.find(environment.node(), "state.bucket"),
                            "state.bucket",
                            other.path() + " keeps its states in this bucket too; "
                                    + (other.system().equals(environment.system())
                                            ? "name the environment that owns it in state.owner"
                                            : "each system needs a bucket of its own, so choose another name")));
                }
            }
        }
    }
}
