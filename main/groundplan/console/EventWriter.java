package groundplan.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Writes what is printed to it as events: a JSON object on each line, with {@code @level}, {@code @message}, {@code @module} and
 * {@code @timestamp} as in Terraform's output with {@code -json}, and a {@code type}. A text that is printed at once is one event,
 * whatever its number of lines.
 */
public final class EventWriter extends PrintWriter {
    /** The field that says what an event is. */
    private static final String TYPE = "type";

    private final StringBuilder pending = new StringBuilder();

    /** @param to where the lines go */
    public EventWriter(Writer to) {
        super(to, true);
    }

    /** How important an event is. */
    public enum EventLevel {
        DEBUG("debug"),
        INFO("info"),
        WARN("warn"),
        ERROR("error");

        private final String word;

        EventLevel(String word) {
            this.word = word;
        }

        /** The level of a text that was written for people. */
        private static EventLevel of(String text) {
            return text.startsWith("Error") ? ERROR : text.startsWith("Warning") ? WARN : INFO;
        }
    }

    /**
     * Writes an event.
     *
     * @param message for people
     * @param fields what else is in it, with its type; these names do not begin with {@code @}
     */
    public void event(EventLevel level, String message, ObjectNode fields) {
        synchronized (lock) {
            end();
            emit(level, message, fields);
        }
    }

    /** Fields with a type, to which others may be added. */
    public static ObjectNode fields(String type) {
        return TerraformJson.object().put(TYPE, type);
    }

    private void emit(EventLevel level, String message, JsonNode fields) {
        String text = message.strip();
        if (text.isEmpty()) {
            return;
        }
        ObjectNode event = TerraformJson.object()
                .put("@level", level.word)
                .put("@message", text)
                .put("@module", "groundplan")
                .put("@timestamp", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        fields.properties().forEach(field -> event.set(field.getKey(), field.getValue()));
        String line = event + "\n";
        super.write(line, 0, line.length());
        super.flush();
    }

    private void end() {
        String text = pending.toString();
        pending.setLength(0);
        emit(EventLevel.of(text.strip()), text, fields("log"));
    }

    @Override
    public void write(int character) {
        write(Character.toString((char) character));
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        synchronized (lock) {
            pending.append(text, offset, offset + length);
        }
    }

    @Override
    public void println() {
        synchronized (lock) {
            end();
        }
    }

    @Override
    public void println(String text) {
        synchronized (lock) {
            pending.append(text);
            end();
        }
    }

    @Override
    public void println(Object object) {
        println(String.valueOf(object));
    }

    /** A question that was printed without a line's end is an event too. */
    @Override
    public void flush() {
        synchronized (lock) {
            end();
            super.flush();
        }
    }
}
