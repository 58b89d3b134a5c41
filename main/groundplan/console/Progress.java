package groundplan.console;

/**
 * Progress of long work: a bar in one line of the error stream while somebody watches, nothing otherwise. The line is drawn anew
 * with a carriage return alone, which every terminal knows, and is gone in the end.
 */
public final class Progress implements AutoCloseable {
    /** A terminal narrower than this is rare, and its width is not ours to know. */
    private static final int COLUMNS = 79;

    private static final int BAR = 24;

    private final Console console;
    private final String task;
    private int most;
    private int begun;
    private int drawn;

    public Progress(Console console, String task) {
        this.console = console;
        this.task = task;
    }

    /** Says how many steps there will be at most. */
    public synchronized void expect(int steps) {
        most = steps;
    }

    /** Notes that the next step began. */
    public synchronized void step(String what) {
        begun++;
        // A bar that is drawn anew and a log do not share a line.
        if (console.live() && !StepLog.tells()) {
            int all = Math.max(most, begun);
            int full = BAR * begun / all;
            String bar = "=".repeat(full) + " ".repeat(BAR - full);
            draw(task + " [" + bar + "] " + begun + "/" + all + " " + what);
        }
    }

    private void draw(String line) {
        String shown = line.substring(0, Math.min(COLUMNS, line.length()));
        console.err().print("\r" + shown + " ".repeat(Math.max(0, drawn - shown.length())));
        console.err().flush();
        drawn = shown.length();
    }

    @Override
    public synchronized void close() {
        if (drawn > 0) {
            draw("");
            console.err().print("\r");
            console.err().flush();
        }
    }
}
