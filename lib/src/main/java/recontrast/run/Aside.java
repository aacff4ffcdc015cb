package recontrast.run;

import org.apiguardian.api.API;
import recontrast.weights.DownloadListener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
@API(status = API.Status.INTERNAL)
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

    /** A listener that is told aside what another one is told, as is every listener that it gives. */
    static <T> T listener(Class<T> type, T told) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getReturnType() == DownloadListener.class) {
                return listener(DownloadListener.class, (DownloadListener) tell(told, method, arguments));
            }
            run(() -> tell(told, method, arguments));
            return null;
        }));
    }

    private static Object tell(Object told, Method method, Object[] arguments) {
        try {
            return method.invoke(told, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof RuntimeException failure ? failure
                    : new IllegalStateException(failed.getCause());
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
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
