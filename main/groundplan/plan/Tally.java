package groundplan.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is counted in a plan. One change can count as several of them: an object that is moved and updated, for one. */
public enum Tally {
    CREATE("create"),
    UPDATE("update"),
    REPLACE("replace"),
    DELETE("destroy"),
    IMPORT("import"),
    FORGET("forget"),
    MOVE("move"),
    /** Replaced because it is tainted. */
    TAINTED("tainted"),
    /** An object that a replacement left behind. */
    DEPOSED("deposed"),
    DEFER("defer");

    /** Terraform's reason for the replacement of a tainted object. */
    static final String REPLACED_BECAUSE_TAINTED = "replace_because_tainted";

    /** Those that every report has a column for. */
    public static final List<Tally> ALWAYS = List.of(CREATE, UPDATE, REPLACE, DELETE);

    private final String word;

    Tally(String word) {
        this.word = word;
    }

    /** The heading of its column. */
    public String word() {
        return word;
    }

    /** The key under which it is counted in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that always have a column, and those that a plan contains. */
    public static List<Tally> columns(EnvironmentPlan plan) {
        return Stream.of(values())
                .filter(tally -> ALWAYS.contains(tally) || plan.count(tally) > 0)
                .toList();
    }

    /** Whether a change counts. */
    boolean counts(Change change) {
        return switch (this) {
            case CREATE -> change.action() == Action.CREATE;
            case UPDATE -> change.action() == Action.UPDATE;
            case REPLACE -> change.action() == Action.REPLACE || change.action() == Action.FORGET_AND_CREATE;
            case DELETE -> change.action() == Action.DELETE;
            case IMPORT -> change.importing().isPresent();
            case FORGET -> change.action().forgets();
            case MOVE -> change.previousAddress().isPresent();
            case TAINTED ->
                change.reason().filter(REPLACED_BECAUSE_TAINTED::equals).isPresent();
            case DEPOSED -> change.deposed().isPresent();
            case DEFER -> change.action() == Action.DEFER;
        };
    }
}
