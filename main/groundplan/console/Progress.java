package groundplan.console;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress of long work: a bar on the error stream while somebody watches, nothing otherwise. */
public final class Progress implements AutoCloseable {
    private final Console console;
    private final String task;
    private int steps;
    private ProgressBar bar;

    public Progress(Console console, String task) {
        this.console = console;
        this.task = task;
    }

    /** Says how many steps there will be at most. */
    public void expect(int most) {
        steps = most;
    }

    /** Notes that the next step began. */
    public void step(String what) {
        if (!console.live()) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100)
                    .setUnit("", 1)
                    .setSpeedUnit(ChronoUnit.SECONDS)
                    .startsFrom(0, Duration.ZERO)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        bar.setExtraMessage(" " + what);
        bar.step();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
