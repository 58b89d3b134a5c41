package groundplan.hcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names places in a file by the blocks, arguments and keys that they are in. */
public final class HclKeys {
    private HclKeys() {}

    /**
     * What is written in a line, such as {@code inputs.cidr} or {@code dependency.vpc.config_path}; empty between blocks.
     *
     * @param body the file
     * @param line counted from 1
     */
    public static String at(NativeBody body, int line) {
        String text = body.range().source().text();
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        List<String> names = new ArrayList<>();
        in(body, start, names);
        return String.join(".", names);
    }

    /**
     * The value of an argument or of a key.
     *
     * @param key its name, such as {@code inputs.cidr}
     * @param text the value as it is written
     */
    public record WrittenValue(String key, String text) {}

    /**
     * The innermost value that contains a part of a file; absent if none does.
     *
     * @param from where the part begins, counted from 0
     * @param to where it ends, exclusive
     */
    public static Optional<WrittenValue> value(NativeBody body, int from, int to) {
        List<String> names = new ArrayList<>();
        return within(body, from, to, names)
                .map(value ->
                        new WrittenValue(String.join(".", names), value.range().text()));
    }

    private static Optional<HclExpression> within(NativeBody body, int from, int to, List<String> names) {
        for (HclAttribute attribute : body.attributes()) {
            if (contains(attribute.expression().range(), from, to)) {
                names.add(attribute.name());
                return Optional.of(within(attribute.expression(), from, to, names));
            }
        }
        for (HclBlock block : body.blocks()) {
            if (contains(block.range(), from, to) && block.body() instanceof NativeBody inner) {
                names.add(name(block));
                return within(inner, from, to, names);
            }
        }
        return Optional.empty();
    }

    private static HclExpression within(HclExpression expression, int from, int to, List<String> names) {
        if (expression instanceof HclExpression.ObjectExpression object) {
            for (HclExpression.ObjectItem item : object.items()) {
                if (contains(item.value().range(), from, to) && item.name().isPresent()) {
                    names.add(item.name().get());
                    return within(item.value(), from, to, names);
                }
            }
        }
        return expression;
    }

    private static boolean contains(HclRange range, int from, int to) {
        return range.start() <= from && to <= range.end();
    }

    private static String name(HclBlock block) {
        return block.type()
                + block.labels().stream().map(label -> "." + label.text()).collect(Collectors.joining());
    }

    private static void in(NativeBody body, int place, List<String> names) {
        for (HclAttribute attribute : body.attributes()) {
            if (has(attribute.range(), place)) {
                names.add(attribute.name());
                in(attribute.expression(), place, names);
            }
        }
        for (HclBlock block : body.blocks()) {
            if (has(block.range(), place)) {
                names.add(name(block));
                if (block.body() instanceof NativeBody inner) {
                    in(inner, place, names);
                }
            }
        }
    }

    private static void in(HclExpression expression, int place, List<String> names) {
        if (expression instanceof HclExpression.ObjectExpression object) {
            for (HclExpression.ObjectItem item : object.items()) {
                if (item.key().range().start() <= place
                        && place < item.value().range().end()) {
                    item.name().ifPresent(names::add);
                    in(item.value(), place, names);
                }
            }
            return;
        }
        Children.of(expression).stream()
                .map(Children.Child::expression)
                .filter(child -> has(child.range(), place))
                .forEach(child -> in(child, place, names));
    }

    private static boolean has(HclRange range, int place) {
        return range.start() <= place && place < range.end();
    }
}
