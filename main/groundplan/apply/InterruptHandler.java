package groundplan.apply;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * What must not be cut short when somebody interrupts: Terraform is asked to stop, which it does once it has written down what
 * it did, and this process waits for that.
 */
final class InterruptHandler implements AutoCloseable {
    private final Set<ProcessHandle> processes = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interrupted");
    private volatile boolean interrupted;

    InterruptHandler() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A process is under way from now on. */
    synchronized void enter(ProcessHandle process) {
        processes.add(process);
        if (interrupted) {
            process.destroy();
        }
    }

    /** A process has ended. */
    void leave(ProcessHandle process) {
        processes.remove(process);
    }

    /** Whether somebody wants this to end. */
    boolean interrupted() {
        return interrupted;
    }

    /** Asks each process to stop, once: a second time it would end at once, without writing down what it did. */
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
            // The hook runs already.
        }
    }
}
