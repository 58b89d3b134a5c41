package groundplan.jsii;

import groundplan.console.StepLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.jsii.JsiiEngine;

/**
 * Sends requests whose answers are known to the jsii kernel without waiting for them, so that Java and Node work at the same time.
 * {@code pipeline.js} compares the answers; if one is another than was expected, all is done again, and each answer waited for.
 *
 * <p>jsii offers no way into its connection to the kernel, so this replaces the two fields that hold it. Where a jsii has no such
 * fields, or a kernel was started without the preload, nothing is replaced, and jsii works as it does by itself.
 */
public final class RequestPipeline {
    /** Work that uses the kernel. */
    public interface KernelWork<T> {
        /** Does the work; called again if an answer was not as expected. */
        T run() throws IOException;
    }

    /** The kernel begins while Java still collects: a pipe's write for each request would cost more. */
    private static final int ENOUGH = 2_048;

    private static final String QUESTION = "{\"api\":\"stats\",\"ahead\":\"\"}\n";
    private static final String CACHE = "GROUNDPLAN_JSII_CACHE";

    private static RequestPipeline attached;

    private final Writer out;
    private final BufferedReader in;
    private final KnownAnswers answers = new KnownAnswers();
    private final StringBuilder waiting = new StringBuilder();
    private boolean open;
    private boolean cacheRead;
    private String request = "";
    private String expected;

    private RequestPipeline(Writer out, BufferedReader in) {
        this.out = out;
        this.in = in;
    }

    /** Places itself between jsii and its kernel, which has been started; a process that synthesizes more than once keeps both. */
    static void attach(JsiiEngine engine) {
        try {
            Field connection = field(JsiiEngine.class, "runtime");
            Object runtime = connection.get(engine);
            Field input = field(runtime.getClass(), "stdin");
            Field output = field(runtime.getClass(), "stdout");
            if (input.get(runtime) instanceof Requests) {
                return;
            }
            if (input.get(runtime) instanceof Writer out && output.get(runtime) instanceof BufferedReader in) {
                RequestPipeline pipeline = new RequestPipeline(out, in);
                if (pipeline.unexpected().isPresent()) {
                    input.set(runtime, pipeline.new Requests());
                    output.set(runtime, pipeline.new Answers());
                    attached = pipeline;
                }
            }
        } catch (ReflectiveOperationException | IOException | RuntimeException another) {
            StepLog.note(() -> "requests to jsii wait for each other: " + another);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /**
     * Does work that uses the kernel, whose lock the caller holds. The work may be done twice; what the first time has made is then to be
     * replaced by the second.
     */
    public static <T> T run(KernelWork<T> work) throws IOException {
        RequestPipeline pipeline = attached;
        if (pipeline == null) {
            return work.run();
        }
        pipeline.begin();
        try {
            T result = work.run();
            if (pipeline.asExpected()) {
                return result;
            }
        } catch (RuntimeException | LinkageError failed) {
            if (pipeline.asExpected()) {
                throw failed;
            }
        } finally {
            pipeline.open = false;
        }
        return work.run();
    }

    private void begin() {
        String cache = System.getenv(CACHE);
        if (cache != null && !cacheRead) {
            answers.read(Path.of(cache, "answers"));
            cacheRead = true;
        }
        open = true;
    }

    /** Ends the pipeline; whether all answers were as expected. */
    private boolean asExpected() throws IOException {
        open = false;
        Optional<String> unexpected = unexpected();
        if (unexpected.isPresent() && !unexpected.get().isEmpty()) {
            answers.forgetObjects();
            StepLog.note(() -> "jsii answered otherwise than expected, so all is built again: " + unexpected.get());
            return false;
        }
        String cache = System.getenv(CACHE);
        if (cache != null) {
            answers.write(Path.of(cache, "answers"));
        }
        return true;
    }

    /** Why the answers since the last time were not as expected, or an empty text; nothing if the kernel does not compare any. */
    private Optional<String> unexpected() throws IOException {
        out.write(waiting + QUESTION);
        waiting.setLength(0);
        out.flush();
        String line = in.readLine();
        String start = "{\"ok\":{\"ahead\":\"";
        return line != null && line.startsWith(start)
                ? Optional.of(line.substring(start.length(), line.length() - "\"}}".length()))
                : Optional.empty();
    }

    private void send(String line) throws IOException {
        request = line.stripTrailing();
        Optional<KnownAnswers.Expected> known = open ? answers.expected(request) : Optional.empty();
        expected = known.map(KnownAnswers.Expected::line).orElse(null);
        if (known.isPresent()) {
            waiting.append("{\"ahead\":")
                    .append(known.get().compared())
                    .append(',')
                    .append(line, 1, line.length());
            if (waiting.length() < ENOUGH) {
                return;
            }
            out.append(waiting);
            out.flush();
        } else {
            out.append(waiting).write(line);
        }
        waiting.setLength(0);
    }

    private String answer() throws IOException {
        if (expected != null) {
            String line = expected;
            expected = null;
            return line;
        }
        String line = in.readLine();
        if (line != null && line.startsWith("{\"callback\":")) {
            // What Java is asked for meanwhile is answered in its turn.
            open = false;
        } else if (line != null) {
            answers.learn(request, line);
        }
        return line;
    }

    private final class Requests extends Writer {
        @Override
        public void write(String text) throws IOException {
            send(text);
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            send(new String(text, from, length));
        }

        @Override
        public void flush() throws IOException {
            if (expected == null) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private final class Answers extends BufferedReader {
        Answers() {
            super(Reader.nullReader());
        }

        @Override
        public String readLine() throws IOException {
            return answer();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
