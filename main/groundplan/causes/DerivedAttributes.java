package groundplan.causes;

import groundplan.json.PlanValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Attributes whose value AWS derives from arguments: an object that is created again with the same arguments has the same ones. */
final class DerivedAttributes {
    private static final String TABLE = "derived-attributes.csv";

    private DerivedAttributes() {}

    /** The arguments by type and attribute: {@code aws_sqs_queue.arn} to {@code name}. */
    private static final class Table {
        static final Map<String, List<String>> ARGUMENTS = read();

        private static Map<String, List<String>> read() {
            Map<String, List<String>> read = new TreeMap<>();
            try (InputStream stream = DerivedAttributes.class.getResourceAsStream(TABLE);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                    String[] cells = line.split(",", 3);
                    for (String attribute : cells[1].split(" ")) {
                        read.put(cells[0] + "." + attribute, List.of(cells[2].split(" ")));
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return read;
        }
    }

    /** Whether an object that the plan changes, or creates again, will have the value of an attribute that it had before. */
    static boolean unchanged(PlannedObject object, String attribute) {
        List<String> arguments = Table.ARGUMENTS.get(object.type() + "." + attribute);
        return arguments != null
                && object.former().hasNonNull(attribute)
                && arguments.stream()
                        .allMatch(argument -> !object.unknown(argument)
                                && PlanValue.same(
                                        object.former().path(argument),
                                        object.after().path(argument)));
    }
}
