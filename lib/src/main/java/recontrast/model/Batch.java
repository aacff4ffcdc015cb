package recontrast.model;

import ai.djl.ndarray.NDArray;

import java.util.Optional;
import java.util.function.Supplier;

/** A batch as the network sees it; what is not looked at is neither loaded nor computed, and nothing twice. */
public final class Batch {

    private final Supplier<NDArray> loading;
    private final Supplier<Features> computation;
    private Optional<NDArray> images = Optional.empty();
    private Optional<Features> constantFeatures = Optional.empty();

    /** Images, and their constant features, where they are from. */
    public Batch(Supplier<NDArray> images, Supplier<Features> constantFeatures) {
        this.loading = images;
        this.computation = constantFeatures;
    }

    /** Images at hand, whose constant features are computed when asked for. */
    public static Batch of(NDArray images, FeatureReconstruction model) {
        return of(images, () -> model.constantEncoder()
                .map(encoder -> encoder.features(images, Mode.EVAL))
                .orElseThrow(() -> new IllegalStateException("every encoder of this model is trained")));
    }

    /** Images at hand, and where their constant features are from. */
    public static Batch of(NDArray images, Supplier<Features> constantFeatures) {
        return new Batch(() -> images, constantFeatures);
    }

    /** Normalised images, (B, 3, H, W). */
    public NDArray images() {
        images = images.or(() -> Optional.of(loading.get()));
        return images.get();
    }

    /** Features of these images by the encoder that never changes, {@link FeatureReconstruction#constantEncoder()}. */
    public Features constantFeatures() {
        constantFeatures = constantFeatures.or(() -> Optional.of(computation.get()));
        return constantFeatures.get();
    }
}
