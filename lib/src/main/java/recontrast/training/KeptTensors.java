package recontrast.training;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import recontrast.data.PixelNormalization;
import recontrast.data.PreparedImages;
import recontrast.model.Encoder;
import recontrast.model.Features;
import recontrast.model.Mode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What is computed once of each image of a set, and stays on the device while it fits a budget: features by an encoder
 * that never changes, or, on a GPU, the bytes of the image, so that no later batch is copied there and none waits until
 * the GPU has done all that was asked of it before.
 *
 * <p>Without augmentation an image looks the same in every epoch, so these are the same in every epoch too.
 */
public final class KeptTensors {

    private final PreparedImages images;
    private final BiFunction<NDManager, Integer, NDList> computation; // of one image, each (1, ...)
    private final NDManager manager;
    private final long budget;
    private final int together;
    private final Map<Integer, NDList> kept = new ConcurrentHashMap<>();
    private long bytes;

    private KeptTensors(PreparedImages images, BiFunction<NDManager, Integer, NDList> computation, NDManager parent,
            long budget, int together) {
        this.images = images;
        this.computation = computation;
        this.manager = parent.newSubManager();
        this.budget = budget;
        this.together = together;
    }

    /**
     * Features of {@code images}, none computed yet.
     *
     * @param encoder if there is none, no features are asked for
     * @param budget bytes that may be kept on the device of {@code parent}
     */
    public static KeptTensors features(
            PreparedImages images, Optional<Encoder> encoder, NDManager parent, long budget) {
        return new KeptTensors(images, features(images, encoder), parent, budget, 1);
    }

    /** Features of which all are kept or, where the budget has no room for all, none. */
    static KeptTensors featuresOfAllOrNone(
            PreparedImages images, Optional<Encoder> encoder, NDManager parent, long budget) {
        return new KeptTensors(images, features(images, encoder), parent, budget, images.inputs());
    }

    private static BiFunction<NDManager, Integer, NDList> features(PreparedImages images, Optional<Encoder> encoder) {
        return (scratch, index) -> {
            Features features = encoder
                    .orElseThrow(() -> new IllegalStateException("every encoder of this model is trained"))
                    .features(images.batch(scratch, index), Mode.EVAL);
            return new NDList(features.layer1(), features.layer2(), features.layer3());
        };
    }

    /** Images as network input, whose bytes are kept. */
    static Batches.Source input(PreparedImages images, NDManager parent, long budget) {
        KeptTensors bytes = new KeptTensors(
                images, (scratch, index) -> new NDList(images.bytes(scratch, index)), parent, budget, 1);
        PixelNormalization normalization = new PixelNormalization(bytes.manager);
        return (step, indices) -> {
            try (NDManager scratch = step.newSubManager()) {
                return normalization.of(step, bytes.batch(scratch, indices).singletonOrThrow());
            }
        };
    }

    /** Features of these images as one batch, owned by {@code step}. */
    public Features features(NDManager step, int... indices) {
        NDList batch = batch(step, indices);
        return Features.of(stage -> batch.get(stage.ordinal()));
    }

    private NDList batch(NDManager step, int... indices) {
        images.require(Arrays.stream(indices).filter(index -> !kept.containsKey(index)).toArray());
        List<NDList> parts = Arrays.stream(indices).mapToObj(index -> of(step, index)).toList();
        NDList batch = new NDList(IntStream.range(0, parts.get(0).size()).mapToObj(tensor ->
                NDArrays.concat(new NDList(parts.stream().map(part -> part.get(tensor)).toList()))).toList());
        batch.attach(step);
        return batch;
    }

    /** One image at a time, kept or not: the values must not depend on what else was in the batch. */
    private NDList of(NDManager step, int index) {
        NDList known = kept.get(index);
        if (known != null) {
            return known;
        }
        try (NDManager scratch = step.newSubManager()) {
            NDList computed = computation.apply(scratch, index);
            long size = computed.stream().mapToLong(each -> each.size() * each.getDataType().getNumOfBytes()).sum();
            boolean fits = Math.max(bytes + size, together * size) <= budget;
            computed.attach(fits ? manager : step);
            if (fits) {
                bytes += size;
                kept.put(index, computed);
            }
            return computed;
        }
    }
}
