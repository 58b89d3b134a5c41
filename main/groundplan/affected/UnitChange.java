package groundplan.affected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What changes inside one unit: its own blocks, and what depends on them or on inputs that may change. */
final class UnitChange {
    private final ObjectNode base;
    private final ObjectNode head;
    private final Set<String> inputs;
    private final SortedSet<String> own = new TreeSet<>();
    private final Set<String> moving = new LinkedHashSet<>();

    /** @param inputs the variables whose value may change */
    UnitChange(ObjectNode base, ObjectNode head, Set<String> inputs) {
        this.base = base == null ? TerraformJson.object() : base;
        this.head = head == null ? TerraformJson.object() : head;
        this.inputs = inputs;
        blocks("resource", "");
        blocks("data", "data.");
        blocks("ephemeral", "ephemeral.");
        for (String key : List.of("terraform", "provider", "moved", "removed", "import")) {
            if (!this.base.path(key).equals(this.head.path(key))) {
                own.add(key);
            }
        }
        spread();
    }

    /** Its own blocks that differ. */
    SortedSet<String> own() {
        return own;
    }

    /** The addresses that read an input that may change. */
    List<String> readers(String variable) {
        List<String> readers = new ArrayList<>();
        each("resource", "", (address, block) -> {
            if (mentions(block, "var." + variable)) {
                readers.add(address);
            }
        });
        return readers;
    }

    /** Whether anything in it may change. */
    boolean any() {
        return !own.isEmpty() || !moving.isEmpty();
    }

    /** The outputs whose value may change. */
    SortedSet<String> outputs() {
        SortedSet<String> changed = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        base.path("output").fieldNames().forEachRemaining(names::add);
        head.path("output").fieldNames().forEachRemaining(names::add);
        boolean provider = own.contains("provider") || own.contains("terraform");
        for (String name : names) {
            JsonNode value = head.path("output").path(name);
            if (provider || !value.equals(base.path("output").path(name)) || moves(value)) {
                changed.add(name);
            }
        }
        return changed;
    }

    private interface Block {
        void of(String address, JsonNode block);
    }

    private void each(String kind, String prefix, Block each) {
        head.path(kind).properties().forEach(type -> type.getValue()
                .properties()
                .forEach(block -> each.of(prefix + type.getKey() + "." + block.getKey(), block.getValue())));
    }

    private void blocks(String kind, String prefix) {
        head.path(kind)
                .properties()
                .forEach(type -> type.getValue().properties().forEach(block -> {
                    if (!block.getValue()
                            .equals(base.path(kind).path(type.getKey()).path(block.getKey()))) {
                        own.add(prefix + type.getKey() + "." + block.getKey());
                    }
                }));
        base.path(kind)
                .properties()
                .forEach(type -> type.getValue().fieldNames().forEachRemaining(name -> {
                    if (head.path(kind).path(type.getKey()).path(name).isMissingNode()) {
                        own.add(prefix + type.getKey() + "." + name);
                    }
                }));
    }

    private void spread() {
        moving.addAll(own);
        boolean grown = true;
        while (grown) {
            int before = moving.size();
            for (String kind : List.of("resource", "data", "ephemeral")) {
                each(kind, kind.equals("resource") ? "" : kind + ".", (address, block) -> {
                    if (!moving.contains(address) && moves(block)) {
                        moving.add(address);
                    }
                });
            }
            grown = moving.size() > before;
        }
    }

    private boolean moves(JsonNode block) {
        Predicate<String> mentioned = address -> mentions(block, address);
        return moving.stream().anyMatch(mentioned)
                || inputs.stream().map(name -> "var." + name).anyMatch(mentioned);
    }

    private static boolean mentions(JsonNode block, String address) {
        String text = block.toString();
        return text.contains(address)
                && Pattern.compile("(?<![A-Za-z0-9_.-])" + Pattern.quote(address) + "(?![A-Za-z0-9_-])")
                        .matcher(text)
                        .find();
    }
}
