package recontrast.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Work done by another thread while this one waits for it.
 *
 * <p>What shows a training may take away the interrupt that comes meanwhile: sending to a notebook does, drawing letters
 * does. Here it comes to the thread that waits, and stays.
 */
public final class Aside {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "listener");
        thread.setDaemon(true);
        return thread;
    });

    private Aside() { }

    /** Waits to the end, interrupted or not; an interrupt of the work's own thread becomes one of this thread. */
    public static void run(Runnable work) {
        Object working = new Object();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
            synchronized (working) {
                begun.complete(null);
                work.run();
                return Thread.interrupted();
            }
        }, THREADS);
        begun.join();
        synchronized (working) { // the one wait that leaves this thread's flag alone, for others to see
            interrupt(interrupted);
        }
    }

    private static void interrupt(CompletableFuture<Boolean> interrupted) {
        try {
            if (interrupted.join()) {
                Thread.currentThread().interrupt();
            }
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException failure ? failure : failed;
        }
    }
}
