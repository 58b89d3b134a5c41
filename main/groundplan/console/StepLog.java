package groundplan.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * What {@code --verbose} writes to the error stream: each program that runs and each step of the work, with its duration. If it is not
 * enabled, a step costs nothing. Descriptions of steps must not contain secrets.
 */
public final class StepLog implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<StepLog> OPEN = new CopyOnWriteArrayList<>();
    private static final TimedStep SILENT = new TimedStep(null, 0);

    private final PrintWriter to;
    private final long start = System.nanoTime();

    private StepLog(PrintWriter to) {
        this.to = to;
    }

    /**
     * Writes the steps of this process to a stream until it is closed.
     *
     * @param wanted whether to write them; if not, this does nothing
     */
    public static StepLog open(PrintWriter to, boolean wanted) {
        StepLog log = new StepLog(to);
        if (wanted) {
            OPEN.add(log);
        }
        return log;
    }

    @Override
    public void close() {
        OPEN.remove(this);
    }

    /** Whether steps are being logged. */
    static boolean tells() {
        return !OPEN.isEmpty();
    }

    /** Begins a step that is logged when it ends. */
    public static TimedStep step(String what) {
        return OPEN.isEmpty() ? SILENT : new TimedStep(what, System.nanoTime());
    }

    /** Begins a step that may take long: it is logged at once, and again when it ends. */
    public static TimedStep longStep(Supplier<String> what) {
        if (OPEN.isEmpty()) {
            return SILENT;
        }
        String told = what.get();
        tell("start " + told);
        return new TimedStep(told, System.nanoTime());
    }

    /** Logs what happened, such as that something was left out. */
    public static void note(Supplier<String> what) {
        if (!OPEN.isEmpty()) {
            tell("note  " + what.get());
        }
    }

    /** A number of things in words, such as {@code 1 unit} or {@code 2 units}. */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static void tell(String line) {
        for (StepLog log : OPEN) {
            String text = "[" + seconds(log.start) + "] " + line;
            if (log.to instanceof EventWriter events) {
                events.event(EventWriter.EventLevel.DEBUG, text, EventWriter.fields("step"));
            } else {
                log.to.println(text);
                log.to.flush();
            }
        }
    }

    private static String seconds(long since) {
        return String.format(Locale.ROOT, "%.3f s", (System.nanoTime() - since) / NANOS_PER_SECOND);
    }

    /** A step that lasts until it is closed. */
    public static final class TimedStep implements AutoCloseable {
        private final String what;
        private final long start;
        private String result = "failed";

        private TimedStep(String what, long start) {
            this.what = what;
            this.start = start;
        }

        /** Sets the result. A step without a result is logged as failed. */
        public void result(Supplier<String> how) {
            if (what != null) {
                result = how.get();
            }
        }

        @Override
        public void close() {
            if (what != null) {
                tell("done  " + what + ": " + result + ", " + seconds(start));
            }
        }
    }
}
