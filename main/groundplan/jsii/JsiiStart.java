package groundplan.jsii;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiModule;

/**
 * Starts the jsii kernel, and loads a package with its dependencies, while the program still reads its settings.
 *
 * <p>jsii talks to its kernel from one thread at a time, so nothing of CDKTF may be used before {@link #join}, nor without
 * {@link #KERNEL} where several threads synthesize.
 */
public final class JsiiStart {
    /** There is one kernel in the process; a thread that uses it holds this lock. */
    public static final Lock KERNEL = new ReentrantLock();

    private final Thread loading;

    private JsiiStart(Thread loading) {
        this.loading = loading;
    }

    /** Begins to load the package, such as {@code com.hashicorp.cdktf.providers.aws.$Module.class}. */
    public static JsiiStart of(Class<? extends JsiiModule> module) {
        // In parallel: reading the package's list of types takes Java about as long as Node takes to start the kernel.
        background("jsii types", () -> initialize(module));
        return new JsiiStart(background("jsii start", () -> load(module)));
    }

    /** Waits until the package is loaded. If that failed, its first use fails again, with the reason. */
    public void join() {
        try {
            loading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void load(Class<? extends JsiiModule> module) {
        KERNEL.lock();
        try {
            JsiiEngine engine = JsiiEngine.getInstance();
            engine.getClient();
            RequestPipeline.attach(engine);
            engine.loadModule(module);
        } finally {
            KERNEL.unlock();
        }
    }

    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The class " + type.getName() + " is loaded, but was not found", e);
        }
    }

    private static Thread background(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, cause) -> {});
        thread.start();
        return thread;
    }
}
