package groundplan.terragrunt;

/** What is done in each unit. */
public enum RunAction {
    PLAN("planned"),
    APPLY("applied"),
    DESTROY("destroyed");

    private final String done;

    RunAction(String done) {
        this.done = done;
    }

    /** The word for a unit in which it has been done. */
    String done() {
        return done;
    }

    boolean plans() {
        return this == PLAN;
    }
}
