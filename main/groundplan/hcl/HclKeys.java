package groundplan.hcl;

import java.util.ArrayList;
import java.util.List;
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

    private static void in(NativeBody body, int place, List<String> names) {
        for (HclAttribute attribute : body.attributes()) {
            if (has(attribute.range(), place)) {
                names.add(attribute.name());
                in(attribute.expression(), place, names);
            }
        }
        for (HclBlock block : body.blocks()) {
            if (has(block.range(), place)) {
                names.add(
                        block.labels().isEmpty()
                                ? block.type()
                                : block.type()
                                        + block.labels().stream()
                                                .map(label -> "." + label.text())
                                                .collect(Collectors.joining()));
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
