package groundplan.console;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Progress of long work: a bar on one line of the error stream if that is a terminal, an event in a log of events, nothing otherwise. The line is redrawn with a
 * carriage return only, which every terminal supports, and is cleared at the end.
 */
public final class Progress implements AutoCloseable {
    /** The width of the terminal is not known; a narrower one is rare. */
    private static final int COLUMNS = 79;

    private static final int BAR = 24;

    private final Console console;
    private final String task;
    private int most;
    private int begun;
    private int drawn;
    private String told = "";
    private String last = "";

    public Progress(Console console, String task) {
        this.console = console;
        this.task = task;
    }

    /** Sets the maximum number of steps. */
    public synchronized void expect(int steps) {
        most = steps;
    }

    /** Shows that the next step has begun. */
    public synchronized void step(String what) {
        begun++;
        show(what);
    }

    /**
     * Shows how far the work is, where steps end in any order.
     *
     * @param steps how many have ended
     * @param what what is being done
     */
    public synchronized void reached(int steps, String what) {
        begun = steps;
        show(what);
    }

    private void show(String what) {
        if (console.err() instanceof EventWriter events) {
            tell(events, what);
            return;
        }
        // The bar would overwrite lines of the log.
        if (console.live() && !StepLog.tells()) {
            int all = Math.max(most, begun);
            int full = all == 0 ? 0 : BAR * begun / all;
            String bar = "=".repeat(full) + " ".repeat(BAR - full);
            draw(task + " [" + bar + "] " + begun + "/" + all + " " + what);
        }
    }

    private void tell(EventWriter events, String what) {
        String message = task + " " + begun + "/" + Math.max(most, begun) + (what.isEmpty() ? "" : " " + what);
        if (!message.equals(told)) {
            told = message;
            ObjectNode fields = EventWriter.fields("progress")
                    .put("task", task)
                    .put("step", begun)
                    .put("steps", Math.max(most, begun))
                    .put("what", what);
            events.event(EventWriter.EventLevel.INFO, message, fields);
        }
    }

    private void draw(String line) {
        String shown = line.substring(0, Math.min(COLUMNS, line.length()));
        if (drawn > 0 && shown.equals(last)) {
            return;
        }
        last = shown;
        console.err().print("\r" + shown + " ".repeat(Math.max(0, drawn - shown.length())));
        console.err().flush();
        drawn = shown.length();
    }

    /** Clears the line, so that something else can be printed; the next step draws it again. */
    public synchronized void clear() {
        if (drawn > 0) {
            draw("");
            console.err().print("\r");
            console.err().flush();
            drawn = 0;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
