package recontrast.metric;

import java.util.concurrent.CancellationException;

/** Metrics of hundreds of images take seconds: an interrupt of the calling thread ends them between two of them. */
final class Interruption {

    private Interruption() {
    }

    /** Ends the work where this thread is interrupted; its flag stays set. */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted between two metrics");
        }
    }
}
