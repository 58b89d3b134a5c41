package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a plan does with one object. */
public enum Action {
    CREATE("+", "create", "created"),
    UPDATE("~", "update in place", "updated"),
    REPLACE("-/+", "replace", "replaced"),
    DELETE("-", "destroy", "destroyed"),
    /** It stays as it is, and Terraform no longer manages it. */
    FORGET(".", "forget", "forgotten"),
    /** A new object is created, and the old one is forgotten. */
    FORGET_AND_CREATE("./+", "create a new object and forget the old one", "replaced, with the old object forgotten"),
    /** Nothing happens to it in this apply: what it depends on is not known yet. */
    DEFER("?", "defer", "deferred"),
    READ("<=", "read", "read"),
    NONE(" ", "leave", "left alone");

    private final String sign;
    private final String verb;
    private final String done;

    Action(String sign, String verb, String done) {
        this.sign = sign;
        this.verb = verb;
        this.done = done;
    }

    /** Terraform's sign for it. */
    public String sign() {
        return sign;
    }

    /** As a verb, such as {@code create}. */
    public String verb() {
        return verb;
    }

    /** As a participle, such as {@code created}. */
    public String done() {
        return done;
    }

    /** Whether it destroys an object. */
    public boolean destroys() {
        return this == REPLACE || this == DELETE;
    }

    /** Whether Terraform no longer manages an object afterwards that still exists. */
    public boolean forgets() {
        return this == FORGET || this == FORGET_AND_CREATE;
    }

    /** Whether it creates, updates or destroys an object. */
    public boolean changes() {
        return this == CREATE || this == UPDATE || this == FORGET_AND_CREATE || destroys();
    }

    /** Reads the list of actions in Terraform's JSON. */
    static Action of(JsonNode actions) {
        List<String> words = new ArrayList<>();
        actions.forEach(word -> words.add(word.asText()));
        if (words.contains("create") && words.contains("delete")) {
            return REPLACE;
        }
        if (words.contains("create") && words.contains("forget")) {
            return FORGET_AND_CREATE;
        }
        return switch (words.isEmpty() ? "no-op" : words.get(0)) {
            case "create" -> CREATE;
            case "update" -> UPDATE;
            case "delete" -> DELETE;
            case "forget" -> FORGET;
            case "read" -> READ;
            default -> NONE;
        };
    }
}
