package recontrast.pretraining;

import recontrast.data.BatchOrder;
import recontrast.data.LastBatch;
import recontrast.pretraining.procedural.ProceduralImages;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Endless augmented batches, one prepared by a thread of its own while the last is in use. */
final class TrainingBatches implements AutoCloseable {

    private final ProceduralImages images;
    private final BatchOrder order;
    private final int crop;
    private final ExecutorService worker;
    private int step;
    private CompletableFuture<Batch> ahead;

    TrainingBatches(ProceduralImages images, int batch, int crop, long seed) {
        this.images = images;
        this.order = new BatchOrder(images.size(), batch, seed, LastBatch.DROPPED);
        this.crop = crop;
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "pretraining-batches");
            thread.setDaemon(true);
            return thread;
        });
        this.ahead = prepare();
    }

    Batch next() {
        Batch ready = ahead.join();
        ahead = prepare();
        return ready;
    }

    private CompletableFuture<Batch> prepare() {
        int number = step++;
        return CompletableFuture.supplyAsync(() -> batch(number), worker);
    }

    private Batch batch(int number) {
        SplittableRandom random = new SplittableRandom(order.seed() * 1_000_003L + number);
        int[] chosen = order.at(number);
        int values = 3 * crop * crop;
        float[] pixels = new float[chosen.length * values];
        long[] labels = new long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            ImageView view = ImageView.draw(images.side(), crop, random);
            view.write(images.pixels(chosen[i]), images.side(), pixels, i * values, crop, random);
            labels[i] = images.label(chosen[i]);
        }
        return new Batch(pixels, labels);
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
