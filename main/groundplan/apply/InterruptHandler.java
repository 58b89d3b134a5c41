package groundplan.apply;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Lets Terraform finish when the run is interrupted: Terraform is asked to stop, which it does once it has written its state, and
 * this process waits for that.
 */
final class InterruptHandler implements AutoCloseable {
    private final Set<ProcessHandle> processes = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interrupted");
    private volatile boolean interrupted;

    InterruptHandler() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Registers a process that has started. */
    synchronized void enter(ProcessHandle process) {
        processes.add(process);
        if (interrupted) {
            process.destroy();
        }
    }

    /** Unregisters a process that has ended. */
    void leave(ProcessHandle process) {
        processes.remove(process);
    }

    /** Whether the run has been interrupted. */
    boolean interrupted() {
        return interrupted;
    }

    /** Asks each process to stop, once: at a second request Terraform would end at once, without writing its state. */
    synchronized void stop() {
        if (!interrupted) {
            interrupted = true;
            processes.forEach(ProcessHandle::destroy);
        }
    }

    private void interrupt() {
        stop();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoing) {
            // The JVM is shutting down, and the hook is already running.
        }
    }
}
