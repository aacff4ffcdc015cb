package recontrast.data;

import org.apiguardian.api.API;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which samples each training iteration sees: epochs, each shuffled by seed and epoch alone, so that training resumes
 * at any iteration without replaying the ones before.
 *
 * @param samples number of training samples, at least 1
 * @param batch samples an iteration, at least 1; more than there are samples means all of them each time
 * @param seed same seed, same order
 * @param last whether an epoch ends with the batch that is not full
 */
@API(status = API.Status.EXPERIMENTAL)
public record BatchOrder(int samples, int batch, long seed, LastBatch last) {

    public BatchOrder {
        if (samples < 1 || batch < 1) {
            throw new IllegalArgumentException("expected at least 1 sample and a batch of at least 1, found " + samples
                    + " and " + batch + ": give a training set and a batch size");
        }
    }

    /** With the last, partial batch of each epoch kept. */
    public BatchOrder(int samples, int batch, long seed) {
        this(samples, batch, seed, LastBatch.KEPT);
    }

    /** Iterations an epoch. */
    public int perEpoch() {
        int full = samples / batch;
        boolean partial = samples % batch > 0 && (full == 0 || last == LastBatch.KEPT);
        return partial ? full + 1 : full;
    }

    /** Indices of the samples of an iteration, counted from 0. */
    public int[] at(int iteration) {
        int from = iteration % perEpoch() * batch;
        return Arrays.copyOfRange(epoch(iteration / perEpoch()), from, Math.min(from + batch, samples));
    }

    /** A permutation of the samples: Fisher and Yates. */
    private int[] epoch(int number) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + number);
        int[] order = IntStream.range(0, samples).toArray();
        for (int i = samples - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
