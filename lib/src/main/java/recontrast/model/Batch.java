package recontrast.model;

import ai.djl.ndarray.NDArray;

import java.util.function.Supplier;

/** A batch as the network sees it; what is not looked at is neither loaded nor computed. */
public interface Batch {

    /** Normalised images, (B, 3, S, S). */
    NDArray images();

    /** Features of these images by the encoder that never changes, {@link FeatureReconstruction#constantEncoder()}. */
    Features constantFeatures();

    /** Images at hand, whose constant features are computed when asked for. */
    static Batch of(NDArray images, FeatureReconstruction model) {
        return of(images, () -> model.constantEncoder()
                .map(encoder -> encoder.features(images, Mode.EVAL))
                .orElseThrow(() -> new IllegalStateException("every encoder of this model is trained")));
    }

    /** Images at hand, and where their constant features are from. */
    static Batch of(NDArray images, Supplier<Features> constantFeatures) {
        return new Batch() {
            @Override
            public NDArray images() {
                return images;
            }

            @Override
            public Features constantFeatures() {
                return constantFeatures.get();
            }
        };
    }
}
