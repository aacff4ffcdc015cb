package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import recontrast.data.PreparedImages;
import recontrast.model.Encoder;
import recontrast.model.Features;
import recontrast.model.Mode;
import recontrast.model.Stage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Features of a set of images by an encoder that never changes, computed once an image and kept while they fit a
 * budget.
 *
 * <p>Without augmentation an image looks the same in every epoch, so these are the same in every epoch too.
 */
public final class FrozenFeatures implements AutoCloseable {

    private final PreparedImages images;
    private final Optional<Encoder> encoder;
    private final NDManager manager;
    private final long budget;
    private final int together;
    private final Map<Integer, Features> kept = new ConcurrentHashMap<>();
    private long bytes;

    /**
     * Features of {@code images}, none computed yet.
     *
     * @param encoder if there is none, no features are asked for
     * @param budget bytes that may be kept on the device of {@code parent}
     */
    public FrozenFeatures(PreparedImages images, Optional<Encoder> encoder, NDManager parent, long budget) {
        this(images, encoder, parent, budget, 1);
    }

    private FrozenFeatures(
            PreparedImages images, Optional<Encoder> encoder, NDManager parent, long budget, int together) {
        this.images = images;
        this.encoder = encoder;
        this.manager = parent.newSubManager();
        this.budget = budget;
        this.together = together;
    }

    /** Features of which all are kept or, where the budget has no room for all, none. */
    static FrozenFeatures allOrNone(
            PreparedImages images, Optional<Encoder> encoder, NDManager parent, long budget) {
        return new FrozenFeatures(images, encoder, parent, budget, images.count());
    }

    /** Features of these images as one batch, owned by {@code step}. */
    public Features of(NDManager step, int... indices) {
        images.require(Arrays.stream(indices).filter(index -> !kept.containsKey(index)).toArray());
        List<Features> parts = Arrays.stream(indices).mapToObj(index -> of(step, index)).toList();
        return new Features(
                batch(step, parts, Features::layer1),
                batch(step, parts, Features::layer2),
                batch(step, parts, Features::layer3));
    }

    private static NDArray batch(NDManager step, List<Features> parts, Function<Features, NDArray> stage) {
        NDArray batch = NDArrays.concat(new NDList(parts.stream().map(stage).toList()));
        batch.attach(step);
        return batch;
    }

    /** One image at a time, kept or not: the values must not depend on what else was in the batch. */
    private Features of(NDManager step, int index) {
        Features known = kept.get(index);
        if (known != null) {
            return known;
        }
        try (NDManager scratch = step.newSubManager()) {
            Features features = encoder
                    .orElseThrow(() -> new IllegalStateException("every encoder of this model is trained"))
                    .features(images.batch(scratch, index), Mode.EVAL);
            long size = Arrays.stream(Stage.values()).mapToLong(stage -> features.at(stage).size() * 4).sum();
            if (Math.max(bytes + size, together * size) > budget) {
                return features.ownedBy(step);
            }
            bytes += size;
            kept.put(index, features.ownedBy(manager));
            return features;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
