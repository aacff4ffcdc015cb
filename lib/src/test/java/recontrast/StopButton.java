package recontrast;

import static org.assertj.core.api.Assertions.assertThat;

import recontrast.run.RunListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Interrupts the thread it was made on from another one, as a notebook's kernel does. */
public final class StopButton {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Thread worker = Thread.currentThread();
    private final AtomicLong pressed = new AtomicLong();

    /** To be pressed so many milliseconds from now. */
    public void pressIn(long milliseconds) {
        Executor later = CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS);
        later.execute(() -> {
            pressed.set(System.nanoTime());
            worker.interrupt();
        });
    }

    /** It was pressed, and what went on then has ended since, in time. */
    public void assertObeyed() {
        long now = System.nanoTime();
        assertThat(pressed).as("pressed before the work was done").doesNotHaveValue(0);
        assertThat(Duration.ofNanos(now - pressed.get())).isLessThan(PATIENCE);
    }

    /** Pressed some milliseconds after a training has taken so many steps more. */
    public RunListener afterSteps(int steps, long milliseconds) {
        return new RunListener() {
            private int taken;

            @Override
            public void stepped(int iteration, float loss) {
                taken++;
                if (taken == steps) {
                    pressIn(milliseconds);
                }
            }
        };
    }
}
